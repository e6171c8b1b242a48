import type { Connection } from "mongoose";
import { type DatabaseClock, writeClockOffset } from "../server/clock.ts";
import type { Worker } from "../server/worker.ts";
import { AppError } from "../server/errors.ts";

export type ClockMove = { advance: string } | { now: string } | { reset: true };
type MovedWorker = Pick<Worker, "drain" | "nextDue">;

export interface MovableClock {
  now(): Date;
  offsetMs(): number;
  /** Moves the product's time and lets what falls due be done; answers when all is done. */
  move(move: ClockMove, worker: MovedWorker | null): Promise<{ now: Date; ran: number }>;
}

const duration =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const mostSteps = 20_000;

/** A moment and an ISO 8601 duration later; months and years by the calendar, in UTC. @throws AppError `invalid_request`. */
export function later(from: Date, text: string): Date {
  const parts = duration
    .exec(text)
    ?.slice(1)
    .map((part) => Number(part || 0));
  if (!parts) throw new AppError("invalid_request", "advance is an ISO 8601 duration such as P1D or PT90M.");
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const to = new Date(from);
  const dayOfMonth = to.getUTCDate();
  to.setUTCMonth(to.getUTCMonth() + years * 12 + months);
  if (to.getUTCDate() < dayOfMonth) to.setUTCDate(0); // 31 January and a month: the last of February
  const ms = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
  const result = new Date(to.getTime() + ms);
  if (Number.isNaN(result.getTime()) || result.getUTCFullYear() > 9999)
    throw new AppError("invalid_request", "advance leads out of the calendar.");
  return result;
}

/**
 * The product's clock, moved by hand. `advance` goes from due moment to due moment, so that everything happens at its time as
 * if one had waited; `now` jumps, as after an outage; `reset` goes back to real time.
 */
export function createMovableClock(connection: Connection, shared: DatabaseClock): MovableClock {
  let last: Promise<unknown> = Promise.resolve();
  const set = async (moment: Date | null) => {
    await writeClockOffset(connection, moment === null ? 0 : moment.getTime() - Date.now());
    await shared.refresh();
  };

  async function advance(to: Date, worker: MovedWorker | null): Promise<number> {
    const began = Date.now();
    let ran = (await worker?.drain()) ?? 0;
    let before = 0;
    for (let step = 0; worker && step < mostSteps; step++) {
      const due = await worker.nextDue();
      if (!due || due > to) break;
      // What is due and was not done in the last round waits for something else than time.
      if (due.getTime() <= before) break;
      before = due.getTime();
      if (due > shared.now()) await set(due);
      ran += await worker.drain();
    }
    // The time that the work itself took goes on top: a day is a whole day ahead of where one was.
    const end = new Date(to.getTime() + Date.now() - began);
    if (end > shared.now()) await set(end);
    return ran + ((await worker?.drain()) ?? 0);
  }

  async function jump(to: Date | null, worker: MovedWorker | null): Promise<number> {
    await set(to);
    return (await worker?.drain()) ?? 0;
  }

  const perform = async (move: ClockMove, worker: MovedWorker | null) => {
    const ran =
      "advance" in move
        ? await advance(later(shared.now(), move.advance), worker)
        : await jump("now" in move ? new Date(move.now) : null, worker);
    return { now: shared.now(), ran };
  };

  return {
    now: () => shared.now(),
    offsetMs: () => Math.round((shared.now().getTime() - Date.now()) / 10) * 10,
    move(move, worker) {
      const next = last.then(() => perform(move, worker));
      last = next.catch(() => undefined); // one move at a time
      return next;
    },
  };
}
