import { databaseClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { connectDatabase } from "../db/connect.ts";
import { demandKnownSchema } from "../db/schema-version.ts";
import { createDeps, type Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import { demandReplicaSet, startProblem } from "../start-problems.ts";

export type Environment = Record<string, string | undefined>;

/** A command line that cannot be understood: each problem on a line of its own, then how it is written. */
export class UsageError extends Error {
  constructor(problems: string[], usage: string) {
    super([...problems, ...(problems.length > 0 ? [""] : []), usage].join("\n"));
    this.name = "UsageError";
  }
}

/** What a command looked at is not as it should be; the message is what it prints. */
export class CheckFailed extends Error {}

/** Opens the product for one command: all of it but web and worker; its indexes are built on the way. */
export async function withProduct<T>(env: Environment, work: (deps: Deps) => Promise<T>): Promise<T> {
  const config = { ...readConfig(env, { production: true }), logLevel: "silent" };
  const connection = await connectDatabase(config.mongodbUri);
  try {
    await demandReplicaSet(connection);
    await demandKnownSchema(connection);
    const clock = await databaseClock(connection);
    const deps = await createDeps(config, { clock });
    try {
      return await work(deps);
    } finally {
      clock.close();
      await deps.close();
    }
  } finally {
    await connection.close();
  }
}

/** A command: answers the lines to print. */
export type Command = (args: string[], env: Environment) => Promise<string[]>;

/** How a command ends: 0 when it did what was asked, 2 when it was not understood, 1 when it cannot be. */
export async function outcome(
  command: Command,
  args: string[],
  env: Environment,
): Promise<{ code: number; said: unknown }> {
  try {
    return { code: 0, said: (await command(args, env)).join("\n") };
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, said: error.message };
    if (error instanceof AppError || error instanceof CheckFailed) return { code: 1, said: error.message };
    return { code: 1, said: startProblem(error) };
  }
}

/** Runs a command as a program. */
export async function runCommand(command: Command): Promise<void> {
  const { code, said } = await outcome(command, process.argv.slice(2), process.env);
  if (code === 0) console.log(said);
  else console.error(said);
  process.exitCode = code;
}
