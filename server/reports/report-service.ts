import { createHash, randomUUID } from "node:crypto";
import type { AfterReport } from "../../shared/contracts/after-report.ts";
import type { ReportFields, ReportReceipt } from "../../shared/contracts/report.ts";
import type { Language, TrainingStage } from "../../shared/lifecycle.ts";
import type { Actor } from "../audit/audit-store.ts";
import { isDuplicateKey, type Transact, type Tx } from "../db/connect.ts";
import type { InsertTogether, Into } from "../db/insert-groups.ts";
import { moveAfterReport } from "../domain/after-report.ts";
import { forwardMessageId, priorityOf } from "../domain/outbox.ts";
import { isWhatWeMade, judge, type MailContent, type Match, type Verdict } from "../domain/report.ts";
import { AppError } from "../errors.ts";
import { checkMessageId, type Outbox, type OutboxMessage } from "../mail/outbox.ts";
import type { MadeMail, Simulation, Simulations } from "../simulations/simulation.ts";
import { composeForward } from "./forward.ts";
import { judgeReport, type Judged } from "./judge-report.ts";
import { RawMailMissing, sha256Of, smallMailBytes, type RawMailStore } from "./raw-mail-store.ts";
import { htmlPieces } from "./parse-mail.mjs";
import { parseThreads, type ParseMail } from "./parse-threads.ts";
import { readMail, type ReadMail } from "./read-mail.ts";
import { receiptFrom, type ReportDoc } from "./report.ts";
import { showReport, showThreads, type ShowMail } from "./show-report.ts";
import type { ReportStore } from "./report-store.ts";

/** Who presses the button, by the access token alone; `user` is null for somebody whom the roster does not know. */
export interface Reporter {
  organization: string;
  tid: string;
  oid: string;
  address: string;
  /** The organization's, as the sign-in has just read them. */
  settings: { securityMailbox?: string; afterReport?: AfterReport };
  user: { _id: string; stage: TrainingStage; removedAt?: Date } | null;
  /** Id of the self-check that reports by itself; what it reports counts nowhere. */
  check?: string;
}

