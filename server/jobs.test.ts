import { expect, it } from "vitest";
import { startJobs } from "./jobs.ts";

it("a job that fails comes again, and the log is told once that it fails and once that it works", async () => {
  const said: [string, object][] = [];
  const log = {
    error: (fields: object) => void said.push(["error", fields]),
    info: (fields: object) => void said.push(["info", fields]),
  } as unknown as Parameters<typeof startJobs>[2];
  let runs = 0;
  let others = 0;
  const jobs = startJobs(
    [
      {
        name: "odd",
        every: 2,
        run: () => (++runs <= 5 ? Promise.reject(new Error("away")) : Promise.resolve()),
      },
      { name: "even", every: 2, run: () => Promise.resolve(++others) },
    ],
    () => new Date(),
    log,
  );
  await expect.poll(() => runs).toBeGreaterThan(7);
  await jobs.stop();
  expect(said).toEqual([
    ["error", { err: new Error("away"), job: "odd", failures: 1 }],
    ["info", { job: "odd", failures: 5 }],
  ]);
  expect(others).toBeGreaterThan(2);
  const before = runs;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runs).toBe(before);
});
