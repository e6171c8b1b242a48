import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Organization } from "../../shared/contracts/organization.ts";
import type { User } from "../../shared/contracts/user.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await change({
    domains: [
      { name: "acme.example" },
      { name: "bücher.example" },
      { name: "straße.example" },
      { name: longest },
    ],
    joining: { anyoneCanJoin: true },
  }).expect(200);
  await change({
    joining: { allowedDomains: ["acme.example", "xn--bcher-kva.example", "straße.example", longest] },
  }).expect(200);
});
afterAll(() => test.stop());

const asOwner = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const change = (body: object) => test.request().patch("/api/v1/organization").set(asOwner()).send(body);
/** A domain of 189 characters: with 64 before the @ the longest address there is: 254. */
const longest =
  ["a", "b", "c"]
    .map((letter) => letter.repeat(60))
    .join(".")
    .slice(0, 181) + ".example";

interface Answer {
  status: number;
  body: unknown;
}
type Verdict = { taken: string } | { refused: string };

/** What each door says of an address: what it is taken as, or as which code it is refused. */
const doors: Record<string, (typed: string) => Promise<Verdict>> = {
  async "the roster"(typed) {
    const { status, body } = (await test
      .request()
      .post("/api/v1/users")
      .set(asOwner())
      .send({ email: typed })) as Answer;
    if (status === 201) return { taken: (body as User).email };
    return { refused: (body as Problem).code };
  },
  async "the button"(typed) {
    const { status, body } = (await join(typed)) as Answer;
    if (status === 200) return { taken: (body as { user: User }).user.email };
    return { refused: (body as Problem).code };
  },
  async "a verified e-mail claim"(typed) {
    const { status, body } = (await join("not-this-one", {
      email: typed,
      xms_edov: true,
      oid: randomUUID(),
    })) as Answer;
    if (status === 200) return { taken: (body as { user: User }).user.email };
    return { refused: (body as Problem).code };
  },
  async "the list of single addresses"(typed) {
    const { status, body } = (await change({ joining: { allowedAddresses: [typed] } })) as Answer;
    await change({ joining: { allowedAddresses: [] } }).expect(200);
    if (status === 200) return { taken: (body as Organization).joining.allowedAddresses[0]! };
    return { refused: unusableAt(body as Problem, "$.joining.allowedAddresses[0]") };
  },
  async "the security mailbox"(typed) {
    // Mails that ask for a confirmation keep a pause.
    test.clock.advance(61_000);
    const { status, body } = (await change({ securityMailbox: typed })) as Answer;
    if (status === 200) return { taken: (body as Organization).pendingMailbox!.address };
    return { refused: unusableAt(body as Problem, "$.securityMailbox") };
  },
};
async function join(address: string, claims: Record<string, unknown> = {}) {
  const token = await acme.tokenOf(address, claims);
  return test.request().post("/api/v1/me/join").set("Authorization", `Bearer ${token}`);
}
/** Settings are refused as a whole, and name the place; that is the same verdict as the other doors' code. */
const unusableAt = ({ code, violations }: Problem, path: string): string =>
  code === "invalid_request" && violations?.[0]?.path.startsWith(path) ? "address_unusable" : code;

