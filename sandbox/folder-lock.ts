import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "./mongod-process.ts";
import { SettingsError } from "./settings.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the process that wrote the note is a sandbox still; where the system does not tell, living is enough. */
async function isSandbox(pid: number): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return line === null || /setup[/\\]start\.mjs|sandbox[/\\]main\.ts/.test(line);
}

/**
 * Makes sure that one sandbox alone works on a data folder; answers how to let go of it. One that is just stopping is waited
 * for, one that was killed leaves nothing behind that matters. @throws SettingsError when another one stays.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "sandbox.pid");
  for (let attempt = 0; ; attempt++) {
    const pid = Number(await readFile(file, "utf8").catch(() => "0"));
    if (!(await isSandbox(pid))) break;
    if (attempt >= 50)
      throw new SettingsError(
        `Another sandbox (process ${pid}) runs on ${folder}. Stop it, or give this one a DATA_DIR of its own.`,
      );
    await pause(200);
  }
  await writeFile(file, `${process.pid}\n`);
  return () => rm(file, { force: true });
}
