import type { Logger } from "pino";

/** Work done again and again by each worker; safe to run twice and by several at once. */
export interface Job {
  name: string;
  /** Milliseconds of real time between two runs. */
  every: number;
  run: (now: Date) => Promise<unknown>;
}

/** Runs jobs beside each other, each at its own pace; one that fails is logged and comes again. */
export function startJobs(
  jobs: readonly Job[],
  now: () => Date,
  log: Pick<Logger, "error">,
): { stop: () => Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const timers = jobs.map((job) => {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      const work = job
        .run(now())
        .catch((error: unknown) => log.error({ err: error, job: job.name }, "a job failed; it comes again"))
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
