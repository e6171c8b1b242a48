/**
 * The product in a process of its own, which kills itself (SIGKILL, nothing is tidied up) at the n-th pass of a step: told
 * by KILL_AT and KILL_PASS, or later by a message of its parent. Settings come as in production; shorter times by OPTIONS.
 */
import { onStep, type Step } from "../../steps.ts";
import type { WorkerOptions } from "../../worker.ts";

export interface KillAt {
  step: Step;
  pass: number;
}

const step = process.env["KILL_AT"] as Step | undefined;
let armed: KillAt | undefined = step && { step, pass: Number(process.env["KILL_PASS"] ?? 1) };
let passes = 0;

onStep((passed) => {
  if (passed !== armed?.step) return;
  passes++;
  if (passes === armed.pass) process.kill(process.pid, "SIGKILL");
});
process.on("message", (message) => {
  armed = message as KillAt;
  passes = 0;
});
// A server that outlives its test would hold on to a database that is no more.
process.on("disconnect", () => process.exit(1));
process.channel?.unref();

const { readConfig } = await import("../../config.ts");
const { serve } = await import("../../serve.ts");
const options = JSON.parse(process.env["OPTIONS"] ?? "{}") as WorkerOptions;
const { port } = await serve(readConfig(process.env), options);
process.send?.({ port });
