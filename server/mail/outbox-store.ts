import { randomUUID } from "node:crypto";
import { Schema, trusted, type Connection, type Model, type QueryFilter } from "mongoose";
import { mailReasons, mailStates, type MailReason, type MailState } from "../../shared/lifecycle.ts";
import { countBetween, countsOf } from "../db/count-between.ts";
import { insertInto } from "../db/insert-groups.ts";
import type { Tx } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { mailCauses, outboxKinds, reportOfForward, type AfterAttempt } from "../domain/outbox.ts";
import { checkMessages, type Outbox, type OutboxMessage } from "./outbox.ts";

const schema = new Schema<OutboxMessage>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    kind: { type: String, enum: outboxKinds, required: true },
    user: String,
    simulation: String,
    report: String,
    attempt: { type: Number, required: true },
    to: { type: String, required: true },
    messageId: { type: String, required: true },
    state: { type: String, enum: mailStates, required: true },
    priority: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    lease: { type: { _id: false, until: Date, claim: String } },
    tries: { type: Number, required: true },
    firstTriedAt: Date,
    reason: { type: String, enum: mailReasons },
    lastReply: String,
    cause: { type: String, enum: mailCauses, required: true },
    createdAt: { type: Date, required: true },
    sentAt: Date,
    inDoubtAt: Date,
    closed: Boolean,
    version: { type: Number, required: true },
  },
  { collection: "outbox", strict: "throw", versionKey: false, autoIndex: false },
);
schema.plugin(tenantGuard);
// One message per attempt, one forward per report: whoever comes second finds it there.
const bySimulation = { organization: 1, simulation: 1, attempt: 1 } as const;
schema.index(bySimulation, { unique: true, partialFilterExpression: { simulation: { $exists: true } } });
schema.index(
  { organization: 1, report: 1 },
  { unique: true, partialFilterExpression: { report: { $exists: true } } },
);
// Mails that stand for nothing else; those of simulations and reports are found by what they are of.
schema.index(
  { organization: 1, messageId: 1 },
  { name: "serviceMails", partialFilterExpression: { simulation: null, report: null } },
);
// Of whom nothing else may be known.
schema.index(
  { organization: 1, to: 1 },
  { name: "joinMailsByAddress", partialFilterExpression: { kind: "join" } },
);
// Most messages are sent, and a sent one stands in neither of these. What needs a person, of one organization:
schema.index(
  { organization: 1, createdAt: -1, _id: -1 },
  { name: "stuck", partialFilterExpression: { state: trusted({ $in: ["held", "inDoubt", "refused"] }) } },
);
// To whom the mail server took a simulation; the first that anybody gets is the Welcome mail. Counted for admins.
schema.index(
  { organization: 1, kind: 1, state: 1, user: 1 },
  { name: "acceptedSimulations", partialFilterExpression: { kind: "simulation", state: "sent" } },
);
// When the mail server took them: counted by weeks.
schema.index(
  { organization: 1, kind: 1, state: 1, sentAt: 1 },
  { name: "simulationsBySentAt", partialFilterExpression: { kind: "simulation", state: "sent" } },
);
// What is due, in the order in which it goes; and what was left behind in hand.
schema.index(
  { state: 1, priority: 1, dueAt: 1 },
  { name: "due", partialFilterExpression: { state: trusted({ $in: ["queued", "sending"] }) } },
);

/** The workers serve all organizations; each message still carries its own, and every mark names the claim. */
const worker = { acrossOrganizations: true, strict: "throw" } as const;
const waiting: MailState[] = ["queued", "held"];
const inHand: MailState[] = ["sending", "inDoubt"];

