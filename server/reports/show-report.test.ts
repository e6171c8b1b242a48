import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ShowReportMessage, type ReportReceipt, type ShownMail } from "../../shared/contracts/report.ts";
import type { AuditEntry } from "../audit/audit-store.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { hostileMails } from "./testing/hostile-mails.ts";
import { oddMails } from "./testing/odd-mails.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization("acme.example");
});
afterAll(() => test.stop());

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
async function reported(mail: Buffer | Record<string, string>): Promise<string> {
  const post = test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf("newcomer@acme.example")));
  const answer = await (
    Buffer.isBuffer(mail)
      ? post.attach("message", mail, { filename: "mail.eml", contentType: "message/rfc822" })
      : post.send(mail)
  ).expect(201);
  const { receipt } = answer.body as ReportReceipt;
  const reports = test.deps.connection.collection<{ _id: string }>("reports");
  return (await reports.findOne({ organization: acme.id, receipt }))!._id;
}
const ask = (id: string) =>
  test.request().get(ShowReportMessage.path.replace(":id", id)).set(as(acme.ownerToken));
const show = async (id: string) => (await ask(id).expect(200)).body as ShownMail;
const openings = (id: string) =>
  test.deps.connection
    .collection<AuditEntry>("audit")
    .find({ action: "report.open", "subject.id": id })
    .toArray();

const usual = Buffer.from(`From: Bank <bank@evil.example>
Subject: Pay now
Message-ID: <1@evil.example>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Pay at https://evil.example/pay
--b
Content-Type: text/html

<p>Pay <a href="https://evil.example/html">here</a></p>
--b
Content-Type: application/pdf; name="invoice.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
`);

describe("a reported mail, shown", () => {
  it("gives text, HTML, headers, links and the names of attachments", async () => {
    const mail = await show(await reported(usual));
    expect(mail).toMatchObject({ state: "shown", cut: false });
    expect(mail.text).toContain("Pay at hxxps://evil[.]example/pay");
    expect(mail.html).toContain('<span class="fc-link">here</span>');
    expect(mail.headers).toContainEqual({ name: "From", value: "Bank <bank@evil.example>" });
    expect(mail.links).toEqual([
      { text: "here", address: "hxxps://evil[.]example/html" },
      { text: "", address: "hxxps://evil[.]example/pay" },
    ]);
    expect(mail.attachments).toEqual([{ name: "invoice.pdf", type: "application/pdf", size: 5 }]);
  });

  it("leaves one entry for each opening", async () => {
    const id = await reported(Buffer.concat([usual, Buffer.from("once")]));
    await show(id);
    expect(await openings(id)).toMatchObject([{ organization: acme.id, actor: { kind: "apiToken" } }]);
    await show(id);
    expect(await openings(id)).toHaveLength(2);
  });

  it("stays closed where the opening cannot be recorded", async () => {
    const id = await reported(Buffer.concat([usual, Buffer.from("no audit")]));
    const append = vi.spyOn(test.deps.audit, "append").mockRejectedValueOnce(new Error("no audit"));
    const answer = await ask(id).expect(500);
    append.mockRestore();
    expect(JSON.stringify(answer.body)).not.toContain("Pay");
  });

  it("is its headers alone where the mail was not handed over, and nothing where neither was", async () => {
    const id = await reported({ subject: "Pay", headers: "From: bank@evil.example\r\nX-Odd: yes" });
    expect(await show(id)).toMatchObject({
      state: "headersOnly",
      headers: [
        { name: "From", value: "bank@evil.example" },
        { name: "X-Odd", value: "yes" },
      ],
    });
    expect(await openings(id)).toHaveLength(1);
    const bare = await reported({ subject: "Pay at once" });
    expect(await show(bare)).toMatchObject({ state: "none", headers: [] });
    expect(await openings(bare)).toEqual([]);
  });

  it("is told to be unreadable where it cannot be read within the limits, and the next one is shown", async () => {
    const delimiters = Buffer.from(
      `Subject: Parts\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\n".repeat(5_000)}`,
    );
    const id = await reported(delimiters);
    expect(await show(id)).toMatchObject({ state: "unreadable", headers: [] });
    expect(await openings(id)).toHaveLength(1);
    expect(await show(await reported(usual))).toMatchObject({ state: "shown" });
  });

  it("shows the beginning of a mail that is larger than what is read", async () => {
    const large = Buffer.concat([
      Buffer.from("Subject: Large\r\n\r\nRead me first.\r\n"),
      Buffer.alloc(6 * 1024 * 1024, "all work and no play\r\n"),
    ]);
    const mail = await show(await reported(large));
    expect(mail).toMatchObject({ state: "shown", cut: true });
    expect(mail.text).toMatch(/^Read me first\./);
  });

  it.each([...hostileMails("https://canary.example"), ...oddMails])(
    "answers for whatever was reported: %s",
    async (_name, raw) => {
      const mail = await show(await reported(raw));
      expect(["shown", "unreadable"]).toContain(mail.state);
      expect(mail.html ?? "").not.toMatch(/<(?:script|img|iframe|object|form|input|meta|base|link|style)/i);
    },
  );
});
