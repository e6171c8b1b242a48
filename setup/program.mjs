import { readFileSync } from "node:fs";
import { root } from "./say.mjs";

/** Loads a TypeScript program of the project into this very process: who ends the process ends the program. */
export async function runProgram(file) {
  process.chdir(root);
  endWithNpm();
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL(`../${file}`, import.meta.url).href);
}

/** The same with a program that `npm run build` compiled: without tsx. */
export async function runBuilt(file) {
  process.chdir(root);
  endWithNpm();
  await import(new URL(`../dist/${file}`, import.meta.url).href);
}

/** The parent of a process, where the system tells it in /proc. */
function parentOf(pid) {
  try {
    return /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

/** When npm itself is killed hard it cannot tell us: then nobody holds this server any more, and it stops by itself. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const above = () => `${process.ppid} ${parentOf(process.ppid)}`; // npm puts a shell between itself and us
  const holders = above();
  const watch = setInterval(() => {
    if (above() === holders) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}