const long = (length: number) => "n".repeat(length);
const taken: [string, string, string][] = [
  ["in capitals", "New.Comer@ACME.Example", "new.comer@acme.example"],
  ["with blanks and a tab around it", " \tblanks@acme.example \t", "blanks@acme.example"],
  ["with no-break spaces around it", "\u00a0nbsp@acme.example\u00a0", "nbsp@acme.example"],
  ["with a plus tag: another person", "blanks+tag@acme.example", "blanks+tag@acme.example"],
  ["with dots: another person", "b.l.a.n.k.s@acme.example", "b.l.a.n.k.s@acme.example"],
  ["with an apostrophe", "o'brien@acme.example", "o'brien@acme.example"],
  ["of 64 characters before the @", `${long(64)}@acme.example`, `${long(64)}@acme.example`],
  ["of 254 characters", `${long(64)}@${longest}`, `${long(64)}@${longest}`],
  ["in a domain as people write it", "u.label@bücher.example", "u.label@xn--bcher-kva.example"],
  ["in a domain as the network writes it", "a.label@XN--BCHER-KVA.example", "a.label@xn--bcher-kva.example"],
  ["in a domain with ß, which is not ss", "s@straße.example", "s@xn--strae-oqa.example"],
  ["of a role", "noreply@acme.example", "noreply@acme.example"],
  ["of the postmaster", "POSTMASTER@acme.example", "postmaster@acme.example"],
];
const refused: [string, string][] = [
  ["a zero-width space before it", "\u200bnewcomer@acme.example"],
  ["a zero-width joiner inside", "new\u200dcomer@acme.example"],
  ["a byte order mark", "\ufeffnewcomer@acme.example"],
  ["a soft hyphen in the domain", "newcomer@ac\u00adme.example"],
  ["a blank inside", "new comer@acme.example"],
  ["a blank before the @", "newcomer @acme.example"],
  ["two addresses, comma", "newcomer@acme.example,colleague@acme.example"],
  ["two addresses, semicolon", "newcomer@acme.example; colleague@acme.example"],
  ["two addresses, blank", "newcomer@acme.example colleague@acme.example"],
  ["a name and brackets", "New Comer <newcomer@acme.example>"],
  ["brackets alone", "<newcomer@acme.example>"],
  ["a mailto link", "mailto:newcomer@acme.example"],
  ["a quoted local part", '"newcomer"@acme.example'],
  ["a quoted @", '"a@b"@acme.example'],
  ["a comment", "newcomer(at work)@acme.example"],
  ["a comment in the domain", "newcomer@acme(x).example"],
  ["an IP literal", "newcomer@[192.0.2.1]"],
  ["an IPv6 literal", "newcomer@[IPv6:2001:db8::1]"],
  ["a bare IP address", "newcomer@192.0.2.1"],
  ["a number as domain", "newcomer@3221225985"],
  ["a domain of one label", "newcomer@acme"],
  ["a trailing dot", "newcomer@acme.example."],
  ["an empty label", "newcomer@acme..example"],
  ["a label that begins with a hyphen", "newcomer@-acme.example"],
  ["65 characters before the @", `${long(65)}@acme.example`],
  ["255 characters", `${long(64)}@a${longest}`],
  ["a label of 64", `newcomer@${long(64)}.example`],
  ["no @", "newcomer.acme.example"],
  ["nothing before the @", "@acme.example"],
  ["nothing behind the @", "newcomer@"],
  ["a Cyrillic look-alike before the @", "newc\u043emer@acme.example"],
  ["full-width letters", "\uff4e\uff45\uff57@acme.example"],
  ["full-width letters in the domain", "newcomer@\uff41cme.example"],
  ["a full-width @", "newcomer\uff20acme.example"],
  ["an ideographic full stop", "newcomer@acme\u3002example"],
  ["SMTPUTF8", "m\u00fcller@acme.example"],
  ["a decomposed letter", "mu\u0308ller@acme.example"],
  ["a dotless i", "n\u0131ck@acme.example"],
  ["a Kelvin sign", "\u212aelvin@acme.example"],
  ["ß before the @", "stra\u00dfe@acme.example"],
  ["an encoded word", "=?utf-8?q?newcomer?=@acme.example"],
  ["an encoded word as a whole", "=?utf-8?B?bmV3Y29tZXJAYWNtZS5leGFtcGxl?="],
  ["a percent route", "newcomer%other.example@acme.example"],
  ["a bang path", "other.example!newcomer@acme.example"],
  ["a pipe", "|newcomer@acme.example"],
  ["a source route", "@other.example:newcomer@acme.example"],
  ["CR LF and a header", "newcomer@acme.example\r\nBcc: other@other.example"],
  ["CR LF before the @", "newcomer\r\n@acme.example"],
  ["LF alone at the end", "newcomer@acme.example\n"],
  ["NUL", "newcomer\u0000@acme.example"],
  ["NUL behind it", "newcomer@acme.example\u0000.other.example"],
  ["a line separator", "newcomer@acme.example\u2028"],
  ["a lone surrogate", "newcomer\ud800@acme.example"],
  ["a right-to-left mark", "\u202enewcomer@acme.example"],
];

