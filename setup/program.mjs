import { root } from "./say.mjs";

/** Loads a TypeScript program of the project into this very process: who ends the process ends the program. */
export async function runProgram(file) {
  process.chdir(root);
  endWithNpm();
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL(`../${file}`, import.meta.url).href);
}

/** When npm itself is killed hard it cannot tell us: then nobody holds this server any more, and it stops by itself. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
