import { mkdtemp, rm } from "node:fs/promises";
import https from "node:https";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxProcess, startSandboxProcess } from "../e2e/fixtures/sandbox-process.ts";

interface Message {
  id: string;
  subject: string;
  internetMessageId: string;
  receivedAt: string;
  folder: string;
}
interface State {
  steps: { key: string; state: string }[];
  people: { email: string; shown: string; portal: boolean }[];
  parts: { key: string; state: string; detail: string }[];
  clock: { offsetMs: number };
  resettable: boolean;
}
let sandbox: SandboxProcess;
beforeAll(async () => (sandbox = await startSandboxProcess()), 90_000);
afterAll(() => sandbox.dispose());

const newcomer = "newcomer@acme.example";
const messages = (email: string) => sandbox.call<Message[]>(`/sandbox/mailboxes/${email}/messages`);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const tokenOf = async (email: string) =>
  (await sandbox.call<{ token: string }>("/sandbox/token", { email })).token;
const status = async (where: string, init: RequestInit = {}) =>
  (await fetch(new URL(where, sandbox.url), init)).status;

describe("the sandbox", { timeout: 90_000 }, () => {
  it("says in one line that it is ready, and where", () => {
    expect(
      sandbox
        .log()
        .split("\n")
        .filter((line) => line.includes("ready")),
    ).toEqual([expect.stringContaining(`Firstcatch is ready: ${sandbox.url} `)]);
  });

  it("begins with Acme, its owner and closed doors", async () => {
    const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", {
      email: "owner@acme.example",
    });
    const organization = await sandbox.call<object>("/api/v1/organization", undefined, bearer(token));
    expect(organization).toMatchObject({
      name: "Acme",
      domains: [{ name: "acme.example" }],
      joining: { anyoneCanJoin: false },
      timeZone: "Europe/Amsterdam",
    });
    const state = await sandbox.call<State>("/sandbox/state");
    expect(state.steps.map((step) => step.state)).toEqual(["current", "next", "next", "next"]);
    expect(state.people.map(({ email, portal }) => [email, portal])).toEqual([
      ["owner@acme.example", true],
      [newcomer, false],
      ["colleague@acme.example", false],
    ]);
    expect(state.parts.map(({ key }) => key)).toEqual([
      ...["web", "worker", "database", "mail", "identity", "certificate"],
    ]);
  });

  it("has ordinary mails for the newcomer, newest first, each also as it came", async () => {
    const list = await messages(newcomer);
    expect(list.length).toBeGreaterThanOrEqual(5);
    expect(list.map(({ receivedAt }) => receivedAt)).toEqual(
      list
        .map(({ receivedAt }) => receivedAt)
        .sort()
        .reverse(),
    );
    const [first] = list;
    const answer = await fetch(
      new URL(`/sandbox/mailboxes/${newcomer}/messages/${first!.id}.eml`, sandbox.url),
    );
    expect(answer.headers.get("content-type")).toContain("message/rfc822");
    const raw = await answer.text();
    expect(raw).toContain(`Message-ID: ${first!.internetMessageId}`);
    expect(raw).toContain(`Subject: ${first!.subject}`);
  });

  it("sends a mail from one mailbox to another, with another mail inside, byte for byte", async () => {
    const [inside] = await messages(newcomer);
    const sent = await sandbox.call<Message>(`/sandbox/mailboxes/${newcomer}/send`, {
      to: "Colleague <colleague@acme.example>",
      subject: "Look at this",
      text: "Is it genuine?",
      attach: inside!.id,
    });
    expect(sent.folder).toBe("sent");
    const [got] = await messages("colleague@acme.example");
    expect(got).toMatchObject({ subject: "Look at this", folder: "inbox" });
    const rawOf = async (email: string, id: string) =>
      (await fetch(new URL(`/sandbox/mailboxes/${email}/messages/${id}.eml`, sandbox.url))).text();
    expect(await rawOf("colleague@acme.example", got!.id)).toContain(await rawOf(newcomer, inside!.id));
  });

  it("gives tokens that the product takes, and keeps tenants apart by domain", async () => {
    const other = await sandbox.call<{ tenantId: string; slug: string }>("/sandbox/organizations", {
      name: "Globex",
      domain: "globex.example",
      owner: "owner@globex.example",
    });
    const me = await sandbox.call<{ organization: { name: string } }>(
      "/api/v1/me",
      undefined,
      bearer(await tokenOf("somebody@globex.example")),
    );
    expect(me.organization.name).toBe("Globex");
    const { account } = await sandbox.call<{ account: { tid: string } }>("/sandbox/token", {
      email: "somebody@globex.example",
    });
    expect(account.tid).toBe(other.tenantId);
    const guest = await fetch(new URL("/api/v1/me", sandbox.url), {
      headers: bearer(await tokenOf("visitor@elsewhere.example")),
    });
    const { organization, allowed } = (await guest.json()) as {
      organization: { name: string };
      allowed: string[];
    };
    expect(organization.name).toBe("Acme");
    expect(allowed).not.toContain("join");
  });

  it("answers loopback names only, and no calls from other sites", async () => {
    const foreignHost = await new Promise((resolve, reject) => {
      const request = { host: "127.0.0.1", port: new URL(sandbox.httpsUrl).port, path: "/sandbox/state" };
      https
        .get({ ...request, rejectUnauthorized: false, headers: { host: "evil.example" } }, (res) => {
          res.resume();
          resolve(res.statusCode);
        })
        .on("error", reject);
    });
    expect(foreignHost).toBe(403);
    expect(await status("/sandbox/state", { headers: { "Sec-Fetch-Site": "cross-site" } })).toBe(403);
    expect(await status("/sandbox/token", { method: "POST", body: "{" })).toBe(400);
    expect(
      await status("/sandbox/token", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: '{"email":"no address"}',
      }),
    ).toBe(400);
  });

  it("moves the product's clock for all processes", async () => {
    const before = Date.now();
    const { now } = await sandbox.call<{ now: string }>("/sandbox/clock", { advance: "P90D" });
    expect(Date.parse(now) - before).toBeGreaterThanOrEqual(90 * 24 * 3_600_000);
    await sandbox.call("/sandbox/clock", { reset: true });
    expect(Math.abs((await sandbox.call<State>("/sandbox/state")).clock.offsetMs)).toBeLessThan(1000);
  });

  it("finds everything again after kill -9, with the mongod that went on alone", async () => {
    const before = await messages(newcomer);
    const token = await tokenOf(newcomer);
    const mongod = await sandbox.mongodPid();
    await sandbox.kill9();
    const start = performance.now();
    await sandbox.restart();
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(await sandbox.mongodPid()).toBe(mongod);
    expect(await messages(newcomer)).toEqual(before);
    await sandbox.call("/api/v1/me", undefined, bearer(token)); // signed before, taken after
  });

  it("finds everything again after a proper stop", async () => {
    const before = await messages(newcomer);
    const { account } = await sandbox.call<{ account: object }>("/sandbox/token", { email: newcomer });
    await sandbox.restart();
    expect(await messages(newcomer)).toEqual(before);
    expect((await sandbox.call<{ account: object }>("/sandbox/token", { email: newcomer })).account).toEqual(
      account,
    );
  });

  it("serves on when mongod is killed -9, after a moment", async () => {
    const before = await messages(newcomer);
    process.kill(await sandbox.mongodPid(), "SIGKILL");
    await expect.poll(() => status("/readyz"), { timeout: 15_000 }).toBe(200);
    expect(await messages(newcomer)).toEqual(before);
  });

  it("lets a second server process of the product run on the same parts", async () => {
    const second = await sandbox.secondServer();
    const answer = await fetch(new URL("/api/v1/me", second.url), {
      headers: bearer(await tokenOf(newcomer)),
    });
    expect(answer.status).toBe(200);
    await second.stop();
  });

  it("does not let a second sandbox onto the same folder", async () => {
    await expect(startSandboxProcess({ DATA_DIR: sandbox.dataDir })).rejects.toThrow("Another sandbox");
  });

  it("starts over when asked with the right words, and not otherwise", async () => {
    const json = { "Content-Type": "application/json" };
    expect(await status("/sandbox/reset", { method: "POST", headers: json, body: "{}" })).toBe(400);
    await sandbox.call("/sandbox/clock", { advance: "P1D" });
    const state = await sandbox.call<State>("/sandbox/reset", { confirm: "forget everything" });
    expect(state.steps.map((step) => step.state)).toEqual(["current", "next", "next", "next"]);
    expect(Math.abs(state.clock.offsetMs)).toBeLessThan(1000);
    expect(await messages("colleague@acme.example")).toHaveLength(3);
    await sandbox.call("/api/v1/me", undefined, bearer(await tokenOf(newcomer)));
    // Who is there from the beginning came today, not on the day that the clock was moved to.
    const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", {
      email: "owner@acme.example",
    });
    const { items } = await sandbox.call<{ items: { createdAt: string }[] }>(
      "/api/v1/users",
      undefined,
      bearer(token),
    );
    expect(Date.parse(items[0]!.createdAt)).toBeLessThanOrEqual(Date.now());
  });

  it("does not empty a database that is not its own", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-other-"));
    const uri = (await sandbox.mongodbUri()).replace("/firstcatch?", "/somebodys?");
    const guest = await startSandboxProcess({ MONGODB_URI: uri, DATA_DIR: folder });
    try {
      expect((await guest.call<State>("/sandbox/state")).resettable).toBe(false);
      await expect(guest.call("/sandbox/reset", { confirm: "forget everything" })).rejects.toThrow("409");
    } finally {
      await guest.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
