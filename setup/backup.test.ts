import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startMongod, type Mongod } from "../sandbox/mongod.ts";
import { systemClock } from "../server/clock.ts";
import { outcome } from "../server/commands/command.ts";
import { restoredCommand } from "../server/commands/restored-command.ts";
import { readConfig } from "../server/config.ts";
import { createDeps, type Deps } from "../server/deps.ts";
import { startSmtpSink, type SmtpSink } from "../server/mail/testing/smtp-sink.ts";
import { createOrganization } from "../server/organization/create-organization.ts";
import { productionSettings } from "../server/testing/release.ts";
import { startWorker } from "../server/worker.ts";
import { ensureMongod } from "./mongod.mjs";

let folder: string;
let sink: SmtpSink;
let mongod: Mongod | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-backup-"));
  sink = await startSmtpSink();
});
afterAll(async () => {
  await mongod?.stop();
  await sink.close();
  await rm(folder, { recursive: true, force: true });
});

const data = () => path.join(folder, "db");
const backup = () => path.join(folder, "backup");

/** Runs the work on a mongod that is started for it and stopped in order afterwards. */
async function withDatabase(work: (settings: Record<string, string>) => Promise<void>): Promise<void> {
  mongod = await startMongod({ binary: (await ensureMongod()).binary, folder });
  await work({
    ...productionSettings(mongod.uri("firstcatch")),
    SMTP_URL: sink.url,
    LOG_LEVEL: "silent",
  });
  await mongod.stop();
  mongod = undefined;
}

async function withProduct(settings: Record<string, string>, work: (deps: Deps) => Promise<void>) {
  const deps = await createDeps(readConfig(settings), { clock: systemClock, sandbox: true });
  await work(deps);
  await deps.close();
}

async function sendAll(deps: Deps): Promise<void> {
  const worker = startWorker(deps);
  await worker.drain();
  await worker.stop();
}

/** A newcomer whose Welcome simulation is due and not yet sent. */
async function newcomer(deps: Deps): Promise<void> {
  const at = deps.now();
  const { organizationId: organization } = await createOrganization(deps, {
    name: "Acme",
    tenantId: "11111111-1111-4111-8111-111111111111",
    domain: "acme.example",
    ownerEmail: "owner@acme.example",
  });
  await deps.transact(async (tx) => {
    const user = await deps.users.insert(
      {
        ...{ organization, email: "newcomer@acme.example", firstName: "", lastName: "" },
        ...{ stage: "started", startMethod: "self", startNumber: 1, startedAt: at },
      },
      at,
      tx,
    );
    await deps.simulations.enqueueFirstWelcome({ ...user, language: "en" }, "self", at, tx);
  });
}

it("a backup put back is what it was, and nobody gets a second copy of a mail that went out after it was made", async () => {
  await withDatabase((settings) => withProduct(settings, newcomer));
  await cp(data(), backup(), { recursive: true });
  await withDatabase((settings) => withProduct(settings, sendAll));
  expect(sink.mails).toHaveLength(1);

  await rm(data(), { recursive: true });
  await cp(backup(), data(), { recursive: true });
  await withDatabase(async (settings) => {
    const { code, said } = await outcome(restoredCommand, [], settings);
    expect([code, said]).toEqual([0, expect.stringContaining("Acme: mails that wait for an admin now: 1")]);
    await withProduct(settings, async (deps) => {
      await sendAll(deps);
      expect(await deps.connection.collection("outbox").find().toArray()).toMatchObject([
        { to: "newcomer@acme.example", state: "held", reason: "restored" },
      ]);
      expect(await deps.connection.collection("users").countDocuments()).toBe(2);
    });
  });
  expect(sink.mails).toHaveLength(1);
}, 120_000);
