import { randomBytes, randomUUID } from "node:crypto";
import type { ReportFields } from "../../../shared/contracts/report.ts";
import { buildIndexes, transactOn } from "../../db/connect.ts";
import { insertGroups } from "../../db/insert-groups.ts";
import type { OutboxMessage } from "../../mail/outbox.ts";
import { createOutboxStore } from "../../mail/testing/real-outbox.ts";
import { createSimulations } from "../../simulations/simulation-service.ts";
import { createSimulationStore } from "../../simulations/testing/real-simulation-store.ts";
import { testDatabase } from "../../test/test-mongo.ts";
import type { ParseMail } from "../parse-threads.ts";
import { createRawMailStore } from "../raw-mail-store.ts";
import { createReportService, type Reporter } from "../report-service.ts";
import { createReportStore } from "../report-store.ts";
import type { ReportDoc } from "../report.ts";

export type TestReporter = Reporter & { user: NonNullable<Reporter["user"]> };
const at = new Date("2026-11-24T09:00:00Z");
const keys = { id: "one", secret: "a".repeat(32) };

/** Reporting on a real database: persons, their Welcome mails as they arrive, and what the security team gets. */
export async function startReporting({ parseMail }: { parseMail?: ParseMail } = {}) {
  const database = await testDatabase();
  const { connection } = database;
  const outbox = createOutboxStore(connection);
  const simulations = createSimulations({
    store: createSimulationStore(connection),
    outbox,
    keys,
    publicUrl: "https://training.acme.example",
    senderDomain: "n0rthfold-track.example",
  });
  const service = createReportService({
    store: createReportStore(connection),
    rawMails: createRawMailStore(connection, keys),
    outbox,
    simulations,
    onboard: () => Promise.resolve("onboarded"),
    organizationSettings: () => Promise.resolve({ defaultLanguage: "en" }),
    audit: () => Promise.resolve(),
    ...(parseMail && { parseMail }),
    transact: transactOn(connection),
    insertTogether: insertGroups(transactOn(connection)),
    now: () => at,
    random: randomBytes,
    serviceFrom: "reports@firstcatch.example",
    mailWaits: () => undefined,
  });
  await buildIndexes(connection);
  const rows = <T extends object>(collection: string, filter: object): Promise<T[]> =>
    connection.collection<T>(collection).find(filter).toArray() as Promise<T[]>;

  return {
    person: (): TestReporter => ({
      organization: "acme",
      tid: "t",
      oid: randomUUID(),
      address: "newcomer@acme.example",
      settings: { securityMailbox: "security@acme.example" },
      user: { _id: randomUUID(), stage: "started" },
    }),

    /** The Welcome mail as the mail server gave it to the person's mailbox. */
    async welcomeMail({ user, organization, address }: TestReporter): Promise<Buffer> {
      const trainee = {
        _id: user._id,
        organization,
        email: address,
        language: "en" as const,
        startNumber: 1,
      };
      await transactOn(connection)((tx) => simulations.enqueueWelcome(trainee, "self", at, tx));
      const [message] = await rows<OutboxMessage>("outbox", { user: user._id });
      if (!message) throw new Error("There is no Welcome mail.");
      return (await simulations.renderMail(message, at)).raw;
    },

    report: (who: Reporter, raw?: Buffer, fields: ReportFields = {}) => service.create(who, fields, raw),

    /** Reports of one person, each with the forwards that it led to. */
    async reportsOf({ user }: TestReporter): Promise<{ report: ReportDoc; forwards: Buffer[] }[]> {
      const reports = await rows<ReportDoc>("reports", { "reporter.user": user._id });
      return Promise.all(
        reports.map(async (report) => {
          const messages = await rows<OutboxMessage>("outbox", { report: report._id });
          const forwards = messages.map((message) => service.renderForward(message, at));
          return { report, forwards: (await Promise.all(forwards)).map(({ raw }) => raw) };
        }),
      );
    },
    stop: () => database.stop(),
  };
}
