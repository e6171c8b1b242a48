import type { Connection } from "mongoose";
import { createMigrations } from "../db/migrations.ts";
import { recordSchema, schemaVersion, storedSchema } from "../db/schema-version.ts";
import { connectDatabase } from "../db/connect.ts";
import { readConfig } from "../config.ts";
import { UsageError, withProduct, type Command, type Environment } from "./command.ts";

const usage = `npm run migrate

Builds the indexes that are missing, drops those of earlier versions, brings documents of earlier versions up to date, and
writes down the version of the data. Servers do the same by themselves; here it is done beforehand, and said. May be repeated
at any time, also while servers run.`;

/** Every index as `collection.name`. */
async function indexesOf(connection: Connection): Promise<Set<string>> {
  const database = connection.getClient().db(connection.name);
  const collections = await database.listCollections({ type: "collection" }, { nameOnly: true }).toArray();
  const found = await Promise.all(
    collections
      .filter(({ name }) => !name.startsWith("system."))
      .map(async ({ name }) =>
        (await database.collection(name).indexes()).map((index) => `${name}.${index.name ?? ""}`),
      ),
  );
  return new Set(found.flat());
}

async function before(env: Environment): Promise<Set<string>> {
  const connection = await connectDatabase(readConfig(env, { production: true }).mongodbUri);
  try {
    return await indexesOf(connection);
  } finally {
    await connection.close();
  }
}

/** `npm run migrate`: what a server does to the database when it starts, done beforehand and said. */
export const migrateCommand: Command = async (args, env) => {
  if (args.length > 0) throw new UsageError([`Not understood: ${args.join(" ")}`], usage);
  const earlier = await before(env);
  return withProduct(env, async ({ connection }) => {
    const now = await indexesOf(connection);
    const version = await storedSchema(connection);
    await recordSchema(connection);
    const changed = [...(await createMigrations(connection).run())].filter(([, count]) => count > 0);
    const built = [...now].filter((name) => !earlier.has(name)).sort();
    const dropped = [...earlier].filter((name) => !now.has(name)).sort();
    return [
      ...built.map((name) => `built   ${name}`),
      ...dropped.map((name) => `dropped ${name}`),
      ...changed.map(([name, count]) => `changed ${count} documents: ${name}`),
      ...(version === schemaVersion ? [] : [`data are of version ${schemaVersion} from now on`]),
      built.length + dropped.length + changed.length === 0 && version === schemaVersion
        ? "Nothing was to be done: indexes, documents and version are what they should be."
        : `Done. Indexes built: ${built.length}, dropped: ${dropped.length}`,
    ];
  });
};
