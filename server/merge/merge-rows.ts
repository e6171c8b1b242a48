import type { Connection } from "mongoose";
import type { Tx } from "../db/connect.ts";
import {
  unmergeSimulation,
  type MergedSimulation,
  type SimulationPart,
} from "../domain/merge-simulations.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { ReportDoc } from "../reports/report.ts";
import type { Simulation } from "../simulations/simulation.ts";
import type { UndoableMerge } from "./merge-store.ts";

/** Left, or perhaps left. */
const out: readonly OutboxMessage["state"][] = ["sent", "inDoubt"];
const onTheWay: OutboxMessage["state"][] = ["queued", "held", "sending"];

export type MergeRows = ReturnType<typeof createMergeRows>;

/** What of a person stands in other collections, and moves with them. All of it is written in the merge's transaction. */
export function createMergeRows(connection: Connection) {
  const simulations = connection.collection<Simulation>("simulations");
  const outbox = connection.collection<OutboxMessage>("outbox");
  const reports = connection.collection<ReportDoc>("reports");

  const simulationsOf = (organization: string, user: string, tx: Tx): Promise<Simulation[]> =>
    simulations.find({ organization, user }, { session: tx }).toArray();
  const mailsOf = (organization: string, ids: readonly string[], tx: Tx): Promise<OutboxMessage[]> =>
    outbox.find({ organization, simulation: { $in: [...ids] } }, { session: tx }).toArray();

  async function write(
    organization: string,
    changes: readonly { id: string; user: string; part: SimulationPart }[],
    tx: Tx,
  ): Promise<void> {
    if (changes.length === 0) return;
    await simulations.bulkWrite(
      changes.map(({ id, user, part: { startNumber, state, dueAt, closedAt } }) => ({
        updateOne: {
          filter: { organization, _id: id },
          update: {
            $set: { user, startNumber, state, ...(dueAt && { dueAt }), ...(closedAt && { closedAt }) },
            $unset: { ...(!dueAt && { dueAt: 1 as const }), ...(!closedAt && { closedAt: 1 as const }) },
          },
        },
      })),
      { session: tx, ordered: true },
    );
  }

  /** Who gets the mails of these, and at which address those that wait go. A worker that has one in hand loses its claim. */
  async function readdress(
    organization: string,
    ids: readonly string[],
    { _id: user, email }: { _id: string; email: string },
    tx: Tx,
  ): Promise<void> {
    const which = { organization, simulation: { $in: [...ids] } };
    await outbox.updateMany(which, { $set: { user } }, { session: tx });
    await outbox.updateMany(
      { ...which, state: { $in: ["queued", "held"] } },
      { $set: { to: email }, $inc: { version: 1 } },
      { session: tx },
    );
    await outbox.updateMany(
      { ...which, state: "sending" },
      { $set: { to: email, state: "queued" }, $unset: { lease: 1 }, $inc: { version: 1 } },
      { session: tx },
    );
  }

  return {
    async of(organization: string, user: string, tx: Tx) {
      const theirs = await simulationsOf(organization, user, tx);
      const mails = await mailsOf(
        organization,
        theirs.map(({ _id }) => _id),
        tx,
      );
      const reported = await reports
        .find({ organization, "reporter.user": user }, { session: tx, projection: { _id: 1 } })
        .toArray();
      return { simulations: theirs, mails, reports: reported.map(({ _id }) => _id) };
    },

    isOut: (mails: readonly OutboxMessage[]) => (simulation: string) =>
      mails.some((mail) => mail.simulation === simulation && out.includes(mail.state)),

    /** Mails of simulations that end here, and of those that go on with the one who stays. */
    countMails(mails: readonly OutboxMessage[], { stays, goes }: UndoableMerge["undo"]["simulations"]) {
      const ended = endedBy([...stays, ...goes]);
      const waiting = mails.filter(({ state }) => onTheWay.includes(state));
      const moves = goes.map(({ id }) => id).filter((id) => !ended.includes(id));
      return {
        cancelled: waiting.filter(({ simulation = "" }) => ended.includes(simulation)).length,
        moved: waiting.filter(({ simulation = "" }) => moves.includes(simulation)).length,
      };
    },

    async merge(
      { organization, stays, goes, undo }: Pick<UndoableMerge, "organization" | "stays" | "goes" | "undo">,
      tx: Tx,
    ): Promise<void> {
      const { simulations: changes, after } = undo;
      const become = ({ id, becomes }: MergedSimulation) => ({ id, user: stays, part: becomes });
      // From the highest number down, so that no two have one number in between.
      const own = [...changes.stays].sort((a, b) => b.was.startNumber - a.was.startNumber);
      await write(organization, [...own, ...changes.goes].map(become), tx);
      const ended = endedBy([...changes.stays, ...changes.goes]);
      const which = { organization, simulation: { $in: ended } };
      await outbox.updateMany(
        { ...which, state: { $in: onTheWay } },
        {
          $set: { state: "cancelled", reason: "simulationOver" },
          $unset: { lease: 1 },
          $inc: { version: 1 },
        },
        { session: tx },
      );
      await outbox.updateMany(
        { ...which, state: { $in: ["inDoubt", "refused"] } },
        { $set: { closed: true } },
        { session: tx },
      );
      await readdress(
        organization,
        changes.goes.map(({ id }) => id),
        after,
        tx,
      );
      await reports.updateMany(
        { organization, "reporter.user": goes },
        { $set: { "reporter.user": stays } },
        { session: tx },
      );
    },

    /** Takes back what was moved. Answers when one that goes back was reported since the merge. */
    async unmerge(
      { organization, stays, undo, at }: UndoableMerge,
      { trainingBack }: { trainingBack: boolean },
      tx: Tx,
    ): Promise<Date | undefined> {
      const { before, after, simulations: changes } = undo;
      const ids = [...changes.goes, ...changes.stays].map(({ id }) => id);
      const now = new Map(
        (await simulations.find({ organization, _id: { $in: ids } }, { session: tx }).toArray()).map(
          (simulation) => [simulation._id, simulation],
        ),
      );
      const undone = (user: string) => (change: MergedSimulation) => {
        const found = now.get(change.id);
        return found ? [{ id: change.id, user, part: unmergeSimulation(found, change) }] : [];
      };
      await write(organization, changes.goes.flatMap(undone(before.goes._id)), tx);
      if (trainingBack) {
        const own = [...changes.stays].sort((a, b) => a.was.startNumber - b.was.startNumber);
        await write(organization, own.flatMap(undone(stays)), tx);
        // Made since the merge, in a training that counts its starts as before.
        await simulations.updateMany(
          { organization, user: stays, startNumber: after.startNumber, _id: { $nin: ids } },
          { $set: { startNumber: before.stays.startNumber } },
          { session: tx },
        );
      }
      await readdress(
        organization,
        changes.goes.map(({ id }) => id),
        before.goes,
        tx,
      );
      await reports.updateMany(
        { organization, _id: { $in: undo.reports }, "reporter.user": stays },
        { $set: { "reporter.user": before.goes._id } },
        { session: tx },
      );
      const caught = changes.goes.flatMap(({ id }) => now.get(id)?.reportedAt ?? []);
      return caught.filter((reportedAt) => reportedAt >= at).sort((a, b) => a.getTime() - b.getTime())[0];
    },

    /** Ids of reports that still name a person who is no more. */
    async lateReports(organization: string, goes: string, stays: string, tx: Tx): Promise<string[]> {
      const found = await reports
        .find({ organization, "reporter.user": goes }, { session: tx, projection: { _id: 1 } })
        .toArray();
      const ids = found.map(({ _id }) => _id);
      if (ids.length > 0)
        await reports.updateMany(
          { organization, _id: { $in: ids } },
          { $set: { "reporter.user": stays } },
          { session: tx },
        );
      return ids;
    },
  };
}

const endedBy = (changes: readonly MergedSimulation[]): string[] =>
  changes.flatMap(({ id, was, becomes }) => (was.state === "open" && becomes.state !== "open" ? [id] : []));
