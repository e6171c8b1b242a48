/**
 * Seeds each fault in a copy of the project and runs its tests there: they must fail. Prints the table promise × fault ×
 * caught; ends with 1 when a fault slips through. `FAULT=name` runs that one alone.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { faults, type Fault } from "./faults.ts";

const run = promisify(execFile);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const copy = path.join(root, ".cache", "faults");
const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");

interface Outcome {
  ran: number;
  failed: string[];
}

/** The project as it stands in the work tree; what git does not know is left out. */
async function copyProject(): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  const { stdout } = await run("git", ["ls-files", "-z"], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  for (const file of stdout.split("\0").filter(Boolean))
    await cp(path.join(root, file), path.join(copy, file), { recursive: true, force: true });
  // What is installed and what is built stays where it is.
  for (const folder of ["node_modules", "dist"])
    await symlink(path.join(root, folder), path.join(copy, folder), "dir");
}

async function runTests(files: readonly string[]): Promise<Outcome> {
  const json = path.join(copy, "outcome.json");
  await rm(json, { force: true });
  const args = [vitest, "run", ...files, "--reporter=json", `--outputFile.json=${json}`];
  const said = await run(process.execPath, args, {
    cwd: copy,
    maxBuffer: 64 * 1024 * 1024,
    timeout: 600_000,
    env: { FIRSTCATCH_CACHE: path.join(root, ".cache"), ...process.env, FORCE_COLOR: "0" },
  }).then(
    ({ stdout }) => stdout,
    (error: unknown) => String((error as { stderr?: string }).stderr ?? error),
  );
  const outcome = await readFile(json, "utf8").catch(() => null);
  if (outcome === null) throw new Error(`The tests did not run: ${said.slice(-2000)}`);
  const { numTotalTests, testResults } = JSON.parse(outcome) as {
    numTotalTests: number;
    testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  return { ran: numTotalTests, failed };
}

/** Seeds the fault, runs its tests, takes the fault out again. */
async function seed(fault: Fault): Promise<Outcome> {
  const originals = new Map<string, string>();
  for (const { file, find, replace } of fault.edits) {
    const full = path.join(copy, file);
    const text = await readFile(full, "utf8");
    if (!originals.has(full)) originals.set(full, text);
    await writeFile(
      full,
      text.replace(find, () => replace),
    );
  }
  try {
    return await runTests(fault.tests);
  } finally {
    for (const [full, text] of originals) await writeFile(full, text);
  }
}

const only = process.env["FAULT"];
const chosen = only ? faults.filter(({ name }) => name === only) : faults;
if (chosen.length === 0) throw new Error(`There is no fault ${only ?? ""}.`);

await copyProject();
console.log("First without a fault: every test that is to catch one must pass.");
const sound = await runTests([...new Set(chosen.flatMap(({ tests }) => tests))]);
if (sound.failed.length > 0 || sound.ran === 0)
  throw new Error(`Without any fault these fail already:\n${sound.failed.join("\n")}`);

console.log("| promise | fault | caught | by |\n| --- | --- | --- | --- |");
let slipped = 0;
for (const fault of chosen) {
  const { failed } = await seed(fault);
  if (failed.length === 0) slipped++;
  const by =
    failed.length > 0 ? `${failed[0] ?? ""}${failed.length > 1 ? ` and ${failed.length - 1} more` : ""}` : "";
  console.log(
    `| ${fault.promise} | ${fault.what} (\`${fault.name}\`) | ${failed.length > 0 ? "yes" : "NO"} | ${by} |`,
  );
}
await rm(copy, { recursive: true, force: true });
console.log(`\n${chosen.length - slipped} faults caught, ${slipped} slipped through`);
process.exitCode = slipped === 0 ? 0 : 1;
