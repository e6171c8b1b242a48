import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import type { Check, HopReason, ListChecks } from "../../shared/contracts/check.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import { isDuplicateKey, type Transact } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { MailChannel } from "../mail/mail-channel.ts";
import type { OutboxStore } from "../mail/outbox-store.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { RawMailStore } from "../reports/raw-mail-store.ts";
import type { ReportService } from "../reports/report-service.ts";
import type { ReportStore } from "../reports/report-store.ts";
import type { UserDoc } from "../users/user-store.ts";
import type { CheckDoc, OwnHop } from "./check.ts";
import { checkToken, checkTokenHash, composeTestMail, type CheckLook } from "./check-mail.ts";
import type { CheckStore } from "./check-store.ts";
import { hopsOf, isInterrupted, linkLasts, stateOf } from "./hops.ts";

export interface CheckPorts {
  store: CheckStore;
  reports: Pick<ReportStore, "findSame" | "removeTest">;
  reportService: Pick<ReportService, "create">;
  rawMails: Pick<RawMailStore, "read">;
  outbox: Pick<OutboxStore, "ofReports">;
  channel: Pick<MailChannel, "read">;
  findOrganization: (id: string) => Promise<OrganizationDoc | null>;
  people: (organization: string, ids: string[]) => Promise<UserDoc[]>;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
  secret: string;
  serviceFrom: string;
}

/** Shown in the portal. */
const shown = 10;
/** A finger that does not rest shall not fill the security mailbox. */
const limit = { checks: 6, within: 10 * 60_000 };
const keptFor = 90 * 24 * 3_600_000;

export type CheckService = ReturnType<typeof createCheckService>;

