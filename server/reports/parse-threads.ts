import { Worker } from "node:worker_threads";
import type { MailHead, WholeMail } from "./parse-mail.mjs";

/** What is to be read: the header block, and the mail where it may be read to its end. */
export interface ParseJob {
  head: Uint8Array;
  whole?: Uint8Array;
}
/** Null: cannot be read, whatever the reason. */
export interface Parsed<Whole = WholeMail> {
  head: MailHead | null;
  whole: Whole | null;
}
export type ParseMail<Whole = WholeMail> = (job: ParseJob) => Promise<Parsed<Whole>>;

interface Waiting<Whole> {
  job: ParseJob;
  done: (parsed: Parsed<Whole>) => void;
}

const program = new URL("parse-thread.mjs", import.meta.url);

/**
 * Reads mails in threads of their own, so that no mail, however made, holds up the server: a thread that takes too long,
 * too much memory, or dies is given up, its mail counts as unreadable, and the next mail gets a new thread. A few
 * threads stay warm, started when first needed; they keep no process alive.
 */
export function parseThreads<Whole = WholeMail>({
  most = 2,
  timeMs = 2_000,
  heapMb = 128,
  thread = program,
}: { most?: number; timeMs?: number; heapMb?: number; thread?: URL } = {}): ParseMail<Whole> {
  const idle: Worker[] = [];
  const queue: Waiting<Whole>[] = [];
  let threads = 0;

  function next(): void {
    const waiting = queue.shift();
    if (!waiting) return;
    const worker = idle.pop();
    if (worker) read(worker, waiting);
    else if (threads < most) {
      threads++;
      read(start(), waiting);
    } else queue.unshift(waiting);
  }

  function start(): Worker {
    // No environment and no flags of ours: it only needs to read.
    const worker = new Worker(thread, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    worker.unref();
    return worker;
  }

  function read(worker: Worker, { job, done }: Waiting<Whole>): void {
    const parsed: Parsed<Whole> = { head: null, whole: null };
    const finish = (alive: boolean) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      if (alive) idle.push(worker);
      else {
        threads--;
        // A thread that dies while it is ended has nothing more to say.
        worker.on("error", () => undefined);
        void worker.terminate();
      }
      // One that dies while it waits for work must not take the server along.
      if (alive) worker.once("error", () => forget(worker)).once("exit", () => forget(worker));
      done(parsed);
      next();
    };
    const timer = setTimeout(() => finish(false), timeMs);
    worker.removeAllListeners();
    worker.on("message", (told: Partial<Parsed<Whole>>) => {
      Object.assign(parsed, told);
      if (told.whole !== undefined) finish(true);
    });
    worker.once("error", () => finish(false)).once("exit", () => finish(false));
    worker.postMessage(job);
  }

  function forget(worker: Worker): void {
    const at = idle.indexOf(worker);
    if (at < 0) return;
    idle.splice(at, 1);
    threads--;
  }

  return (job) =>
    new Promise((done) => {
      queue.push({ job, done });
      next();
    });
}