/** The outbox as its workers see it. */
export interface OutboxStore extends Outbox {
  /**
   * Takes up to `limit` due messages, and those whose worker vanished before the text went out, under a lease that ends
   * `leaseMs` from now by the database's clock. Two workers never get the same message: the guard is in the filter.
   */
  claim: (now: Date, limit: number, leaseMs: number) => Promise<OutboxMessage[]>;
  renew: (claims: readonly string[], leaseMs: number) => Promise<void>;
  /** Marks messages of one claim "in doubt", before the first byte. Answers which of them were still ours. */
  markInDoubt: (claim: string, ids: readonly string[], at: Date) => Promise<Set<string>>;
  markSent: (done: readonly { id: string; claim: string; reply: string; at: Date }[]) => Promise<void>;
  /** Moves a message in hand where the attempt's end says; false when the claim was lost. */
  settle: (
    message: OutboxMessage,
    after: Exclude<AfterAttempt, { state: "sent" }>,
    now: Date,
  ) => Promise<boolean>;
  /** Puts a message in hand aside before anything was tried. */
  setAside: (
    message: OutboxMessage,
    to: { state: "held" | "cancelled" | "queued"; dueAt?: Date; reason?: MailReason; reply?: string },
  ) => Promise<void>;
  /** Messages that go no further until a person decides, newest first. */
  stuck: (
    organization: string,
    query: {
      states: readonly MailState[];
      ids?: readonly string[];
      after?: { at: Date; id: string };
      limit: number;
    },
  ) => Promise<{ items: OutboxMessage[]; total: number; more: boolean }>;
  /** Moves one of them, or closes it since another message takes its place; false when somebody was first. */
  takeFromStuck: (
    message: OutboxMessage,
    to: "queued" | "cancelled" | "closed",
    at: Date,
    tx: Tx,
  ) => Promise<boolean>;
  /** How many messages of the organization wait for the mail server, and since when. */
  due: (organization: string, now: Date) => Promise<{ waiting: number; oldestDueAt?: Date }>;
  /** How many people have a Welcome mail that the mail server took; `without` these. */
  welcomedPeople: (organization: string, without: readonly string[]) => Promise<number>;
  /** How many simulations the mail server took between each of these instants and the next. */
  sentBetween: (organization: string, edges: readonly Date[]) => Promise<number[]>;
  /** The messages that pass these reports on. */
  ofReports: (organization: string, reports: readonly string[]) => Promise<OutboxMessage[]>;
  nextDue: () => Promise<Date | null>;
  counts: () => Promise<Record<string, number>>;
}

