import { expect, test } from "@playwright/test";
import type { Me } from "../shared/contracts/me.ts";
import type { Report, ReportReceipt } from "../shared/contracts/report.ts";
import type { User } from "../shared/contracts/user.ts";
import { type SandboxProcess, startSandboxProcess } from "./fixtures/sandbox-process.ts";

/** No browser: what an answer has promised is there after the machine was cut off, and nothing is there twice. */
let sandbox: SandboxProcess;
test.beforeEach(async () => {
  sandbox = await startSandboxProcess({ LOG_LEVEL: "warn" });
});
test.afterEach(() => sandbox.dispose());
test.describe.configure({ timeout: 180_000 });

interface Mail {
  id: string;
  subject: string;
  from: string;
  internetMessageId: string;
}
const welcomeSubject = "Your parcel is on hold";
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const mailsOf = (email: string) => sandbox.call<Mail[]>(`/sandbox/mailboxes/${email}/messages`);
const welcomesOf = async (email: string) =>
  (await mailsOf(email)).filter((mail) => mail.subject.startsWith(welcomeSubject));
const tokenOf = async (email: string) =>
  (await sandbox.call<{ token: string }>("/sandbox/token", { email })).token;
const adminToken = async () =>
  (await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: "owner@acme.example" })).token;
const me = async (email: string) => sandbox.call<Me>("/api/v1/me", undefined, bearer(await tokenOf(email)));
const join = async (email: string, server = sandbox.url) => {
  const answer = await fetch(`${server}/api/v1/me/join`, {
    method: "POST",
    headers: bearer(await tokenOf(email)),
  });
  if (!answer.ok) throw new Error(`join answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Me;
};
const openGate = async () => {
  const answer = await fetch(`${sandbox.url}/api/v1/organization`, {
    method: "PATCH",
    headers: { ...bearer(await adminToken()), "Content-Type": "application/json" },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  expect(answer.status).toBe(200);
};
const rawMail = async (email: string, id: string) =>
  Buffer.from(
    await (await fetch(`${sandbox.url}/sandbox/mailboxes/${email}/messages/${id}.eml`)).arrayBuffer(),
  );
const report = async (email: string, raw: Buffer, server = sandbox.url): Promise<ReportReceipt> => {
  const form = new FormData();
  form.append("subject", "reported");
  form.append("message", new Blob([new Uint8Array(raw)], { type: "message/rfc822" }), "reported.eml");
  const answer = await fetch(`${server}/api/v1/reports`, {
    method: "POST",
    headers: bearer(await tokenOf(email)),
    body: form,
  });
  if (answer.status !== 201) throw new Error(`report answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as ReportReceipt;
};
interface Lists {
  users: User;
  reports: Report;
}
const list = async <K extends keyof Lists>(what: K, query = "") =>
  sandbox.call<{ items: Lists[K][]; total: number }>(
    `/api/v1/${what}${query}`,
    undefined,
    bearer(await adminToken()),
  );
const arrived = (email: string, wanted: number) =>
  expect.poll(async () => (await welcomesOf(email)).length, { timeout: 90_000 }).toBe(wanted);
const cutOffAndOn = async () => {
  await sandbox.kill9();
  await sandbox.restart();
};

test("what was answered before a kill -9 of the server is there after it, step by step, and the mail comes once", async () => {
  await openGate();
  await cutOffAndOn();
  expect((await me("newcomer@acme.example")).joining.open).toBe(true);

  const joined = await join("newcomer@acme.example");
  await cutOffAndOn();
  expect((await me("newcomer@acme.example")).user).toMatchObject({
    id: joined.user?.id,
    stage: "started",
    startNumber: 1,
  });
  // Killed while the mail was in hand it is either taken over, once its lease ends, or known to be in doubt: never silently none.
  await expect
    .poll(async () => (await me("newcomer@acme.example")).welcome?.state, { timeout: 90_000 })
    .toMatch(/sent|inDoubt/);
  await arrived("newcomer@acme.example", 1);

  const [welcome] = await welcomesOf("newcomer@acme.example");
  const raw = await rawMail("newcomer@acme.example", welcome!.id);
  const caught = await report("newcomer@acme.example", raw);
  expect(caught).toMatchObject({
    outcome: "welcomeSimulation",
    stage: "onboarded",
    repeated: false,
    forwarded: false,
  });
  await cutOffAndOn();
  expect((await me("newcomer@acme.example")).user).toMatchObject({ stage: "onboarded" });
  const again = await report("newcomer@acme.example", raw);
  expect(again).toMatchObject({ outcome: "welcomeSimulation", repeated: true, receipt: caught.receipt });

  const threat = Buffer.from(
    "From: Prize <win@evil.example>\r\nTo: newcomer@acme.example\r\nSubject: You won\r\nMessage-ID: <1@evil.example>\r\n\r\nCollect: https://evil.example/\r\n",
  );
  const thanks = await report("newcomer@acme.example", threat);
  expect(thanks).toMatchObject({ outcome: "threat", forwarded: true });
  await cutOffAndOn();
  expect((await list("reports")).items.map(({ receipt }) => receipt)).toContain(thanks.receipt);
  await expect
    .poll(
      async () =>
        new Set((await mailsOf("security@acme.example")).map((mail) => mail.internetMessageId)).size,
      {
        timeout: 90_000,
      },
    )
    .toBe(1);
  const [forward] = await mailsOf("security@acme.example");
  const forwarded = (await rawMail("security@acme.example", forward!.id)).toString("latin1");
  expect(forwarded.replace(/\r\n/g, "")).toContain(threat.toString("base64").slice(0, 60));

  await arrived("newcomer@acme.example", 1);
  expect((await list("users")).total).toBe(2);
});

test("a kill -9 of mongod loses nothing that was answered", async () => {
  await openGate();
  const joined = await join("newcomer@acme.example");
  process.kill(await sandbox.mongodPid(), "SIGKILL");
  await expect
    .poll(async () => (await fetch(`${sandbox.url}/readyz`).catch(() => null))?.status, { timeout: 60_000 })
    .toBe(200);
  expect((await me("newcomer@acme.example")).user).toMatchObject({ id: joined.user?.id, stage: "started" });
  await expect
    .poll(async () => (await me("newcomer@acme.example")).welcome?.state, { timeout: 90_000 })
    .toMatch(/sent|inDoubt/);
  await arrived("newcomer@acme.example", 1);

  const [welcome] = await welcomesOf("newcomer@acme.example");
  const caught = await report("newcomer@acme.example", await rawMail("newcomer@acme.example", welcome!.id));
  process.kill(await sandbox.mongodPid(), "SIGKILL");
  await expect
    .poll(async () => (await fetch(`${sandbox.url}/readyz`).catch(() => null))?.status, { timeout: 60_000 })
    .toBe(200);
  expect((await me("newcomer@acme.example")).user).toMatchObject({ stage: "onboarded" });
  expect((await list("reports")).items.map(({ receipt }) => receipt)).toEqual([caught.receipt]);
});

test("twenty presses at once on two server processes, each retried: one user, one simulation, one mail", async () => {
  await openGate();
  const second = await sandbox.secondServer();
  const press = async (i: number) => {
    const server = i % 2 ? second.url : sandbox.url;
    await join("newcomer@acme.example", server);
    return join("newcomer@acme.example", server);
  };
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => press(i)));
  expect(new Set(answers.map((answer) => answer.user?.id)).size).toBe(1);
  expect(new Set(answers.map((answer) => answer.user?.startNumber))).toEqual(new Set([1]));
  await arrived("newcomer@acme.example", 1);
  await second.stop();
  // Both workers have been there; give a doubled mail the time to show itself.
  await sandbox.call("/sandbox/clock", { advance: "PT1H" });
  await arrived("newcomer@acme.example", 1);
  expect((await list("users")).total).toBe(2);

  const raw = await rawMail("newcomer@acme.example", (await welcomesOf("newcomer@acme.example"))[0]!.id);
  const reports = await Promise.all(Array.from({ length: 10 }, () => report("newcomer@acme.example", raw)));
  expect(reports.filter((answer) => !answer.repeated)).toHaveLength(1);
  expect(new Set(reports.map((answer) => answer.receipt)).size).toBe(1);
  expect((await list("reports")).total).toBe(1);
});

