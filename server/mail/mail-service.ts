import type * as z from "zod/mini";
import {
  stuckStates,
  type ActOnStuckMails,
  type StuckMail,
  type StuckState,
} from "../../shared/contracts/mail.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import { isDuplicateKey, type Transact } from "../db/connect.ts";
import { withoutPersons } from "../http/request-log.ts";
import type { Simulations } from "../simulations/simulation.ts";
import type { MailChannel } from "./mail-channel.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { RefusedAddresses } from "./refused-addresses.ts";

/** The person of a mail, as far as this page needs them. */
export interface Addressee {
  _id: string;
  email: string;
  firstName: string;
  infix?: string;
  lastName: string;
  mayBeMailed: boolean;
}
export interface MailPorts {
  store: OutboxStore;
  channel: MailChannel;
  refused: RefusedAddresses;
  simulations: Pick<Simulations, "find" | "sendAgain">;
  people: (organization: string, ids: string[]) => Promise<Addressee[]>;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  mailWaits: () => void;
}

type Action = z.output<typeof ActOnStuckMails.request>["action"];
type Which = z.output<typeof ActOnStuckMails.request>["mails"];
export type StuckMailView = z.input<typeof StuckMail>;

const mostAtOnce = 1000;
const lanes = 8;
class NotPossible extends Error {}

/** What may be done about a mail that goes no further. */
const allowed = ({ state }: OutboxMessage): Action[] =>
  state === "held" ? ["resend", "cancel"] : ["resend"];

/** Mails that need a person: what they are, and letting them go, sending them again or dropping them. */
export function createMailService(ports: MailPorts) {
  const { store } = ports;

  async function status(organization: string) {
    const count = async (state: StuckState) =>
      (await store.stuck(organization, { states: [state], limit: 0 })).total;
    const [channel, due, held, inDoubt, refused] = await Promise.all([
      ports.channel.read(),
      store.due(organization, ports.now()),
      count("held"),
      count("inDoubt"),
      count("refused"),
    ]);
    return {
      channel: {
        state: channel.down ? ("paused" as const) : ("running" as const),
        ...(channel.since && { since: channel.since.toISOString() }),
        // The words are shown to every organization.
        ...(channel.reply && { reply: withoutPersons(channel.reply) }),
      },
      waiting: due.waiting,
      ...(due.oldestDueAt && { oldestDueAt: due.oldestDueAt.toISOString() }),
      held,
      inDoubt,
      refused,
    };
  }

  async function list(
    organization: string,
    query: { state?: StuckState; limit: number; after?: { at: Date; id: string } },
  ) {
    const { state, limit, after } = query;
    const page = await store.stuck(organization, {
      states: state ? [state] : stuckStates,
      limit,
      ...(after && { after }),
    });
    const ids = [...new Set(page.items.flatMap(({ user }) => (user ? [user] : [])))];
    const people = new Map((await ports.people(organization, ids)).map((person) => [person._id, person]));
    const items = await Promise.all(
      page.items.map((message) => view(message, people.get(message.user ?? ""))),
    );
    const last = page.items.at(-1);
    return {
      items,
      total: page.total,
      ...(page.more && last && { next: { at: last.createdAt, id: last._id } }),
    };
  }

  async function kindOf({ organization, kind, simulation }: OutboxMessage): Promise<StuckMailView["kind"]> {
    if (kind !== "simulation" || !simulation) return kind === "mailbox" ? kind : "forward";
    return (await ports.simulations.find(organization, simulation))?.kind ?? "training";
  }

  async function view(message: OutboxMessage, person?: Addressee): Promise<StuckMailView> {
    const { _id, state, to, report, attempt, reason, lastReply } = message;
    return {
      id: _id,
      kind: await kindOf(message),
      state,
      to,
      ...(person && {
        user: {
          id: person._id,
          firstName: person.firstName,
          ...(person.infix && { infix: person.infix }),
          lastName: person.lastName,
        },
      }),
      ...(report && { report }),
      attempt,
      ...(reason && { reason }),
      ...(lastReply && { reply: lastReply }),
      at: (message.inDoubtAt ?? message.firstTriedAt ?? message.createdAt).toISOString(),
      allowed: allowed(message),
    };
  }

  /** The refusal's code, or null when it was (or, dry, would be) done. */
  async function actOnOne(
    admin: Admin,
    action: Action,
    message: OutboxMessage,
    person: Addressee | undefined,
    dryRun: boolean,
  ): Promise<string | null> {
    if (!allowed(message).includes(action)) return "move_not_allowed";
    const { organization, simulation, state } = message;
    if (action === "resend" && simulation && !person?.mayBeMailed) return "user_not_active";
    if (dryRun) return null;
    const at = ports.now();
    try {
      await ports.transact(async (tx) => {
        const anew = action === "resend" && simulation && state !== "held";
        const to = action === "cancel" ? "cancelled" : anew ? "closed" : "queued";
        if (!(await store.takeFromStuck(message, to, at, tx))) throw new NotPossible();
        if (
          anew &&
          !(await ports.simulations.sendAgain(organization, simulation, person?.email ?? "", at, tx))
        )
          throw new NotPossible();
        if (action === "resend") await ports.refused.lift(organization, message.to, tx);
        await ports.audit.append(
          {
            organization,
            at,
            actor: admin.actor,
            action: `mail.${action}`,
            subject: { kind: "mail", id: message._id },
            details: { was: state, attempt: message.attempt, ...(message.user && { user: message.user }) },
          },
          tx,
        );
      });
      return null;
    } catch (error) {
      // Somebody was first: it is on its way already, or over.
      if (error instanceof NotPossible || isDuplicateKey(error)) return "move_not_allowed";
      throw error;
    }
  }

  async function act(admin: Admin, action: Action, which: Which, dryRun: boolean) {
    const { organization } = admin;
    const { items, total } = await store.stuck(organization, {
      states: "state" in which ? [which.state] : stuckStates,
      ...("ids" in which && { ids: which.ids }),
      limit: mostAtOnce,
    });
    const unknown = "ids" in which ? which.ids.filter((id) => !items.some(({ _id }) => _id === id)) : [];
    const skipped = [...new Set(unknown)].map((id) => ({ id, code: "not_found" }));
    const ids = [...new Set(items.flatMap(({ user }) => (user ? [user] : [])))];
    const people = new Map((await ports.people(organization, ids)).map((person) => [person._id, person]));
    let changed = 0;
    const waiting = [...items];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const code = await actOnOne(admin, action, next, people.get(next.user ?? ""), dryRun);
        if (code) skipped.push({ id: next._id, code });
        else changed++;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (changed > 0 && !dryRun && action === "resend") ports.mailWaits();
    return { changed, skipped, left: total - items.length };
  }

  return { status, list, act };
}
export type MailService = ReturnType<typeof createMailService>;
