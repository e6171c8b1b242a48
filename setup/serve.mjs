import { productionTargets } from "./build.mjs";
import { runProduction } from "./production.mjs";
import { run } from "./say.mjs";

// npm run serve: production, web and worker or one of them (ROLE). A worker needs no pages.
await run(() =>
  runProduction("server/main.js", process.env.ROLE === "worker" ? ["server"] : productionTargets),
);
