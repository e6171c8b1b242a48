import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import path from "node:path";

const windows = process.platform === "win32";

/**
 * Runs a program and collects what it says. Never rejects: `code` is null when it could not be started or ran out of time,
 * and `output` says so. With `show` the output goes to the terminal as well.
 */
export function command(file, args, { cwd, env, seconds = 60, show = false } = {}) {
  return new Promise((resolve) => {
    let output = "";
    let timedOut = false;
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: !windows,
    });
    const end = () => {
      try {
        if (windows) child.kill("SIGKILL");
        else process.kill(-child.pid, "SIGKILL");
      } catch {
        // it has ended by itself in the meantime
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, seconds * 1000);
    const forward = () => {
      end();
      process.exit(130);
    };
    process.once("SIGINT", forward);
    process.once("SIGTERM", forward);
    const take = (stream) => (data) => {
      output += data;
      if (show) stream.write(data);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    const finish = (code, words = "") => {
      clearTimeout(timer);
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      resolve({ code, output: output + words });
    };
    child.once("error", (error) => finish(null, `\n${file}: ${error.message}`));
    child.once("close", (code) =>
      timedOut ? finish(null, `\n${file}: no end after ${seconds} s, given up`) : finish(code),
    );
  });
}

/** Finds a program on the PATH; null when there is none. */
export async function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, windows ? `${name}.exe` : name);
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // look in the next folder
    }
  }
  return null;
}

/** The command line of npm: the very one that runs us, else the one on the PATH. */
export function npmCommand(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return [process.execPath, [cli, ...args]];
  return windows ? ["cmd.exe", ["/d", "/s", "/c", "npm", ...args]] : ["npm", args];
}