test("a colleague's report, a copied header, a foreign tenant and foreign ids get nowhere", async () => {
  await openGate();
  await join("newcomer@acme.example");
  await arrived("newcomer@acme.example", 1);
  const [welcome] = await welcomesOf("newcomer@acme.example");
  const raw = await rawMail("newcomer@acme.example", welcome!.id);

  const colleague = await report("colleague@acme.example", raw);
  expect(colleague).toMatchObject({ outcome: "colleaguesSimulation", stage: "notStarted" });
  expect(colleague.clues).toBeUndefined();
  expect((await me("newcomer@acme.example")).user).toMatchObject({ stage: "started" });

  const header = raw.toString("latin1").split("\r\n\r\n")[0]!;
  const disguised = Buffer.from(
    `${header.replace(/^Content-[^\r]*\r\n(?:[ \t][^\r]*\r\n)*/gim, "")}\r\nContent-Type: text/plain\r\n\r\nPay here: https://evil.example/\r\n`,
    "latin1",
  );
  const copied = await report("colleague@acme.example", disguised);
  expect(copied).toMatchObject({ forwarded: true, stage: "notStarted" });
  const [marked] = (await list("reports")).items;
  expect(marked).toMatchObject({ receipt: copied.receipt, forwarded: true, marked: true });

  const foreign = await sandbox.call<{ id: string }>("/sandbox/organizations", {
    name: "Other",
    domain: "other.example",
    owner: "owner@other.example",
  });
  expect(foreign.id).toBeTruthy();
  const strangers = (
    await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: "owner@other.example" })
  ).token;
  const [user] = (await list("users", "?query=newcomer")).items;
  for (const where of [`/api/v1/users/${user!.id}`, `/api/v1/reports/${marked!.id}`]) {
    const answer = await fetch(sandbox.url + where, { headers: bearer(strangers) });
    expect(answer.status).toBe(404);
    expect((await fetch(sandbox.url + where, { headers: bearer(await adminToken()) })).status).toBe(200);
  }
  expect((await report("someone@other.example", raw)).outcome).toBe("threat");
});

test("a token that the provider did not sign is refused", async () => {
  const [header, payload] = (await tokenOf("newcomer@acme.example")).split(".");
  const answer = await fetch(`${sandbox.url}/api/v1/me`, { headers: bearer(`${header}.${payload}.AAAA`) });
  expect(answer.status).toBe(401);
  expect(((await answer.json()) as { code: string }).code).toBe("token_signature");
});
