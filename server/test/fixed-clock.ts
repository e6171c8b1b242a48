import type { Clock } from "../clock.ts";

/** A clock that stands still until the test moves it. */
export function fixedClock(start: string): Clock & { advance: (ms: number) => void } {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advance: (ms) => {
      now += ms;
    },
  };
}
