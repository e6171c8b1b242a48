import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { command } from "./command.mjs";
import { ensureMongod } from "./mongod.mjs";
import { ensurePackages } from "./packages.mjs";
import { SetupError, root, run, step } from "./say.mjs";

// npm run pictures: takes the pictures of README and docs anew from the running product.
await run(async () => {
  await ensurePackages();
  await ensureMongod();
  await ensureBuild(["web", "report-command", "sandbox-web"]);
  const chromium = await ensureChromium();
  const cli = path.join(root, "node_modules", "@playwright", "test", "cli.js");
  await step("Taking the pictures (docs/pictures)", async () => {
    const { code, output } = await command(process.execPath, [cli, "test", "e2e/pictures"], {
      cwd: root,
      seconds: 900,
      env: { PICTURES: "1", CHROMIUM_PATH: chromium },
    });
    if (code !== 0) throw new SetupError(output.trim());
  });
});
