import mongoose, { type ClientSession, type Collection, type Connection } from "mongoose";
import { pass } from "../steps.ts";
import { endCommandsOnClosedConnections } from "./closed-connections.ts";

/** A transaction's session, handed to each store call that belongs to it. */
export type Tx = ClientSession;
/** Runs the work in one majority transaction: all of it, or none. The work may run again, so it does nothing but database calls. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

// An operator that came in with a value is made harmless; our own filters say mongoose.trusted() where they need one.
mongoose.set({ sanitizeFilter: true, strictQuery: "throw" });

/**
 * Connects with majority writes and reads from the primary. Waits up to 30 s for a primary, since a fail-over takes that long.
 * @throws MongooseServerSelectionError when no database answers.
 */
export async function connectDatabase(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    writeConcern: { w: "majority", j: true },
    readConcern: { level: "majority" },
    readPreference: "primary",
    retryWrites: true,
    serverSelectionTimeoutMS: 30_000,
    connectTimeoutMS: 10_000,
    socketTimeoutMS: 60_000,
    maxPoolSize: 50,
    autoIndex: false,
  });
  endCommandsOnClosedConnections(connection.getClient());
  return connection.asPromise();
}

/** The transact port on this connection. */
export const transactOn =
  (connection: Connection): Transact =>
  async (work) => {
    const result = await connection.getClient().withSession((session) =>
      session.withTransaction(
        async () => {
          const done = await work(session);
          pass("inTransaction");
          return done;
        },
        {
          readConcern: { level: "snapshot" },
          writeConcern: { w: "majority", j: true },
          readPreference: "primary",
        },
      ),
    );
    pass("committed");
    return result;
  };

/** Indexes of earlier versions whose work another one does now, by collection. */
const retired: Record<string, string[]> = {
  users: ["oneUserPerDirectoryId", "oneUserPerEmployeeId"],
  audit: ["auditByTime"],
  outbox: ["organization_1_messageId_1"],
  reports: ["reportsByTime"],
};

/**
 * Builds the indexes of every model that the connection knows by now; what is there already stays, what earlier versions
 * built goes once its successor is there. May be cut off anywhere and begun again.
 */
export async function buildIndexes(connection: Connection): Promise<void> {
  await Promise.all(
    Object.values(connection.models).map(async (model) => {
      await model.createIndexes();
      await dropRetired(model.collection);
      pass("indexesBuilt");
    }),
  );
}

async function dropRetired(collection: Collection): Promise<void> {
  const names = retired[collection.name] ?? [];
  if (names.length === 0) return;
  const there = new Set((await collection.indexes()).map(({ name }) => name));
  for (const name of names.filter((old) => there.has(old))) {
    await collection.dropIndex(name).catch((error: unknown) => {
      // Another process that starts beside us dropped it first.
      if ((error as { codeName?: string }).codeName !== "IndexNotFound") throw error;
    });
  }
}

const duplicateKey = 11000;
/** True for the unique index's refusal: somebody else was first. Names the index where asked. */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== duplicateKey) return false;
  return index === undefined || error.message.includes(index);
}

// TransactionExceededLifetimeLimitSeconds, and NoSuchTransaction for whoever comes a moment later.
const lifetimeCodes = [290, 251];
/** True where the database ended a transaction for its age (`transactionLifetimeLimitSeconds`): less at once may succeed. */
export const tookTooLong = (error: unknown): boolean =>
  error instanceof Error && lifetimeCodes.includes((error as { code?: unknown }).code as number);
