import { createHash, randomUUID } from "node:crypto";
import type { ReportReceipt } from "../../../shared/contracts/report.ts";
import type { UserAction } from "../../../shared/lifecycle.ts";
import type { OutboxMessage } from "../../mail/outbox.ts";
import type { TestApp, TestOrganization } from "../../test/test-app.ts";

const as = (token: string) => ({ Authorization: `Bearer ${token}` });

export const actOn = async (test: TestApp, acme: TestOrganization, action: UserAction, ids: string[]) => {
  const order = { action, users: { ids } };
  const answer = await test
    .request()
    .post("/api/v1/users/actions")
    .set(as(acme.ownerToken))
    .send(order)
    .expect(200);
  return answer.body as { changed: number; skipped: { id: string; code: string }[] };
};

/** A mail as somebody in the street would send it, with words that stand nowhere else. */
const threat = (words: string, to: string) =>
  Buffer.from(
    `From: Bad <bad@bad.example>\r\nTo: ${to}\r\nSubject: Parcel ${words}\r\nMessage-ID: <${words}.id@bad.example>\r\n\r\nPay ${words} now.\r\n`,
  );

/** A person of whom something is stored everywhere, and all that must be found nowhere once they are erased. */
export async function wholePerson(test: TestApp, acme: TestOrganization) {
  const { deps, clock } = test;
  const mark = randomUUID().slice(0, 8);
  const now = clock.now();
  const email = `now.${mark}@acme.example`;
  const former = `before.${mark}@acme.example`;
  const report = async (address: string, message: Buffer, comment: string) => {
    const sent = test
      .request()
      .post("/api/v1/reports")
      .set(as(await acme.tokenOf(address)))
      .field("comment", comment)
      .attach("message", message, { filename: "m.eml", contentType: "message/rfc822" });
    return (await sent.expect(201)).body as ReportReceipt;
  };
  // Before they are on the roster, from a directory account that they have no more.
  await report(former, threat(`early${mark}`, former), `early${mark}`);
  const early = await deps.connection.collection("reports").findOne({ "reporter.address": former });
  const user = await deps.users.insert(
    {
      organization: acme.id,
      email: former,
      firstName: `Vor${mark}`,
      infix: `van${mark}`,
      lastName: `Geb${mark}`,
      employeeId: `Nr${mark}`,
      language: "nl",
      role: "admin",
    },
    now,
  );
  const id = user._id;
  const change = (path: string, body: object) =>
    test.request().patch(path).set(as(acme.ownerToken)).send(body).expect(200);
  await change(`/api/v1/users/${id}`, { email, lastName: `Ach${mark}` });
  // They asked for a mail to join by, twice, and then used the button.
  const askToJoin = async (address: string) => {
    await test.request().post("/join/acme-example").type("form").send({ email: address }).expect(202);
    await deps.joinByMail.run();
  };
  await askToJoin(former);
  await askToJoin(email);
  await test
    .request()
    .post("/api/v1/me/join")
    .set(as(await acme.tokenOf(email)))
    .send({})
    .expect(200);
  const collection = (name: string) => deps.connection.collection(name);
  const mail = (await collection("outbox").findOne({ user: id })) as unknown as OutboxMessage;
  const raw = (await deps.renderMail(mail, now)).raw;
  const token = mail.messageId.slice(1).split(".")[0] ?? "";

  const marked = threat(`words${mark}`, email);
  await report(email, marked, `said${mark}`);
  // A colleague has the same mail, and reports the person's simulation from a shared mailbox.
  const colleague = `colleague.${mark}@acme.example`;
  const shared = threat(`shared${mark}`, "all@acme.example");
  await report(email, shared, "");
  await report(colleague, shared, "mine");
  await report(
    colleague,
    Buffer.from(raw.toString("latin1").replace(/^Subject: /m, "Subject: Fw "), "latin1"),
    "hers?",
  );
  await report(email, raw, "");

  await collection("outbox").updateOne(
    { _id: mail._id as never },
    { $set: { state: "sent", sentAt: now, lastReply: `250 took it for ${email}` } },
  );
  await deps.refusedAddresses.add(acme.id, former, `550 no ${former}`, now);
  await deps.limits.bookSelf(acme.id, id, mail._id, now);
  await deps.apiTokens.create(acme.id, id, `script of ${mark}`, now);
  await collection("sessions").insertOne({
    _id: randomUUID() as never,
    session: { admin: { organization: acme.id, user: id } },
  });
  await change("/api/v1/organization", { joining: { contact: email, allowedAddresses: [email] } });
  const stored = await deps.users.get(acme.id, id);
  const [tid = "", oid = ""] = stored.directory?.split(":") ?? [];
  const markers = {
    name: `Vor${mark}`,
    infix: `van${mark}`,
    lastName: `Ach${mark}`,
    formerName: `Geb${mark}`,
    address: email,
    former,
    directory: `${tid}:${oid}`,
    oid,
    earlyOid: (early?.["reporter"] as { oid: string }).oid,
    employeeId: `Nr${mark}`,
    token,
    comment: `said${mark}`,
    words: `words${mark}`,
    messageId: mail.messageId,
    mark,
  };
  return { id, email, colleague, markers, shared, raw: marked };
}

/** Everything that the database holds, as text. */
export async function dump({ deps }: TestApp): Promise<string> {
  const collections = (await deps.connection.listCollections()).map(({ name }) => name);
  const texts = await Promise.all(
    collections.map(async (name) =>
      JSON.stringify([name, await deps.connection.collection(name).find().toArray()]),
    ),
  );
  return texts.join("\n");
}

/** Which of the values stand in the text: plain, in small letters, in base64 and as a hash without a key. */
export function found(text: string, markers: Record<string, string>): string[] {
  const small = text.toLowerCase();
  const hash = (value: string, as: "hex" | "base64url") => createHash("sha256").update(value).digest(as);
  return Object.entries(markers).flatMap(([name, value]) => {
    const forms = [value, Buffer.from(value).toString("base64").replace(/=+$/, "").slice(0, -1)];
    const hashes = [value, value.toLowerCase()].flatMap((one) => [hash(one, "hex"), hash(one, "base64url")]);
    return [...forms, ...hashes].some((form) => small.includes(form.toLowerCase())) ? [name] : [];
  });
}
