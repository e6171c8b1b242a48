import mongoose, { type Model } from "mongoose";
import { type BringingKind, memberField } from "../../shared/structure.ts";
import type { Tx } from "../db/connect.ts";
import type { UserDoc } from "../users/user-store.ts";

/** What a round writes of one person. */
export interface Planned {
  user: string;
  next: Date;
  /** The scenario that they got now. */
  scenario?: string;
}

const inTraining = mongoose.trusted({ $in: ["started", "onboarded"] });
/** Who may get simulations at all, of all organizations; in the order of the index that finds them. */
const rolling = {
  active: true,
  removedAt: null,
  stage: inTraining,
  // What is in the index at all.
  startedAt: mongoose.trusted({ $exists: true }),
};
const across = { acrossOrganizations: true } as const;
type Found = Pick<UserDoc, "_id" | "organization">;

type Placed = Pick<UserDoc, "_id" | "programme" | "groups" | "functions">;
const placed = { programme: 1, groups: 1, functions: 1 };

async function* parts<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let part: T[] = [];
  for await (const one of all) {
    part.push(one);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

export type CourseStore = ReturnType<typeof createCourseStore>;

/** Whose next simulation is due, and when those of others are; a part of what is stored of a person. */
export function createCourseStore(users: Model<UserDoc>) {
  const some = (nextSimulationAt: unknown, limit: number): Promise<Found[]> =>
    users
      .find({ ...rolling, nextSimulationAt } as object, { _id: 1, organization: 1 }, across)
      .sort({ nextSimulationAt: 1 })
      .limit(limit)
      .lean<Found[]>();

  return {
    /** People whose date has come, the earliest first. */
    due: (now: Date, limit: number) => some(mongoose.trusted({ $lte: now }), limit),

    /** People in training without a date: just started, or to be planned anew. */
    unplanned: (limit: number) => some(null, limit),

    async nextDue(): Promise<Date | null> {
      const [first] = await users
        .find(
          { ...rolling, nextSimulationAt: mongoose.trusted({ $gt: new Date(0) }) } as object,
          { nextSimulationAt: 1 },
          across,
        )
        .sort({ nextSimulationAt: 1 })
        .limit(1)
        .lean<{ nextSimulationAt: Date }[]>();
      return first?.nextSimulationAt ?? null;
    },

    /**
     * Writes the dates of these people at once. Who was read in the transaction is written in it, or all of it runs again.
     * It is no part of what their version stands for.
     */
    async plan(organization: string, planned: readonly Planned[], at: Date, tx: Tx): Promise<void> {
      const write = async (
        some: readonly Planned[],
        set: (pick: (values: unknown[]) => object) => object,
      ) => {
        if (some.length === 0) return;
        const ids = some.map(({ user }) => user);
        const pick = (values: unknown[]) => ({
          $arrayElemAt: [{ $literal: values }, { $indexOfArray: [{ $literal: ids }, "$_id"] }],
        });
        await users.updateMany({ organization, _id: mongoose.trusted({ $in: ids }) }, [{ $set: set(pick) }], {
          session: tx,
          updatePipeline: true,
        });
      };
      await write(
        planned.filter(({ scenario }) => scenario === undefined),
        (pick) => ({
          nextSimulationAt: pick(planned.filter((one) => !one.scenario).map(({ next }) => next)),
        }),
      );
      const sent = planned.filter(({ scenario }) => scenario !== undefined);
      await write(sent, (pick) => ({
        nextSimulationAt: pick(sent.map(({ next }) => next)),
        lastSimulation: { at, scenario: pick(sent.map(({ scenario }) => scenario)) },
      }));
    },

    /** Everybody of an organization who is in training, whoever is switched off or removed with them, in parts. */
    async *inTraining(organization: string, size: number): AsyncGenerator<Placed[]> {
      const found = users
        .find({ organization, stage: inTraining } as object, placed)
        .lean<Placed[]>()
        .cursor({ batchSize: 5_000 });
      yield* parts(found, size);
    },

    /** Everybody who belongs to this function or group, in parts. */
    async *members(
      kind: BringingKind,
      organization: string,
      unit: string,
      size: number,
    ): AsyncGenerator<Placed[]> {
      const found = users
        .find({ organization, [memberField[kind]]: unit } as object, placed)
        .lean<Placed[]>()
        .cursor({ batchSize: 5_000 });
      yield* parts(found, size);
    },

    /** Takes the dates of these people, so that they are planned anew. */
    async forget(organization: string, ids: readonly string[]): Promise<void> {
      await users.updateMany(
        { organization, _id: mongoose.trusted({ $in: [...ids] }) },
        { $unset: { nextSimulationAt: 1 } },
      );
    },
  };
}
