import * as z from "zod/mini";
import { Happening, type ListHappenings } from "../../shared/contracts/user-person.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { Actor, AuditEntry, AuditStore } from "../audit/audit-store.ts";
import { cursorOf, type TimeCursor } from "../http/time-cursor.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { ReportDoc } from "../reports/report.ts";
import type { Simulation, Simulations } from "../simulations/simulation.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import { doersOf } from "./doers.ts";
import { isInDoubt, mailsBySimulation, mostSimulations } from "./person-page.ts";
import type { UserStore } from "./user-store.ts";

export interface TimelinePorts {
  users: Pick<UserStore, "get" | "findMany">;
  units: Pick<UnitStore, "some">;
  apiTokens: Pick<ApiTokenStore, "findMany">;
  audit: Pick<AuditStore, "ofSubject">;
  simulations: Pick<Simulations, "ofUser">;
  mailsOf: (organization: string, simulations: readonly string[]) => Promise<OutboxMessage[]>;
  reportsOf: (
    organization: string,
    user: string,
    page: { limit: number; after?: TimeCursor },
  ) => Promise<ReportDoc[]>;
}

type Told = z.input<typeof Happening>;
/** A happening before its doer has a name. */
interface Happened extends TimeCursor {
  told: Omit<Told, "id" | "at" | "by" | "group">;
  actor?: Actor;
  /** The id of a group that was given or taken. */
  group?: string;
}

/** What the record calls it, in the timeline's words. */
const words: Record<string, Told["what"]> = {
  "organization.create": "added",
  "user.create": "added",
  "user.join": "joined",
  "user.start": "started",
  "user.restart": "restarted",
  "user.onboard": "onboarded",
  "user.activate": "activated",
  "user.deactivate": "deactivated",
  "user.remove": "removed",
  "user.restore": "restored",
  "user.change": "changed",
  "user.setProgramme": "changed",
  "user.assignGroup": "groupGiven",
  "user.leaveGroup": "groupTaken",
  "user.resendWelcome": "copyAsked",
  "session.endAll": "signedOut",
  "user.merge": "merged",
  "user.unmerge": "unmerged",
};
/** Of what happened in the same moment, these letters say what came later: the record of a report after the report itself. */
const letters = { mail: "m", report: "r", record: "u" } as const;
type Letter = (typeof letters)[keyof typeof letters];

const isBefore = (one: TimeCursor, other: TimeCursor): boolean =>
  one.at < other.at || (one.at.getTime() === other.at.getTime() && one.id < other.id);

/** Where a source of this letter goes on after the cursor, in its own ids; `\uffff` stands after all of them. */
function within(letter: Letter, after: TimeCursor | undefined): TimeCursor | undefined {
  if (!after) return undefined;
  const [at = "", ...rest] = after.id.split("-");
  if (at === letter) return { at: after.at, id: rest.join("-") };
  return { at: after.at, id: letter < at ? "\uffff" : "" };
}

const Changes = z.pick(Happening, { changes: true });

function ofRecord({ _id, at, actor, action, details }: AuditEntry & { _id: string }): Happened {
  const what = words[action] ?? "other";
  const changes = Changes.safeParse({ changes: details?.["changes"] });
  const startNumber = details?.["startNumber"];
  const group = details?.["group"];
  return {
    at,
    id: `${letters.record}-${_id}`,
    told: {
      what,
      ...(what === "changed" && changes.data?.changes && { changes: changes.data.changes }),
      ...(typeof startNumber === "number" && { startNumber }),
      ...(what === "other" && { action }),
    },
    ...(actor.kind !== "system" && { actor }),
    ...(typeof group === "string" && { group }),
  };
}

function ofMail(mail: OutboxMessage, simulation: Simulation): Happened[] {
  const at = mail.sentAt ?? mail.inDoubtAt ?? mail.firstTriedAt ?? mail.createdAt;
  const what =
    mail.state === "sent"
      ? "mailSent"
      : isInDoubt(mail)
        ? "mailInDoubt"
        : mail.state === "refused"
          ? "mailRefused"
          : null;
  if (!what) return [];
  const about = { kind: simulation.kind, copy: mail.attempt > 1 };
  return [{ at, id: `${letters.mail}-${mail._id}`, told: { what, simulation: about } }];
}

const ofReport = ({ _id, createdAt, subject, outcome }: ReportDoc, user: string): Happened => ({
  at: createdAt,
  id: `${letters.report}-${_id}`,
  told: { what: "reported", report: { id: _id, subject, outcome } },
  actor: { kind: "self", id: user },
});

export type PersonTimeline = ReturnType<typeof createPersonTimeline>;

/** All that happened to one person: the records about them, their simulations' mails and what they reported, as one list. */
export function createPersonTimeline(ports: TimelinePorts) {
  async function mails(organization: string, user: string, after?: TimeCursor): Promise<Happened[]> {
    const simulations = await ports.simulations.ofUser(organization, user, mostSimulations);
    const found = mailsBySimulation(
      await ports.mailsOf(
        organization,
        simulations.map(({ _id }) => _id),
      ),
    );
    return simulations
      .flatMap((simulation) => (found.get(simulation._id) ?? []).flatMap((mail) => ofMail(mail, simulation)))
      .filter((one) => !after || isBefore(one, after));
  }

  return async function timeline(
    organization: string,
    user: string,
    { limit, after }: { limit: number; after?: TimeCursor },
  ): Promise<z.input<typeof ListHappenings.response>> {
    await ports.users.get(organization, user);
    const from = (letter: Letter) => {
      const place = within(letter, after);
      return { limit: limit + 1, ...(place && { after: place }) };
    };
    const [records, reports, sent] = await Promise.all([
      ports.audit.ofSubject(organization, user, from(letters.record)),
      ports.reportsOf(organization, user, from(letters.report)),
      mails(organization, user, after),
    ]);
    const all = [...records.map(ofRecord), ...reports.map((report) => ofReport(report, user)), ...sent].sort(
      (one, other) => (isBefore(one, other) ? 1 : -1),
    );
    const shown = all.slice(0, limit);
    const doer = await doersOf(
      ports,
      organization,
      shown.flatMap(({ actor }) => actor ?? []),
    );
    const ids = shown.flatMap(({ group }) => group ?? []);
    const groups = ids.length > 0 ? await ports.units.some("groups", organization, ids) : [];
    const groupOf = (id: string | undefined) => groups.find(({ _id }) => _id === id);
    const last = shown.at(-1);
    return {
      items: shown.map(({ at, id, told, actor, group }) => {
        const unit = groupOf(group);
        return {
          ...told,
          id,
          at: at.toISOString(),
          ...(actor && { by: doer(actor) }),
          ...(unit && { group: { id: unit._id, name: unit.name } }),
        };
      }),
      ...(all.length > limit && last && { next: cursorOf(last) }),
    };
  };
}
