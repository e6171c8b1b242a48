import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { command } from "./command.mjs";
import { ensureMongod } from "./mongod.mjs";
import { ensurePackages } from "./packages.mjs";
import { cache, root, run, since } from "./say.mjs";

const bin = (name, file) => path.join(root, "node_modules", name, file);
const results = path.join(cache, "test");
const vitestJson = path.join(results, "vitest.json");
const playwrightJson = path.join(results, "playwright.json");
let passed = 0;
let failed = 0;

function report(name, ok, start, output = "") {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? "ok    " : "FAILED"}  ${name} (${since(start)})`);
  if (!ok) console.log(`${output.trim()}\n`);
}

/** Checks that look at files only: each counts as one test. */
async function check(name, file, args) {
  const start = performance.now();
  const { code, output } = await command(process.execPath, [file, ...args], { cwd: root, seconds: 600 });
  report(name, code === 0, start, output);
}

/** Runs a test runner, shows what it says, and counts what it wrote down. A run that fails without a failed test counts as one. */
async function runner(name, file, args, { json, env, count }) {
  const start = performance.now();
  console.log(`\n${name}`);
  const { code } = await command(process.execPath, [file, ...args], {
    cwd: root,
    seconds: 2400,
    show: true,
    env: { ...env, FORCE_COLOR: "0", NO_COLOR: "1" },
  });
  const written = await readFile(json, "utf8").then(JSON.parse, () => null);
  const counted = written ? count(written) : { passed: 0, failed: 0 };
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  passed += counted.passed;
  failed += counted.failed;
  console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed (${since(start)})`);
}

async function attempt(name, work) {
  const start = performance.now();
  try {
    return await work();
  } catch (error) {
    report(name, false, start, error.message);
    return null;
  }
}

await run(async () => {
  await ensurePackages();
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });

  const tsc = bin("typescript", "lib/tsc.js");
  await Promise.all([
    (async () => {
      await check("format (prettier)", bin("prettier", "bin/prettier.cjs"), ["--check", "."]);
      await check("types of server and sandbox (tsc)", tsc, ["--noEmit"]);
      await check("types of pages (tsc)", tsc, ["--noEmit", "-p", "tsconfig.web.json"]);
    })(),
    check("lint (eslint)", bin("eslint", "bin/eslint.js"), [".", "--max-warnings", "0"]),
  ]);

  const built = await attempt("build of the pages", async () => {
    await ensureBuild();
    return true;
  });
  if (await attempt("a mongod to test with", () => ensureMongod()))
    await runner(
      "Tests of parts (vitest)",
      bin("vitest", "vitest.mjs"),
      ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${vitestJson}`],
      {
        json: vitestJson,
        count: (all) => ({ passed: all.numPassedTests, failed: all.numFailedTests }),
      },
    );

  const chromium = await attempt("a Chromium to test with", ensureChromium);
  if (built && chromium)
    await runner(
      "Journeys in a browser (playwright)",
      bin("@playwright/test", "cli.js"),
      ["test", "--reporter=list,json", "--pass-with-no-tests"],
      {
        json: playwrightJson,
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightJson, CHROMIUM_PATH: chromium },
        count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
      },
    );

  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
