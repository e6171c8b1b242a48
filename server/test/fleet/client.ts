import { setTimeout as pause } from "node:timers/promises";
import type { Fleet } from "./fleet.ts";

/** As long as the pane waits for one answer. */
const answerWithin = 30_000;
const longestPatience = 240_000;

export interface Tries {
  /** Answers 503 and 500, and calls that got none. */
  busy: number;
  failed: number;
  unanswered: number;
  /** The longest wait for a 503, in milliseconds. */
  slowestBusy: number;
}
export const noTries = (): Tries => ({ busy: 0, failed: 0, unanswered: 0, slowestBusy: 0 });

/** A server that is up; as a load balancer would pick it. */
async function pickServer(fleet: Fleet): Promise<string> {
  for (;;) {
    const up = fleet.servers.map((server) => server.url()).filter((url) => url !== null);
    const url = up[Math.floor(fleet.random() * up.length)];
    if (url !== undefined) return url;
    await pause(50);
  }
}

/**
 * Calls until there is an answer that is one, like the pane, which keeps a report until then.
 * @throws Error for an answer that no pane should get, or when there is none for minutes.
 */
export async function insist(
  fleet: Fleet,
  path: string,
  init: () => Promise<RequestInit>,
  tries: Tries,
): Promise<unknown> {
  const end = Date.now() + longestPatience;
  for (let wait = 100; Date.now() < end; wait = Math.min(2 * wait, 2_000)) {
    const began = performance.now();
    const answer = await fetch((await pickServer(fleet)) + path, {
      ...(await init()),
      method: "POST",
      signal: AbortSignal.timeout(answerWithin),
    })
      .then(
        async (response) => ({
          status: response.status,
          retryAfter: response.headers.get("retry-after"),
          text: await response.text(),
        }),
        () => null,
      )
      .catch(() => null);
    if (answer && answer.status < 300) return JSON.parse(answer.text);
    if (answer && answer.status < 500)
      throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
    if (!answer) tries.unanswered++;
    else if (answer.status === 503) {
      tries.busy++;
      tries.slowestBusy = Math.max(tries.slowestBusy, performance.now() - began);
      if (answer.retryAfter === null) throw new Error(`${path} was answered 503 without Retry-After.`);
    } else {
      tries.failed++;
      if (process.env["FLEET_SHOW"]) console.error(path, answer.status, answer.text);
    }
    await pause(wait * (0.5 + fleet.random()));
  }
  throw new Error(`${path} was not acknowledged within minutes.`);
}
