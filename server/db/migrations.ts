import type { Connection } from "mongoose";
import { openReviews } from "./migrations/0001-open-reviews.ts";
import { lastReports } from "./migrations/0002-last-reports.ts";

/** A change of what earlier versions wrote. Servers of both versions may run meanwhile: it only adds what may be missing. */
export interface Migration {
  name: string;
  collection: string;
  /** Changes those of these documents that need it, and no document twice; answers how many. */
  change: (connection: Connection, within: { $gt?: string; $lte: string }) => Promise<number>;
}

const all: readonly Migration[] = [openReviews, lastReports];

/** How far a migration has come; stands among the database's settings. */
interface Progress {
  _id: string;
  /** All documents up to this one are done. */
  after?: string;
  done?: true;
}

export interface Migrations {
  /** Goes on with what is not done; answers how many documents each migration has changed now. */
  run: (stopping?: () => boolean) => Promise<Map<string, number>>;
}

/**
 * The migrations of this database, in groups of documents by their ids, so that none holds anything up. May be stopped or
 * killed anywhere, goes on there, and does no harm when several workers are at it.
 */
export function createMigrations(
  connection: Connection,
  { migrations = all, group = 1000 }: { migrations?: readonly Migration[]; group?: number } = {},
): Migrations {
  const settings = connection.collection<Progress>("settings");
  const finished = new Set<string>();
  const idOf = ({ name }: Migration) => `migration ${name}`;

  /** Where the next group ends; null when nothing is left. */
  async function endOfNext({ collection }: Migration, after: string | undefined): Promise<string | null> {
    const found = await connection
      .collection<{ _id: string }>(collection)
      .find(after === undefined ? {} : { _id: { $gt: after } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(group)
      .toArray();
    return found.at(-1)?._id ?? null;
  }

  const note = (migration: Migration, progress: Omit<Progress, "_id">) =>
    settings.updateOne({ _id: idOf(migration) }, { $set: progress }, { upsert: true });

  async function runOne(migration: Migration, stopping: () => boolean): Promise<number> {
    const known = await settings.findOne({ _id: idOf(migration) });
    let after = known?.after;
    let changed = 0;
    let isDone = known?.done === true;
    while (!isDone && !stopping()) {
      const end = await endOfNext(migration, after);
      if (end === null) {
        await note(migration, { done: true });
        isDone = true;
      } else {
        changed += await migration.change(connection, {
          ...(after !== undefined && { $gt: after }),
          $lte: end,
        });
        await note(migration, { after: end });
        after = end;
      }
    }
    if (isDone) finished.add(migration.name);
    return changed;
  }

  return {
    async run(stopping = () => false) {
      const changed = new Map<string, number>();
      for (const migration of migrations)
        if (!finished.has(migration.name)) changed.set(migration.name, await runOne(migration, stopping));
      return changed;
    },
  };
}