/** Test reports that go the way of real ones, and how far each came. */
export function createCheckService(ports: CheckPorts) {
  const { store } = ports;

  /** The checks as they stand, read from the outbox where the server has done its part. */
  async function view(organization: string, checks: readonly CheckDoc[]): Promise<Check[]> {
    const ids = checks.flatMap(({ report }) => (report ? [report] : []));
    const [messages, channel, people] = await Promise.all([
      ids.length > 0 ? ports.outbox.ofReports(organization, ids) : [],
      ports.channel.read(),
      ports.people(organization, [...new Set(checks.map(({ by }) => by))]),
    ]);
    const now = ports.now();
    return checks.map((check) => {
      const message = messages.find(({ report }) => report === check.report) ?? null;
      const hops = hopsOf(check, { message, channel, now, realNow: Date.now() });
      const person = people.find(({ _id }) => _id === check.by);
      return {
        id: check._id,
        state: stateOf(hops),
        startedAt: check.startedAt.toISOString(),
        ...(person && {
          by: {
            id: person._id,
            email: person.email,
            firstName: person.firstName,
            ...(person.infix && { infix: person.infix }),
            lastName: person.lastName,
          },
        }),
        ...(check.mailbox && { mailbox: check.mailbox }),
        ...(check.receipt && { receipt: check.receipt }),
        hops,
      };
    });
  }

  const viewOne = async (check: CheckDoc): Promise<Check> => {
    const [one] = await view(check.organization, [check]);
    if (!one) throw new Error("A check without a view.");
    return one;
  };

  /** Seconds until another check may begin. */
  async function mustWait(organization: string, now: Date): Promise<number> {
    const recent = await store.since(organization, new Date(now.getTime() - limit.within));
    const first = recent.at(-limit.checks);
    return first ? Math.ceil((first.startedAt.getTime() + limit.within - now.getTime()) / 1000) : 0;
  }

  /** Begins one, unless another is there; null when somebody was first. */
  async function begin({ organization, user, actor }: Admin, mailbox?: string): Promise<CheckDoc | null> {
    const at = ports.now();
    const _id = randomUUID();
    const check: CheckDoc = {
      _id,
      organization,
      by: user._id,
      startedAt: at,
      running: true,
      marks: {},
      ...(mailbox && { mailbox }),
      tokenHash: checkTokenHash(checkToken(ports.secret, organization, _id)),
    };
    try {
      await ports.transact(async (tx) => {
        await store.insert(check, tx);
        await ports.audit.append(
          { organization, at, actor, action: "check.start", subject: { kind: "check", id: _id } },
          tx,
        );
      });
      return check;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  const mark = (check: CheckDoc, hop: OwnHop, values: Partial<CheckDoc> = {}) =>
    store.set(check, { ...values, [`marks.${hop}`]: ports.now() });
  const fail = (check: CheckDoc, hop: OwnHop, reason: HopReason) =>
    store.set(check, { failed: { hop, reason } });

  /** Hands the test mail in as the button would; the same check is the same report, however often it is tried. */
  async function report(check: CheckDoc, organization: OrganizationDoc, raw: Buffer, address: string) {
    const key = `check:${check._id}`;
    const { receipt } = await ports.reportService.create(
      {
        organization: check.organization,
        tid: "check",
        oid: check._id,
        address,
        settings: organization,
        user: null,
        check: check._id,
      },
      {},
      raw,
      key,
    );
    const [found] = await ports.reports.findSame(check.organization, `check:${check._id}`, [`key:${key}`]);
    if (!found) throw new Error("The test report is not there.");
    return { receipt, report: found };
  }

  /** The server's own hops, from the first that is not done. */
  async function goOn(from: CheckDoc, organization: OrganizationDoc, address: string): Promise<CheckDoc> {
    const language: Language = organization.defaultLanguage;
    const raw = await composeTestMail(from, ports.serviceFrom, language);
    let check = from.marks.server ? from : await mark(from, "server");
    if (check.failed) return check;
    const taken = await report(check, organization, raw, address).catch(() => null);
    if (!taken) return fail(check, "report", "notTaken");
    const { _id: id, message, forwarded } = taken.report;
    if (!check.marks.report) check = await mark(check, "report", { report: id, receipt: taken.receipt });
    if (!check.marks.stored) {
      const kept = await ports.rawMails.read(check.organization, message?.sha256 ?? "").catch(() => null);
      if (!kept?.equals(raw)) return fail(check, "stored", "unreadable");
      check = await mark(check, "stored");
    }
    if (check.marks.queued) return check;
    if (!forwarded) return fail(check, "queued", "noMailbox");
    const [queued] = await ports.outbox.ofReports(check.organization, [id]);
    return queued ? mark(check, "queued") : fail(check, "queued", "dropped");
  }

  /** The check that a link is about, and what the link stands for now. */
  async function look(organization: string, id: string, token: string) {
    const [found, check] = await Promise.all([
      ports.findOrganization(organization),
      store.find(organization, id),
    ]);
    const over = { look: "over" as CheckLook, name: found?.name ?? "", check: null };
    if (!found || check?.tokenHash !== checkTokenHash(token)) return over;
    if (check.pressedAt) return { look: "done" as CheckLook, name: found.name, check };
    const isOld = ports.now().getTime() - check.startedAt.getTime() > linkLasts;
    return isOld ? over : { look: "ask" as CheckLook, name: found.name, check };
  }

  return {
    async list(organization: string): Promise<z.input<typeof ListChecks.response>> {
      const items = await view(organization, await store.latest(organization, shown));
      return { items, now: ports.now().toISOString() };
    },

    /**
     * Sends a test report; while one is on its way, goes on with that one.
     * @throws AppError `copy_too_soon`.
     */
    async start(admin: Admin): Promise<Check> {
      const { organization: id, user } = admin;
      const organization = await ports.findOrganization(id);
      if (!organization) throw new AppError("not_found", "There is no such organization.");
      const before = await store.running(id);
      if (before) {
        const seen = await viewOne(before);
        if (seen.state === "running")
          return isInterrupted(before, ports.now())
            ? viewOne(await goOn(before, organization, user.email))
            : seen;
        await store.end(id, before._id);
      }
      const retryAfter = await mustWait(id, ports.now());
      if (retryAfter > 0)
        throw new AppError("copy_too_soon", "Many checks were made just now.", { retryAfter });
      const check = await begin(admin, organization.securityMailbox);
      if (check) return viewOne(await goOn(check, organization, user.email));
      const others = await store.running(id);
      if (!others) throw new AppError("copy_too_soon", "Another check has just ended.", { retryAfter: 1 });
      return viewOne(others);
    },

    look,

    /** Whoever reads the mailbox says that the test mail arrived. A second press changes nothing. */
    async press(organization: string, id: string, token: string) {
      const before = await look(organization, id, token);
      if (before.look !== "ask") return before;
      const at = ports.now();
      await ports.transact(async (tx) => {
        if (!(await store.press(organization, id, at, tx))) return;
        await ports.audit.append(
          {
            organization,
            at,
            actor: { kind: "system" },
            action: "check.arrived",
            subject: { kind: "check", id },
          },
          tx,
        );
      });
      return look(organization, id, token);
    },

    /** Forgets checks of long ago, and their reports. Safe to run twice. */
    async sweep(now: Date): Promise<number> {
      const old = await store.old(new Date(now.getTime() - keptFor), 500);
      for (const check of old) {
        if (check.report) await ports.reports.removeTest(check.organization, check.report);
        await store.remove(check);
      }
      return old.length;
    },
  };
}
