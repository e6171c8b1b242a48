import { ensureBuild } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { runProgram } from "./program.mjs";
import { run } from "./say.mjs";

// npm run serve: production, web and worker or one of them (ROLE). A worker needs no pages.
await run(async () => {
  process.env.NODE_ENV ??= "production";
  await ensurePackages();
  if (process.env.ROLE !== "worker") await ensureBuild(["web"]);
  await runProgram("server/main.ts");
});