describe.each(Object.keys(doors))("at %s", (door) => {
  it.each(taken)("an address %s is taken: %j", async (_name, typed, canonical) => {
    // Who came in by another door, or spelt otherwise, is the same person.
    await test.deps.connection.db!.collection("users").deleteMany({ role: { $exists: false } });
    expect(await doors[door]!(typed)).toEqual({ taken: canonical });
    const people = await test.deps.users.collection.find({ organization: acme.id, email: canonical }).lean();
    expect(people.length).toBe(door.startsWith("the list") || door.startsWith("the security") ? 0 : 1);
  });

  it("what is no plain address is refused, and nobody comes of it", async () => {
    const people = await test.deps.users.collection.countDocuments({ organization: acme.id });
    const settings = await test.deps.organizations.get(acme.id);
    const verdicts = [];
    for (const [name, typed] of refused) verdicts.push([name, await doors[door]!(typed)]);
    expect(verdicts).toEqual(refused.map(([name]) => [name, { refused: "address_unusable" }]));
    expect(await test.deps.users.collection.countDocuments({ organization: acme.id })).toBe(people);
    expect((await test.deps.organizations.get(acme.id)).securityMailbox).toBe(settings.securityMailbox);
  });

  it("a text of 100,000 characters is refused", async () => {
    expect(await doors[door]!(`${long(100_000)}@acme.example`)).toHaveProperty("refused");
  });
});

describe.each(["the roster", "the button", "a verified e-mail claim"])("at %s, of another domain", (door) => {
  it.each([
    ["the parent", "newcomer@example.example"],
    ["a child", "newcomer@mail.acme.example"],
    ["with ours as its beginning", "newcomer@acme.example.evil.example"],
    ["with ours as its end", "newcomer@evil-acme.example"],
    ["glued to ours", "newcomer@evilacme.example"],
    ["another top level", "newcomer@acme.test"],
    ["a Cyrillic look-alike", "newcomer@\u0430cme.example"],
    ["a Greek look-alike", "newcomer@\u03b1cme.example"],
    ["a dotless look-alike", "newcomer@b\u0131cher.example"],
    ["ss for ß", "newcomer@strasse.example"],
    ["without the dots", "newcomer@bucher.example"],
  ])("%s is another domain", async (_name, typed) => {
    expect(await doors[door]!(typed)).toEqual({ refused: "address_not_allowed" });
  });
});

describe("one person per address, whatever the door and the spelling", () => {
  it("is found again by the button after the roster, and is not made twice", async () => {
    const spellings = ["same@bücher.example", "SAME@XN--BCHER-KVA.EXAMPLE", "\u00a0same@bücher.example\t"];
    expect(await doors["the roster"]!(spellings[0]!)).toEqual({ taken: "same@xn--bcher-kva.example" });
    for (const typed of spellings) {
      expect(await doors["the roster"]!(typed)).toEqual({ refused: "already_exists" });
      expect(await doors["the button"]!(typed)).toEqual({ taken: "same@xn--bcher-kva.example" });
    }
    const people = test.deps.users.collection;
    expect(await people.countDocuments({ organization: acme.id, email: "same@xn--bcher-kva.example" })).toBe(
      1,
    );
  });

  it.each(["the roster", "the button", "a verified e-mail claim"])(
    "a guest of the directory does not come in by %s, unless listed",
    async (door) => {
      const guest = "guest_other.example#EXT#@acme.example";
      expect(await doors[door]!(guest)).toEqual({ refused: "address_not_allowed" });
      await change({ joining: { allowedAddresses: [guest] } }).expect(200);
      try {
        expect(await doors[door]!(guest)).toEqual({ taken: guest.toLowerCase() });
      } finally {
        await change({ joining: { allowedAddresses: [] } }).expect(200);
        await test.deps.users.collection.deleteMany({ organization: acme.id, email: guest.toLowerCase() });
      }
    },
  );
});
