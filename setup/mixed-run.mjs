import { ensureMongod } from "./mongod.mjs";
import { ensurePackages } from "./packages.mjs";
import { runProgram } from "./program.mjs";
import { run } from "./say.mjs";

// npm run mixed-run -- --minutes 120 --kills 200: servers that die at any moment, and the promises checked; see docs/faults.md.
await run(async () => {
  await ensurePackages();
  await ensureMongod();
  await runProgram("bench/mixed-run.ts");
});
