import { trusted, type Connection } from "mongoose";
import type { Logger } from "pino";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Transact } from "../db/connect.ts";
import { pass } from "../steps.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import { withMerged } from "./leaver.ts";
import { purgeTable } from "./purge-table.ts";

export interface PurgePorts {
  connection: Connection;
  users: Pick<UserStore, "collection">;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
  log: Pick<Logger, "error">;
}

/** People that are erased before whoever asked for it gets an answer; of more, the worker takes care. */
const atOnce = 20;
/** The worker serves all organizations. */
const worker = { acrossOrganizations: true, strict: "throw" } as const;
const leaver = {
  organization: 1,
  addresses: 1,
  directory: 1,
  employeeId: 1,
  firstName: 1,
  infix: 1,
  lastName: 1,
  purging: 1,
} as const;

export type Purge = ReturnType<typeof createPurge>;

/** Removed people whose time is over are erased for good: one after the other, and gone on with after any stop. */
export function createPurge({ connection, users: { collection }, audit, transact, now, log }: PurgePorts) {
  const due = (at: Date): object[] => [{ purging: true }, { purgeAt: trusted({ $lte: at }) }];

  /** From here on nobody sees the person and nothing brings them back; false when they were restored first. */
  async function mark({ organization, _id }: UserDoc, at: Date): Promise<boolean> {
    const marked = await collection.updateOne(
      { organization, _id, removedAt: trusted({ $exists: true }), purgeAt: trusted({ $lte: at }) },
      { $set: { purging: true } },
    );
    return marked.modifiedCount === 1;
  }

  async function erase(person: UserDoc): Promise<boolean> {
    const at = now();
    const { organization, _id } = person;
    if (!person.purging && !(await mark(person, at))) return false;
    pass("purgeMarked");
    const people = await withMerged(connection, person);
    for (const { forget } of Object.values(purgeTable)) {
      for (const one of people) await forget?.(connection, one, at);
      pass("purgeStep");
    }
    return transact(async (tx) => {
      const { deletedCount } = await collection.deleteOne(
        { organization, _id, purging: true },
        { session: tx },
      );
      if (deletedCount === 0) return false;
      const subject = { kind: "user", id: _id };
      await audit.append({ organization, at, actor: { kind: "system" }, action: "user.erased", subject }, tx);
      return true;
    });
  }

  return {
    /** Erases all who are due, until none is left or `stopping` says so; answers how many. One who fails stops nobody else. */
    async run(stopping: () => boolean = () => false): Promise<number> {
      let erased = 0;
      const failed: unknown[] = [];
      for (const which of due(now())) {
        const found = collection.find(which, leaver, worker).lean<UserDoc[]>().cursor({ batchSize: 100 });
        for await (const person of found as AsyncIterable<UserDoc>) {
          if (stopping()) return erased;
          try {
            if (await erase(person)) erased++;
          } catch (error) {
            failed.push(error);
          }
        }
      }
      if (failed.length > 0)
        throw new AggregateError(failed, "Some people could not be erased; they come again.");
      return erased;
    },

    /** Erases people who are marked already; what fails here, or is too much for one call, the worker goes on with. */
    async eraseMarked(organization: string, ids: readonly string[]): Promise<void> {
      const some = trusted({ $in: ids.slice(0, atOnce) });
      const found = await collection
        .find({ organization, _id: some, purging: true }, leaver)
        .lean<UserDoc[]>();
      try {
        for (const person of found) await erase(person);
      } catch (error) {
        log.error({ err: error }, "erasing a person failed; the worker goes on with it");
      }
    },

    /** When the next person is due; null when nobody is removed. */
    async nextDue(): Promise<Date | null> {
      const next = await collection
        .findOne({ purgeAt: trusted({ $gt: new Date(0) }) }, { purgeAt: 1 }, worker)
        .sort({ purgeAt: 1 })
        .lean<Pick<UserDoc, "purgeAt">>();
      return next?.purgeAt ?? null;
    },
  };
}
