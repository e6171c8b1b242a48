/** Runs what is asked for at once, and what is asked for again within `pause` milliseconds together, at its end. */
export function calmly(run: () => void, pause: number): { ask: () => void; stop: () => void } {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  function rest() {
    resting = setTimeout(() => {
      resting = undefined;
      if (again) go();
    }, pause);
  }
  function go() {
    again = false;
    run();
    rest();
  }
  return {
    ask() {
      if (resting === undefined) go();
      else again = true;
    },
    stop: () => clearTimeout(resting),
  };
}
