import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { command, onPath } from "./command.mjs";
import { SetupError, root, step } from "./say.mjs";

/** The same engine without windows: the journeys take two thirds of the time. */
const shells = ["chromium-headless-shell", "chrome-headless-shell"];
const names = [...shells, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const runs = async (binary) => (await command(binary, ["--version"], { seconds: 30 })).code === 0;

async function fromSystem(among = names) {
  for (const name of among) {
    const found = await onPath(name);
    if (found && (await runs(found))) return found;
  }
  return (among === names && applications.find((file) => existsSync(file))) || null;
}

/** The Chromium that Playwright keeps for itself, if it has been fetched and its libraries are there. */
async function fromPlaywright() {
  const { chromium } = await import("playwright-core");
  const file = chromium.executablePath();
  return existsSync(file) && (await runs(file)) ? file : null;
}

const installsPackages = () =>
  process.getuid?.() === 0 &&
  existsSync("/etc/os-release") &&
  /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));

/** Of all that an installer says, the line that names the fault. */
const reason = (output) =>
  (/^.*\b(?:Error|E): .*$/m.exec(output)?.[0] ?? output.trim().split("\n").at(-1) ?? "").trim().slice(0, 300);

async function apt(name, seconds) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = () => command("apt-get", ["install", "-y", name], { env, seconds });
  let result = await install();
  if (result.code !== 0) {
    await command("apt-get", ["update"], { env, seconds: seconds / 3 });
    result = await install();
  }
  if (result.code !== 0) throw new Error(reason(result.output));
}

/**
 * Finds a Chromium for the browser tests, or installs one: CHROMIUM_PATH, one on the PATH (where CI is set and packages can
 * be installed, the one without windows), Playwright's download, the system's package (as root on Debian or Ubuntu). Gives
 * the path of the program.
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await runs(given)) return given;
    throw new SetupError(`CHROMIUM_PATH is ${given}, which does not run. Correct it, or leave it out.`);
  }
  const problems = [];
  const install = (name, seconds) =>
    step(`Installing the system's Chromium (apt-get install ${name})`, () => apt(name, seconds)).catch(
      (error) => problems.push(`apt-get: ${error.message}`),
    );
  // On a machine that only checks, never beside what somebody installed for themselves; what it saves is a few minutes.
  if (process.env.CI && installsPackages() && !(await fromSystem(shells))) await install(shells[0], 90);
  const found = (await fromSystem()) ?? (await fromPlaywright());
  if (found) return found;

  const cli = path.join(root, "node_modules", "playwright", "cli.js");
  await step("Fetching Chromium for the browser tests (playwright install chromium)", async () => {
    const got = await command(process.execPath, [cli, "install", "chromium"], { cwd: root, seconds: 300 });
    if (got.code !== 0) throw new Error(reason(got.output));
  }).catch((error) => problems.push(`Playwright's download: ${error.message}`));
  const fetched = await fromPlaywright();
  if (fetched) return fetched;

  if (installsPackages()) {
    await install("chromium", 900);
    // Where the package puts it, if that folder is not on this PATH.
    const installed =
      (await fromSystem()) ?? ((await runs("/usr/bin/chromium")) ? "/usr/bin/chromium" : null);
    if (installed) return installed;
  }
  throw new SetupError(
    `There is no Chromium for the browser tests.\n  - ${problems.join("\n  - ")}\nInstall Chromium or Chrome with your system's package manager, or set CHROMIUM_PATH to one.`,
  );
}