/** The outbox's collection on this connection. */
export function createOutboxStore(connection: Connection): OutboxStore {
  const model =
    (connection.models["OutboxMessage"] as Model<OutboxMessage> | undefined) ??
    connection.model<OutboxMessage>("OutboxMessage", schema);

  const claimable = (now: Date): QueryFilter<OutboxMessage>[] => [
    { state: "queued", dueAt: trusted({ $lte: now }) },
    { state: "sending", $expr: trusted({ $lt: ["$lease.until", "$$NOW"] }) },
  ];
  const until = (leaseMs: number) => ({
    $dateAdd: { startDate: "$$NOW", unit: "millisecond", amount: leaseMs },
  });

  return {
    async enqueue(message, into) {
      const document: OutboxMessage = {
        _id: randomUUID(),
        ...message,
        state: "queued",
        tries: 0,
        version: 1,
      };
      await insertInto(model, document, into);
      return document;
    },

    ofSimulation: (organization, simulation, tx) =>
      model
        .find({ organization, simulation })
        .sort({ attempt: 1 })
        .session(tx ?? null)
        .lean<OutboxMessage[]>(),

    async settleSimulation(organization, simulation, tx) {
      await this.markArrived(organization, simulation, tx);
      await this.cancelOf(organization, [simulation], "simulationOver", tx);
    },

    async markArrived(organization, simulation, tx) {
      await model.updateMany(
        { organization, simulation, state: "inDoubt" },
        [
          { $set: { state: "sent", sentAt: "$inDoubtAt", version: { $add: ["$version", 1] } } },
          { $unset: "lease" },
        ],
        { ...(tx && { session: tx }), updatePipeline: true },
      );
    },

    async closeEarlier(organization, simulation, tx) {
      await model.updateMany(
        { organization, simulation, state: trusted({ $in: ["inDoubt", "refused"] }) },
        { $set: { closed: true } },
        { session: tx },
      );
    },

    // By the simulations, however many: an index of what waits would be walked from its beginning for the next ones.
    async cancelOf(organization, simulations, reason, tx) {
      const simulation = trusted({ $in: [...simulations] });
      await model.updateMany(
        { organization, simulation, state: trusted({ $in: waiting }) },
        { $set: { state: "cancelled", reason }, $inc: { version: 1 } },
        { session: tx, hint: bySimulation },
      );
      await model.updateMany(
        { organization, simulation, state: trusted({ $in: ["inDoubt", "refused"] }) },
        { $set: { closed: true } },
        { session: tx, hint: bySimulation },
      );
    },

    async holdOf(organization, simulations, reason, tx) {
      await model.updateMany(
        { organization, simulation: trusted({ $in: [...simulations] }), state: "queued" },
        { $set: { state: "held", reason }, $inc: { version: 1 } },
        { session: tx, hint: bySimulation },
      );
    },

    async forgetJoins(organization, addresses, tx) {
      await model.deleteMany(
        { organization, kind: "join", to: trusted({ $in: [...addresses] }) },
        { ...(tx && { session: tx }) },
      );
    },

    async stuck(organization, { states, ids, after, limit }) {
      const which: QueryFilter<OutboxMessage> = {
        organization,
        state: trusted({ $in: [...states] }),
        closed: trusted({ $exists: false }),
        ...(ids && { _id: trusted({ $in: [...ids] }) }),
        $nor: [
          // In doubt while the answer is still being waited for is nobody's business yet.
          { state: "inDoubt", $expr: trusted({ $gt: ["$lease.until", "$$NOW"] }) },
          // Anybody can ask for mails to addresses that do not exist; whoever exists can ask again.
          { kind: "join" },
          // A self-check tells of its own mail.
          { _id: new RegExp(`^${checkMessages}`) },
        ],
      };
      const older = after && {
        $or: [
          { createdAt: trusted({ $lt: after.at }) },
          { createdAt: after.at, _id: trusted({ $lt: after.id }) },
        ],
      };
      const [found, total] = await Promise.all([
        model
          .find({ ...which, ...older })
          .sort({ createdAt: -1, _id: -1 })
          .limit(limit + 1)
          .lean<OutboxMessage[]>(),
        model.countDocuments(which),
      ]);
      return { items: found.slice(0, limit), total, more: found.length > limit };
    },

    async takeFromStuck({ organization, _id, state }, to, at, tx) {
      const moved = await model.updateOne(
        { organization, _id, state, closed: trusted({ $exists: false }) },
        {
          ...(to === "queued" && {
            $set: { state: to, dueAt: at, cause: "admin", tries: 0 },
            $unset: { firstTriedAt: 1, reason: 1, lastReply: 1 },
          }),
          ...(to === "cancelled" && { $set: { state: to, reason: "dropped" } }),
          ...(to === "closed" && { $set: { closed: true } }),
          $inc: { version: 1 },
        },
        { session: tx },
      );
      return moved.modifiedCount === 1;
    },

    async due(organization, now) {
      const which = { organization, state: "queued", dueAt: trusted({ $lte: now }) } as const;
      const [waiting, oldest] = await Promise.all([
        model.countDocuments(which),
        model.findOne(which, { dueAt: 1 }).sort({ dueAt: 1 }).lean<{ dueAt: Date }>(),
      ]);
      return { waiting, ...(oldest && { oldestDueAt: oldest.dueAt }) };
    },

    isOwnServiceMail: async (organization, messageId) => {
      const report = reportOfForward(messageId) ?? null;
      return (await model.exists({ organization, messageId, simulation: null, report })) !== null;
    },

    async claim(now, limit, leaseMs) {
      for (;;) {
        const found = await model
          .find({ $or: claimable(now) }, { _id: 1 }, worker)
          .sort({ priority: 1, dueAt: 1 })
          .limit(limit)
          .lean<{ _id: string }[]>();
        if (found.length === 0) return [];
        const claim = randomUUID();
        const taken = await model.updateMany(
          { _id: trusted({ $in: found.map(({ _id }) => _id) }), $or: claimable(now) },
          [
            {
              $set: {
                state: "sending",
                lease: { until: until(leaseMs), claim },
                firstTriedAt: { $ifNull: ["$firstTriedAt", now] },
                // It spoke of a try that is over.
                reason: "$$REMOVE",
              },
            },
          ],
          { ...worker, updatePipeline: true },
        );
        // Another worker took them all between the two calls: there may be more behind them.
        if (taken.modifiedCount === 0) continue;
        return model
          .find(
            { "lease.claim": claim, state: "sending", _id: trusted({ $in: found.map(({ _id }) => _id) }) },
            null,
            worker,
          )
          .sort({ priority: 1, dueAt: 1 })
          .lean<OutboxMessage[]>();
      }
    },

    async renew(claims, leaseMs) {
      await model.updateMany(
        { "lease.claim": trusted({ $in: [...claims] }), state: "sending" },
        [{ $set: { "lease.until": until(leaseMs) } }],
        { ...worker, updatePipeline: true },
      );
    },

    async markInDoubt(claim, ids, at) {
      // Written so that it may be repeated after a fail-over: our own mark, found again, is still our mark.
      const ours: QueryFilter<OutboxMessage> = {
        _id: trusted({ $in: [...ids] }),
        "lease.claim": claim,
        state: trusted({ $in: inHand }),
      };
      const marked = await model.updateMany(ours, { $set: { state: "inDoubt", inDoubtAt: at } }, worker);
      if (marked.matchedCount === ids.length) return new Set(ids);
      const left = await model
        .find({ ...ours, state: "inDoubt" }, { _id: 1 }, worker)
        .lean<{ _id: string }[]>();
      return new Set(left.map(({ _id }) => _id));
    },

    async markSent(done) {
      // Each has its own reply, so this is the one bulk write; every filter names the message and the claim.
      await connection.collection<OutboxMessage>("outbox").bulkWrite(
        done.map(({ id, claim, reply, at }) => ({
          updateOne: {
            filter: { _id: id, "lease.claim": claim, state: { $in: inHand } },
            update: {
              $set: { state: "sent", sentAt: at, lastReply: reply },
              $unset: { lease: 1 },
              $inc: { version: 1 },
            },
          },
        })),
        { ordered: false, writeConcern: { w: "majority", j: true } },
      );
    },

    async settle(message, after, now) {
      const counted = after.state === "queued" && after.counts;
      const result = await model.updateOne(
        { _id: message._id, "lease.claim": message.lease?.claim ?? "", state: trusted({ $in: inHand }) },
        {
          $set: {
            state: after.state,
            ...(after.reply && { lastReply: after.reply }),
            ...("reason" in after && { reason: after.reason }),
            ...(after.state === "queued" && after.dueAt && { dueAt: after.dueAt }),
            ...(after.state === "inDoubt" && { inDoubtAt: message.inDoubtAt ?? now }),
          },
          $unset: { lease: 1, ...(after.state !== "inDoubt" && { inDoubtAt: 1 }) },
          $inc: { version: 1, ...(counted && { tries: 1 }) },
        },
        worker,
      );
      return result.matchedCount === 1;
    },

    async setAside(message, { state, dueAt, reason, reply }) {
      await model.updateOne(
        { _id: message._id, "lease.claim": message.lease?.claim ?? "", state: trusted({ $in: inHand }) },
        {
          $set: {
            state,
            ...(dueAt && { dueAt }),
            ...(reason && { reason }),
            ...(reply && { lastReply: reply }),
          },
          // Nothing was tried, so nothing counts towards giving it up.
          $unset: { lease: 1, inDoubtAt: 1, ...(message.tries === 0 && { firstTriedAt: 1 }) },
          $inc: { version: 1 },
        },
        worker,
      );
    },

    async welcomedPeople(organization, without) {
      const people = async (which: object) => {
        const [counted] = await model.aggregate<{ people: number }>([
          { $match: { organization, kind: "simulation", state: "sent", ...which } },
          { $group: { _id: "$user" } },
          { $count: "people" },
        ]);
        return counted?.people ?? 0;
      };
      const [all, less] = await Promise.all([
        // A mail to somebody who is erased is nobody's any more.
        people({ user: { $gt: "" } }),
        without.length > 0 ? people({ user: { $in: [...without] } }) : 0,
      ]);
      return all - less;
    },

    async sentBetween(organization, edges) {
      const which = { organization, kind: "simulation", state: "sent" };
      return countsOf(await model.aggregate([{ $match: which }, ...countBetween("sentAt", edges)]), edges);
    },

    ofSimulations: (organization, simulations, tx) =>
      model
        .find({ organization, simulation: trusted({ $in: [...simulations] }) })
        .session(tx ?? null)
        .lean<OutboxMessage[]>(),

    ofReports: (organization, reports) =>
      model.find({ organization, report: trusted({ $in: [...reports] }) }).lean<OutboxMessage[]>(),

    async nextDue() {
      const next = await model
        .findOne({ state: "queued" }, { dueAt: 1 }, worker)
        .sort({ dueAt: 1 })
        .lean<{ dueAt: Date }>();
      return next?.dueAt ?? null;
    },

    async counts() {
      const states = await Promise.all(
        mailStates.map(async (state) => [state, await model.countDocuments({ state }, worker)] as const),
      );
      return Object.fromEntries(states);
    },
  };
}
