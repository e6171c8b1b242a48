import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, wherever it was cloned to. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** What set-up fetches lies here: outside of git, safe to delete. */
export const cache = process.env.FIRSTCATCH_CACHE || path.join(root, ".cache");

/** A failure that the person at the keyboard can do something about: the text says what. */
export class SetupError extends Error {}

/** Seconds with one decimal since a moment taken by performance.now(). */
export const since = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Says what is being done, does it, and says how long it took. */
export async function step(what, work) {
  const start = performance.now();
  console.log(`${what} ...`);
  try {
    const result = await work();
    console.log(`${what}: done in ${since(start)}`);
    return result;
  } catch (error) {
    console.log(`${what}: failed after ${since(start)}`);
    throw error;
  }
}

/** Runs an entry; a failure with a way out is shown as words, any other with its stack. */
export async function run(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exit(1);
  }
}
