import type { Model } from "mongoose";
import type { Transact, Tx } from "./connect.ts";
import { gather } from "./gather.ts";

type Write = (documents: unknown[], tx: Tx) => Promise<unknown>;
interface Part {
  write: Write;
  documents: unknown[];
}

/** Documents that belong together, on their way into their collections: all of them are written, or none. */
export class Inserts {
  /** By collection. */
  readonly #parts = new Map<object, Part>();

  add(collection: object, write: Write, document: unknown): void {
    const part = this.#parts.get(collection);
    if (part) part.documents.push(document);
    else this.#parts.set(collection, { write, documents: [document] });
  }

  /** One command for each collection. */
  static async write(all: readonly Inserts[], tx: Tx): Promise<void> {
    const together = new Inserts();
    for (const inserts of all)
      for (const [collection, { write, documents }] of inserts.#parts)
        for (const document of documents) together.add(collection, write, document);
    // One after the other: a session does one thing at a time.
    for (const { write, documents } of together.#parts.values()) await write(documents, tx);
  }
}

/** Where a new document goes: into a transaction, to what is written together, or (undefined) straight into the database. */
export type Into = Tx | Inserts | undefined;

/** Puts one document into its collection, or to those that are written together with it. */
export async function insertInto<T>(model: Model<T>, document: T, into: Into): Promise<void> {
  const write = (documents: T[], tx: Tx | null) => model.insertMany(documents, { session: tx, lean: true });
  if (into instanceof Inserts) into.add(model, write as Write, document);
  else await write([document], into ?? null);
}

/** Lets `prepare` name the documents, then writes them: all or none, acknowledged by a majority before this resolves. */
export type InsertTogether = <T>(prepare: (into: Inserts) => Promise<T>) => Promise<T>;

/** What a group found locked by somebody else's open transaction, or lost with the database's primary. */
class HeldUp extends Error {}

/**
 * Many callers' documents in one majority transaction, which costs nearly what one caller's does. It sets in under load
 * only. A group is tried once. Where it cannot be written (one of its documents is there already, or locked by a
 * transaction that a dead server left open), each caller's documents go by themselves beside the next group, so that nobody
 * waits or pays for another; hence the refusal that a caller sees is always about their own.
 */
export function insertGroups(transact: Transact): InsertTogether {
  const alone = (inserts: Inserts) => transact((tx) => Inserts.write([inserts], tx)).then(() => undefined);
  const once = async (group: readonly Inserts[]) => {
    let begun = false;
    await transact(async (tx) => {
      if (begun) throw new HeldUp();
      begun = true;
      await Inserts.write(group, tx);
    });
  };
  const write = gather(async (group: readonly Inserts[]): Promise<(undefined | Promise<undefined>)[]> => {
    try {
      await once(group);
      return group.map(() => undefined);
    } catch (error) {
      if (group.length === 1 && !(error instanceof HeldUp)) throw error;
      return group.map(alone);
    }
  });
  return async (prepare) => {
    const inserts = new Inserts();
    const prepared = await prepare(inserts);
    await write(inserts);
    return prepared;
  };
}
