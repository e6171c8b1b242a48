import type { Logger } from "pino";

/** Work done again and again by each worker; safe to run twice and by several at once. */
export interface Job {
  name: string;
  /** Milliseconds of real time between two runs. */
  every: number;
  run: (now: Date) => Promise<unknown>;
}

/** While a job goes on failing, the log is told so no more often than this, in milliseconds. */
const sayAgainAfter = 60_000;

/**
 * Runs jobs beside each other, each at its own pace. One that fails comes again; the log is told of the first failure, once a
 * minute of those that follow, and when it works again.
 */
export function startJobs(
  jobs: readonly Job[],
  now: () => Date,
  log: Pick<Logger, "error" | "info">,
): { stop: () => Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const timers = jobs.map((job) => {
    let busy = false;
    let failures = 0;
    let saidAt = 0;
    const failed = (error: unknown) => {
      failures += 1;
      const at = performance.now();
      if (failures > 1 && at - saidAt < sayAgainAfter) return;
      saidAt = at;
      log.error({ err: error, job: job.name, failures }, "a job failed; it comes again");
    };
    const worked = () => {
      if (failures > 0) log.info({ job: job.name, failures }, "a job works again");
      failures = 0;
    };
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      const work = job
        .run(now())
        .then(worked, failed)
        .finally(() => {
          busy = false;
          running.delete(work);
        });
      running.add(work);
    }, job.every);
    timer.unref();
    return timer;
  });
  return {
    async stop() {
      timers.forEach((timer) => clearInterval(timer));
      await Promise.all(running);
    },
  };
}
