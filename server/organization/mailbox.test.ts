import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Organization } from "../../shared/contracts/organization.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let number = 0;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.stop());

const as = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const change = (body: object) => test.request().patch("/api/v1/organization").set(as()).send(body);
const settings = async () =>
  (await test.request().get("/api/v1/organization").set(as()).expect(200)).body as Organization;
const messages = () =>
  test.deps.connection
    .collection("outbox")
    .find({ organization: acme.id, kind: "mailbox" })
    .toArray() as Promise<unknown[]>;
type Message = Parameters<typeof test.deps.renderMail>[0];

/** Asks for a mailbox in an organization of its own; answers the path of the link in the mail. */
async function asked(
  address = "soc@partner.example",
): Promise<{ path: string; message: Message; text: string }> {
  acme = await test.organization(`o${++number}.example`);
  await change({ securityMailbox: address }).expect(200);
  const [message] = (await messages()) as Message[];
  const { raw } = await test.deps.renderMail(message!, test.clock.now());
  const { text = "" } = await PostalMime.parse(raw);
  return { path: new URL(/https:\S+/.exec(text)![0]).pathname, message: message!, text };
}

describe("another security mailbox", () => {
  it("gets a mail, and holds only once its reader has pressed the button behind the link", async () => {
    const { path, message } = await asked();
    expect(message).toMatchObject({ to: "soc@partner.example", state: "queued", priority: 0 });
    const old = `security@${acme.domain}`;
    expect(await settings()).toMatchObject({
      securityMailbox: old,
      pendingMailbox: { address: "soc@partner.example", expiresAt: "2026-12-01T09:00:00.000Z" },
    });
    const page = await test.request().get(path).expect(200);
    expect(page.text).toContain("soc@partner.example");
    // Scanners open links: that alone changes nothing.
    expect((await settings()).securityMailbox).toBe(old);

    const done = await test.request().post(path).expect(200);
    expect(done.text).toContain("This mailbox is confirmed");
    const after = await settings();
    expect(after.securityMailbox).toBe("soc@partner.example");
    expect(after).not.toHaveProperty("pendingMailbox");
    const entries = await test.deps.audit.about(acme.id, acme.id, 10);
    expect(entries).toContainEqual(
      expect.objectContaining({ action: "mailbox.confirm", actor: { kind: "system" } }),
    );
    // A second press, and opening the link again, are answered kindly and change nothing.
    await test.request().post(path).expect(200);
    expect((await test.request().get(path).expect(200)).text).toContain("This mailbox is confirmed");
    expect((await settings()).version).toBe(after.version);
  });

  it("is where reports go from then on, and not before", async () => {
    const { path } = await asked();
    const report = async (subject: string) =>
      test
        .request()
        .post("/api/v1/reports")
        .set("Authorization", `Bearer ${await acme.tokenOf(`newcomer@${acme.domain}`)}`)
        .send({ subject })
        .expect(201);
    const forwards = async () =>
      (
        await test.deps.connection
          .collection("outbox")
          .find({ organization: acme.id, kind: "forward" })
          .toArray()
      ).map(({ to }) => to as string);
    await report("one");
    expect(await forwards()).toEqual([`security@${acme.domain}`]);
    await test.request().post(path).expect(200);
    await report("two");
    expect((await forwards()).sort()).toEqual([`security@${acme.domain}`, "soc@partner.example"].sort());
  });

  it("is told by a link whose secret is stored nowhere", async () => {
    const { path } = await asked();
    const token = path.split("/").at(-1)!;
    const stored = await Promise.all(
      ["organizations", "outbox", "audit"].map((name) =>
        test.deps.connection.collection(name).find().toArray(),
      ),
    );
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("is not confirmed by a link that is wrong, of another organization, too old or overtaken", async () => {
    const { path: theirs } = await asked();
    const { path, message } = await asked();
    const over = async (link: string) => {
      for (const method of ["get", "post"] as const) await test.request()[method](link).expect(410);
    };
    await over(`${path}x`);
    await over(`/mailbox/nobody/${path.split("/").at(-1)!}`);
    await over(`/mailbox/${acme.id}/${theirs.split("/").at(-1)!}`);
    test.clock.advance(61_000);
    await change({ securityMailbox: "other@partner.example" }).expect(200);
    await over(path);
    expect(await test.deps.mayBeSent(message)).toEqual({ verdict: "cancel", reason: "dropped" });
    const { path: old } = await asked();
    test.clock.advance(7 * 24 * 3_600_000);
    await over(old);
    expect((await settings()).securityMailbox).toBe(`security@${acme.domain}`);
  });

  it("is asked at most once a minute, and then by a new link", async () => {
    const { path } = await asked();
    const soon = await change({ securityMailbox: "soc@partner.example" });
    expect([soon.status, (soon.body as { code: string }).code]).toEqual([429, "copy_too_soon"]);
    expect((await messages()).length).toBe(1);
    test.clock.advance(60_000);
    await change({ securityMailbox: "soc@partner.example" }).expect(200);
    expect((await messages()).length).toBe(2);
    await test.request().get(path).expect(410);
  });

  it("is taken back by naming the one that holds; none at all holds at once", async () => {
    const { path, message } = await asked();
    await change({ securityMailbox: `security@${acme.domain}` }).expect(200);
    expect(await settings()).not.toHaveProperty("pendingMailbox");
    await test.request().post(path).expect(410);
    expect(await test.deps.mayBeSent(message)).toMatchObject({ verdict: "cancel" });
    await change({ securityMailbox: null }).expect(200);
    expect(await settings()).not.toHaveProperty("securityMailbox");
  });

  it("is known as a mail of ours when somebody reports it", async () => {
    const { message } = await asked();
    expect(await test.deps.outbox.isOwnServiceMail(acme.id, message.messageId)).toBe(true);
  });
});
