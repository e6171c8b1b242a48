import { ensureBuild } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { runProgram } from "./program.mjs";
import { run } from "./say.mjs";

// npm run bench: one row per figure, against a peer or a bare limit taken in the same run.
await run(async () => {
  await ensurePackages();
  await ensureBuild(["web", "sandbox-web", "report-command"]);
  await runProgram("bench/main.ts");
});
