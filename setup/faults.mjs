import { ensureBuild } from "./build.mjs";
import { ensureMongod } from "./mongod.mjs";
import { ensurePackages } from "./packages.mjs";
import { runProgram } from "./program.mjs";
import { run } from "./say.mjs";

// npm run faults: seeds one fault after the other in a copy of the project; the tests of its promise must notice it.
await run(async () => {
  await ensurePackages();
  await ensureBuild(["web"]);
  await ensureMongod();
  await runProgram("server/test/run-faults.ts");
});
