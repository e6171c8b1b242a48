import { ensureBuild } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { runProgram } from "./program.mjs";
import { run } from "./say.mjs";

// npm start: the sandbox with the whole product. The database program is fetched by the sandbox, when it needs one.
await run(async () => {
  await ensurePackages();
  await ensureBuild();
  await runProgram("sandbox/main.ts");
});
