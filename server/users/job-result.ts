import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { UserJobDoc, UserJobStore } from "./user-job-store.ts";
import type { UserStore } from "./user-store.ts";
import { displayName } from "./user-view.ts";

interface JobResultPorts {
  store: Pick<UserJobStore, "partsOf">;
  users: Pick<UserStore, "findMany">;
}

/** One line for each person; address and name are those of now, and empty for who is gone. */
async function* linesOf({ store, users }: JobResultPorts, { organization, _id, state }: UserJobDoc) {
  for await (const { ids, skipped, doneAt } of store.partsOf(organization, _id)) {
    const people = new Map((await users.findMany(organization, ids)).map((user) => [user._id, user]));
    const reasons = new Map(skipped.map(({ id, code }) => [id, code]));
    for (const id of ids) {
      const user = people.get(id);
      const reason = reasons.get(id);
      const outcome = reason
        ? "skipped"
        : doneAt
          ? "changed"
          : state === "running"
            ? "waiting"
            : "notReached";
      yield [id, user?.email ?? "", user ? displayName(user) : "", outcome, reason ?? ""];
    }
  }
}

/**
 * Writes what became of each person as CSV (RFC 4180) that spreadsheets open well: with a byte order mark, and with nothing
 * in it that they would take for a formula. Resolves once all is written.
 */
export async function writeJobResult(
  ports: JobResultPorts,
  job: UserJobDoc,
  into: NodeJS.WritableStream,
): Promise<void> {
  const columns = ["id", "address", "name", "outcome", "reason"];
  const csv = stringify({
    header: true,
    columns,
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
  await pipeline(linesOf(ports, job), csv as unknown as Readable & NodeJS.ReadWriteStream, into);
}