export interface ReportPorts {
  store: ReportStore;
  rawMails: RawMailStore;
  outbox: Pick<Outbox, "enqueue" | "isOwnServiceMail">;
  simulations: Pick<
    Simulations,
    "findByTokens" | "find" | "markReported" | "supersedeWelcome" | "madeMail" | "clues"
  >;
  /** Moves a user on to `onboarded`, never backwards, within the transaction; answers the stage they have then. */
  onboard: (organization: string, user: string, at: Date, tx: Tx) => Promise<TrainingStage>;
  organizationSettings: (organization: string) => Promise<{ defaultLanguage: Language; senderName?: string }>;
  audit: (
    entry: {
      organization: string;
      at: Date;
      actor: Actor;
      action: "report.create" | "report.open" | "report.judge";
      subject: { kind: "report"; id: string };
      details?: Record<string, unknown>;
    },
    into?: Into,
  ) => Promise<void>;
  /** Reads mails; in threads of its own where nothing else is said. */
  parseMail?: ParseMail;
  /** Makes of a mail what people may see; in threads of its own where nothing else is said. */
  showMail?: ShowMail;
  transact: Transact;
  insertTogether: InsertTogether;
  now: () => Date;
  random: (bytes: number) => Uint8Array;
  /** Sender of our own mails. */
  serviceFrom: string;
  /** Of users that are known. */
  userNames?: (organization: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Who somebody is since a merge; null for everybody else. */
  personNow?: (organization: string, user: string) => Promise<Reporter["user"]>;
  /** Where whoever gets a test report says that it arrived. */
  checkLink?: (organization: string, check: string) => string;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
}

/** Everything that is known of a press before its transaction. */
interface Press {
  reporter: Reporter;
  reporterKey: string;
  fields: ReportFields;
  read: ReadMail;
  raw?: { bytes: Buffer; sha256: string };
  key?: string;
  requestHash: string;
  simulation: Simulation | null;
  match: Match;
  harmless: boolean;
  /** Of what the mail shows, to know one mail whose bytes were written anew on the way. */
  contentHash?: string;
}

/** What a press comes to. */
interface Decided {
  verdict: Verdict;
  credited: boolean;
  stage: TrainingStage;
  simulationTaken: boolean;
}

const mostTries = 8;
const keepsMail = ({ raw, harmless }: Press): boolean => raw !== undefined && !harmless;
class SweptMeanwhile extends Error {}

export type ReportService = ReturnType<typeof createReportService>;

/** Reports: always taken, answered once, credited and forwarded apart from each other. */
export function createReportService(ports: ReportPorts) {
  const { store, simulations, parseMail = parseThreads(), showMail = showThreads() } = ports;
  const ownEnd = forwardMessageId("", ports.serviceFrom).slice(".report".length + 1);

  async function look(
    reporter: Reporter,
    fields: ReportFields,
    bytes?: Buffer,
    key?: string,
  ): Promise<Press> {
    const raw = bytes && { bytes, sha256: sha256Of(bytes) };
    const read = await readMail(parseMail, fields, bytes);
    const messageId = read.messageId ?? fields.internetMessageId;
    // Before tokens: a forward of ours carries those of the mail within it.
    const isService =
      messageId?.endsWith(ownEnd) === true &&
      (await ports.outbox.isOwnServiceMail(reporter.organization, messageId));
    const found = isService ? [] : await simulations.findByTokens(reporter.organization, read.tokens);
    const own = found.find(({ user }) => user === reporter.user?._id);
    const simulation = own ?? found[0] ?? null;
    const match: Match = simulation
      ? { whose: own ? "reporter" : "colleague", kind: simulation.kind }
      : { whose: isService ? "service" : "nobody" };
    return {
      reporter,
      // By the directory: whoever joins between two presses is the same reporter, and only now on the roster.
      reporterKey: `${reporter.tid}:${reporter.oid}`,
      fields,
      read,
      ...(raw && { raw }),
      ...(key !== undefined && { key }),
      requestHash: hash([
        fields.internetMessageId,
        fields.headers,
        fields.subject,
        fields.from,
        fields.receivedAt,
        fields.comment,
        raw?.sha256,
      ]),
      simulation,
      match,
      harmless:
        simulation !== null &&
        read.content !== null &&
        isWhatWeMade(read.content, contentOf(simulations.madeMail(simulation))),
      ...(read.content && { contentHash: hash([read.content]) }),
    };
  }

  /** What the press may be known by, and what a report of it is stored under. */
  const identitiesOf = ({ key, raw, simulation, contentHash }: Press): string[] => [
    ...(key !== undefined ? [`key:${key}`] : []),
    ...(raw ? [`sha256:${raw.sha256}`] : []),
    ...(simulation && contentHash ? [`content:${simulation._id}:${contentHash}`] : []),
  ];

  /**
   * The report that this press repeats. The same simulation by the same person is the same report only where nothing
   * speaks against it: a mail that is not proven, or that was told of with another sender, subject or time of arrival,
   * may be an attack that copied the simulation's marks.
   */
  async function earlier(
    press: Press,
    tx: Tx,
  ): Promise<{ same: ReportDoc | null; simulationTaken: boolean }> {
    const { reporter, reporterKey, simulation, raw, key } = press;
    const bySimulation = simulation && `simulation:${simulation._id}`;
    const asked = [...identitiesOf(press), ...(bySimulation ? [bySimulation] : [])];
    const found = asked.length > 0 ? await store.findSame(reporter.organization, reporterKey, asked, tx) : [];
    const has = (identity: string) => found.find(({ identities }) => identities.includes(identity)) ?? null;
    const byKey = key === undefined ? null : has(`key:${key}`);
    if (byKey && byKey.requestHash !== press.requestHash)
      throw new AppError("idempotency_key_reused", "This Idempotency-Key was used for another report.");
    const first = bySimulation ? has(bySimulation) : null;
    const likeFirst = first !== null && (press.harmless || (!raw && tellsTheSame(press.fields, first)));
    const same =
      byKey ??
      identitiesOf(press)
        .map(has)
        .find((report) => report !== null) ??
      (likeFirst ? first : null);
    return { same, simulationTaken: first !== null };
  }

  async function write(press: Press, at: Date, tx: Tx): Promise<{ report: ReportDoc; repeated: boolean }> {
    const { same, simulationTaken } = await earlier(press, tx);
    if (same) return { report: same, repeated: true };
    const { raw, simulation, match } = press;
    const { organization, user } = press.reporter;
    const verdict = judge(match, press.harmless);
    // Nothing moves a removed user; their report is taken all the same.
    const moves = verdict.credited && simulation && user && !user.removedAt;
    const credited = moves ? await simulations.markReported(simulation, at, tx) : false;
    if (moves) await simulations.supersedeWelcome(organization, user._id, at, tx);
    const stage = moves ? await ports.onboard(organization, user._id, at, tx) : (user?.stage ?? "notStarted");
    if (raw && keepsMail(press) && !(await ports.rawMails.refer(organization, raw.sha256, at, tx)))
      throw new SweptMeanwhile();
    return {
      report: await record(press, { verdict, credited, stage, simulationTaken }, at, tx),
      repeated: false,
    };
  }

  /** The report, its forward and the record of it; only goes in, changes nothing that is there. */
  async function record(
    press: Press,
    { verdict, credited, stage, simulationTaken }: Decided,
    at: Date,
    into: Into,
  ): Promise<ReportDoc> {
    const { reporter, fields, read, raw, simulation } = press;
    const { organization, user } = reporter;
    const mailbox = reporter.settings.securityMailbox;
    const forwarded = verdict.forwarded && mailbox !== undefined;
    const _id = randomUUID();
    const identities = [
      ...identitiesOf(press),
      ...(simulation && !simulationTaken ? [`simulation:${simulation._id}`] : []),
    ];
    const subject = read.subject ?? fields.subject ?? "";
    const from = read.from ?? fields.from;
    const messageId = read.messageId ?? fields.internetMessageId;
    const report: ReportDoc = {
      _id,
      organization,
      reporter: {
        key: press.reporterKey,
        ...(user && { user: user._id }),
        address: reporter.address,
        tid: reporter.tid,
        oid: reporter.oid,
      },
      receipt: receiptFrom(ports.random(5)),
      outcome: verdict.outcome,
      forwarded,
      marked: verdict.marked,
      credited,
      ...(simulation && { simulation: simulation._id }),
      subject,
      ...(from !== undefined && { from }),
      ...(messageId !== undefined && { internetMessageId: messageId }),
      ...(fields.receivedAt !== undefined && { receivedAt: fields.receivedAt }),
      ...(fields.comment !== undefined && { comment: fields.comment }),
      ...(fields.reportedAs && { reportedAs: fields.reportedAs }),
      ...(!raw && fields.headers !== undefined && { headers: fields.headers }),
      ...(raw && { message: { sha256: raw.sha256, size: raw.bytes.length, kept: keepsMail(press) } }),
      // The unique index counts reports without identities as alike, so each has one at least.
      identities: identities.length > 0 ? identities : [`id:${_id}`],
      requestHash: press.requestHash,
      stage,
      ...(reporter.check ? { check: reporter.check } : verdict.forwarded && { review: "open" }),
      createdAt: at,
    };
    await store.insert(report, into);
    if (forwarded)
      await ports.outbox.enqueue(
        {
          // Known by its id, so that its way can be followed without looking at all others.
          ...(reporter.check && { _id: checkMessageId(_id) }),
          organization,
          kind: "forward",
          report: _id,
          attempt: 1,
          to: mailbox,
          messageId: forwardMessageId(_id, ports.serviceFrom),
          priority: priorityOf("forward"),
          dueAt: at,
          cause: "self",
          createdAt: at,
        },
        into,
      );
    await ports.audit(
      {
        organization,
        at,
        actor: { kind: "self", ...(user && { id: user._id }) },
        action: "report.create",
        subject: { kind: "report", id: _id },
        details: {
          outcome: verdict.outcome,
          forwarded,
          credited,
          ...(reporter.check && { check: reporter.check }),
        },
      },
      into,
    );
    return report;
  }

  /**
   * A press that moves nobody and keeps a small mail or none: nothing needs to be read first, and many such presses are
   * one transaction. Null when the press was made before, or its mail is kept already, which unique indexes tell.
   */
  async function writeTogether(press: Press, at: Date): Promise<ReportDoc | null> {
    const decided = {
      verdict: judge(press.match, press.harmless),
      credited: false,
      stage: press.reporter.user?.stage ?? "notStarted",
      simulationTaken: false,
    };
    try {
      return await ports.insertTogether(async (into) => {
        const { raw, reporter } = press;
        if (raw) await ports.rawMails.keepNew(reporter.organization, raw.sha256, raw.bytes, at, into);
        return record(press, decided, at, into);
      });
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async function answer(
    { reporter, fields }: Press,
    { report, repeated }: { report: ReportDoc; repeated: boolean },
  ): Promise<ReportReceipt> {
    const caught = report.outcome === "welcomeSimulation" || report.outcome === "simulation";
    const simulation =
      caught && report.simulation ? await simulations.find(report.organization, report.simulation) : null;
    return {
      outcome: report.outcome,
      repeated,
      forwarded: report.forwarded,
      receipt: report.receipt,
      stage: report.stage,
      move: moveAfterReport(
        {
          outcome: report.outcome,
          reportedAs: report.reportedAs,
          client: fields.client,
          mailbox: fields.mailbox,
        },
        reporter.settings.afterReport,
      ),
      ...(simulation && { clues: simulations.clues(simulation) }),
    };
  }

  /** @throws AppError `not_found`, for other organizations' reports as for unknown ones. */
  async function get(organization: string, id: string): Promise<ReportDoc> {
    const report = await store.find(organization, id);
    if (!report) throw new AppError("not_found", "There is no such report.");
    return report;
  }

  return {
    /**
     * Takes a report. Acknowledged means kept: report, bytes and forward are on a majority of the database before this
     * resolves, and pressing again changes nothing.
     * @throws AppError `idempotency_key_reused`.
     */
    async create(
      reporter: Reporter,
      fields: ReportFields,
      message?: Buffer,
      key?: string,
    ): Promise<ReportReceipt> {
      let press = await look(reporter, fields, message, key);
      // A simulation of somebody else may have been theirs when they pressed: they were merged at that moment.
      if (press.match.whose === "colleague" && reporter.user) {
        const user = await ports.personNow?.(reporter.organization, reporter.user._id);
        if (user) press = await look({ ...reporter, user }, fields, message, key);
      }
      if (!press.simulation && (press.raw?.bytes.length ?? 0) <= smallMailBytes) {
        const report = await writeTogether(press, ports.now());
        if (report?.forwarded) ports.mailWaits();
        if (report) return answer(press, { report, repeated: false });
      }
      for (let tried = 1; ; tried++) {
        try {
          if (press.raw && keepsMail(press))
            await ports.rawMails.keep(reporter.organization, press.raw.sha256, press.raw.bytes);
          const at = ports.now();
          const written = await ports.transact((tx) => write(press, at, tx));
          if (!written.repeated && written.report.forwarded) ports.mailWaits();
          return await answer(press, written);
        } catch (error) {
          // Somebody was first: then the report, the receipt or the change is there, and the same press finds it.
          const lostRace =
            isDuplicateKey(error) ||
            error instanceof SweptMeanwhile ||
            (error instanceof AppError && error.code === "version_conflict");
          if (!lostRace || tried === mostTries) throw error;
        }
      }
    },

    list: store.list,

    get,

    /**
     * The mail as it came in. Who opened it stands in the audit log, on a majority, before this resolves.
     * @throws AppError `not_found`, also where the mail itself was not kept, or is not any more.
     */
    async open(organization: string, id: string, actor: Actor): Promise<{ fileName: string; raw: Buffer }> {
      const report = await get(organization, id);
      const none = new AppError("not_found", "The mail of this report is not kept.");
      if (!report.message?.kept) throw none;
      const raw = await ports.rawMails.read(organization, report.message.sha256).catch((error: unknown) => {
        throw error instanceof RawMailMissing ? none : error;
      });
      await ports.audit({
        organization,
        at: ports.now(),
        actor,
        action: "report.open",
        subject: { kind: "report", id },
      });
      return { fileName: `${report.receipt}.eml`, raw };
    },

    /** A person says what the mail is. @throws AppError `not_found`, `move_not_allowed`, `version_conflict`. */
    judge: (organization: string, id: string, judged: Judged) => judgeReport(ports, organization, id, judged),

    /** Of those who gave its verdicts. */
    async names({ organization, verdicts = [] }: ReportDoc): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(verdicts.map(({ by }) => by))];
      return (ids.length > 0 && (await ports.userNames?.(organization, ids))) || new Map();
    },

    /** What may be seen of the mail. @throws AppError `not_found`. */
    show: async (organization: string, id: string, actor: Actor) =>
      showReport(ports, showMail, await get(organization, id), actor),

    /** The mail to the security team, for the outbox. */
    async renderForward(message: OutboxMessage, now: Date): Promise<{ from: string; raw: Buffer }> {
      const report = await store.find(message.organization, message.report ?? "");
      if (!report) throw new Error("The report of this forward does not exist.");
      const { defaultLanguage, senderName } = await ports.organizationSettings(message.organization);
      const raw = report.message?.kept
        ? await ports.rawMails.read(message.organization, report.message.sha256)
        : null;
      const envelope = {
        from: ports.serviceFrom,
        fromName: senderName,
        to: message.to,
        messageId: message.messageId,
        date: now,
        language: defaultLanguage,
        ...(report.check && { testLink: ports.checkLink?.(message.organization, report.check) }),
      };
      return { from: ports.serviceFrom, raw: await composeForward(report, envelope, raw) };
    },
  };
}

const hash = (values: unknown[]): string =>
  createHash("sha256")
    .update(JSON.stringify(values.map((value) => value ?? null)))
    .digest("hex");

const contentOf = (made: MadeMail): MailContent => ({
  fromName: made.fromName,
  fromAddress: made.fromAddress,
  subject: made.subject,
  text: made.text,
  html: htmlPieces(made.html).pieces,
  extras: 0,
});

/** Nothing that was told both times differs. */
function tellsTheSame(fields: ReportFields, first: ReportDoc): boolean {
  const pairs: [string | undefined, string | undefined][] = [
    [fields.internetMessageId, first.internetMessageId],
    [fields.subject, first.subject || undefined],
    [fields.receivedAt, first.receivedAt],
  ];
  return pairs.every(([now, then]) => now === undefined || then === undefined || now.trim() === then.trim());
}
