import { readFile } from "node:fs/promises";
import path from "node:path";

/** True while a process with this number exists. */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The number that a mongod wrote into the lock file of its folder; 0 when it ended in order. */
export async function mongodPidIn(dbPath: string): Promise<number> {
  const text = await readFile(path.join(dbPath, "mongod.lock"), "utf8").catch(() => "");
  return Number(text.trim()) || 0;
}

/** True when this process is surely a mongod on this folder. Where the system does not tell (no /proc) the answer is no. */
export async function isMongodOn(pid: number, dbPath: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const words = line.split("\0");
  return words.includes("--dbpath") && words.some((word) => path.resolve(word) === path.resolve(dbPath));
}

/** Resolves when the process is gone, or when `enough` says so. A zombie of ours counts as gone: Node reaps it at once. */
export function waitForEnd(pid: number, enough: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid) && !enough()) return;
      clearInterval(timer);
      resolve();
    }, 100);
  });
}
