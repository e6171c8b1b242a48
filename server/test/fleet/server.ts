import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { KillAt } from "./server-process.ts";

const program = fileURLToPath(new URL("server-process.ts", import.meta.url));

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** One place for a server process. Like a process manager it starts another one when that one dies. */
export interface Server {
  /** Null while none is ready. */
  url: () => string | null;
  pid: () => number;
  /** Resolves when a process is ready. */
  ready: () => Promise<void>;
  arm: (kill: KillAt) => void;
  /** For a step that is passed at the start: the next process dies there. */
  killNextStart: (kill: KillAt) => void;
  signal: (signal: NodeJS.Signals) => void;
  /** Resolves with the next ending of a process. */
  ended: () => Promise<Ending>;
  /** All endings so far. */
  endings: Ending[];
  stop: () => Promise<void>;
}

export function startServer(environment: NodeJS.ProcessEnv): Server {
  let child: ChildProcess;
  let port: number | null = null;
  let stopping = false;
  let nextKill: KillAt | undefined;
  let isReady: Promise<void>;
  let waiting: ((ending: Ending) => void)[] = [];
  const endings: Ending[] = [];

  function start(kill?: KillAt): void {
    const env = { ...environment, ...(kill && { KILL_AT: kill.step, KILL_PASS: String(kill.pass) }) };
    child = fork(program, {
      execArgv: ["--import", "tsx"],
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const mine = child;
    isReady = new Promise((resolve, reject) => {
      mine.once("message", (message) => {
        port = (message as { port: number }).port;
        resolve();
      });
      mine.once("exit", () => reject(new Error("The server ended before it was ready.")));
    });
    isReady.catch(() => undefined);
    mine.on("error", () => undefined);
    mine.once("exit", (code, signal) => {
      port = null;
      endings.push({ code, signal });
      waiting.splice(0).forEach((tell) => tell({ code, signal }));
      if (!stopping) start(nextKill);
      nextKill = undefined;
    });
  }
  start();

  return {
    url: () => (port === null ? null : `http://127.0.0.1:${port}`),
    pid: () => child.pid ?? 0,
    ready: async () => {
      // A server may die before it is ready; the next one counts.
      for (let tries = 0; ; tries++) {
        try {
          await isReady;
          return;
        } catch (error) {
          if (tries >= 5 || stopping) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    arm: (kill) => {
      if (child.connected) child.send(kill, () => undefined);
    },
    killNextStart: (kill) => {
      nextKill = kill;
    },
    signal: (signal) => {
      child.kill(signal);
    },
    ended: () => new Promise((resolve) => (waiting = [...waiting, resolve])),
    endings,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const over = once(child, "exit");
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), 25_000);
      await over;
      clearTimeout(patience);
    },
  };
}
