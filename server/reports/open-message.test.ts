import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReportReceipt } from "../../shared/contracts/report.ts";
import type { AuditEntry } from "../audit/audit-store.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

const marker = "the canary sings at dawn";
let test: TestApp;
let acme: TestOrganization;
let raw: Buffer;
let id: string;

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization("acme.example");
});
afterAll(() => test.stop());
beforeEach(async () => {
  raw = Buffer.concat([
    Buffer.from(
      `From: Bank <bank@evil.example>\r\nSubject: Pay ${randomUUID()}\r\n\r\n<script>alert(1)</script> ${marker}\r\n.\r\n`,
    ),
    Buffer.from([0, 13, 10, 255]),
    randomBytes(1_200_000),
    Buffer.from(marker),
  ]);
  id = await reported(raw);
});

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
async function reported(mail?: Buffer): Promise<string> {
  const post = test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf("newcomer@acme.example")));
  const answer = await (
    mail
      ? post.attach("message", mail, { filename: "mail.eml", contentType: "message/rfc822" })
      : post.send({ subject: "Pay" })
  ).expect(201);
  const { receipt } = answer.body as ReportReceipt;
  const report = await test.deps.connection
    .collection<{ _id: string }>("reports")
    .findOne({ organization: acme.id, receipt });
  return report!._id;
}
const open = (token = acme.ownerToken) =>
  test.request().get(`/api/v1/reports/${id}/message`).set(as(token)).responseType("arraybuffer");
const openings = () =>
  test.deps.connection
    .collection<AuditEntry>("audit")
    .find({ action: "report.open", "subject.id": id })
    .toArray();

describe("a reported mail, opened", () => {
  it("comes byte for byte, as a file that no browser shows or keeps", async () => {
    const answer = await open().expect(200);
    expect((answer.body as Buffer).equals(raw)).toBe(true);
    expect(answer.headers).toMatchObject({
      "content-type": "message/rfc822",
      "content-disposition": expect.stringMatching(
        /^attachment; filename="R-[0-9A-Z]{4}-[0-9A-Z]{4}\.eml"$/,
      ) as string,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  });

  it("leaves one entry for each opening: who, which report", async () => {
    await open().expect(200);
    await open().expect(200);
    expect(await openings()).toMatchObject(
      Array.from({ length: 2 }, () => ({
        organization: acme.id,
        actor: { kind: "apiToken" },
        subject: { kind: "report", id },
      })),
    );
  });

  it("stays closed where the opening cannot be recorded", async () => {
    const append = vi.spyOn(test.deps.audit, "append").mockRejectedValueOnce(new Error("no audit"));
    const answer = await open().expect(500);
    append.mockRestore();
    expect(JSON.stringify(answer.body)).not.toContain(marker);
    expect(await openings()).toEqual([]);
  });

  it("is not there, and nothing is recorded, where the mail was not handed over or is not kept any more", async () => {
    await test.deps.connection.collection<{ _id: string }>("raw_mails").deleteMany({ organization: acme.id });
    await open().expect(404);
    expect(await openings()).toEqual([]);
    id = await reported();
    await open().expect(404);
    expect(await openings()).toEqual([]);
  });

  it("opens for owner, admin and analyst, for nobody else", async () => {
    for (const role of ["admin", "analyst", "manager"] as const) {
      const users = test.deps.connection.collection<{ _id: string }>("users");
      await users.updateOne({ _id: acme.ownerId }, { $set: { role } });
      await open().expect(role === "manager" ? 403 : 200);
    }
    await test.deps.connection
      .collection<{ _id: string }>("users")
      .updateOne({ _id: acme.ownerId }, { $set: { role: "owner" } });
    await open(await acme.tokenOf("newcomer@acme.example")).expect(401);
    expect(await openings()).toHaveLength(2);
  });

  it("lies in the database unreadable: its words stand in no chunk, plain or in base64", async () => {
    const chunks = await test.deps.connection
      .collection<{ data: { buffer: Buffer } }>("raw_mail_chunks")
      .find({ organization: acme.id })
      .toArray();
    expect(chunks.length).toBeGreaterThan(1);
    // In base64 the same words read in three ways, by where they begin; the ends depend on what is beside.
    const forms = [
      marker,
      ...[0, 1, 2].map((skip) => Buffer.from(marker.slice(skip)).toString("base64").slice(0, 24)),
    ];
    for (const { data } of chunks)
      for (const form of forms) expect(Buffer.from(data.buffer).includes(form)).toBe(false);
  });
});
