import { useCallback, useEffect, useRef, useState } from "react";
import { call, failureText } from "../page/calls.ts";
import { listen } from "../page/events.ts";
import type { SandboxState } from "../page/state.ts";

const pollEvery = 10_000;

export interface StateReading {
  state: SandboxState | null;
  /** Why the last reading failed; what was read before stays in sight. */
  problem: string | null;
  read: () => Promise<void>;
}

/** What the sandbox says of itself: read at once, on each of its events, and every ten seconds for the parts. */
export function useSandboxState(): StateReading {
  const [state, setState] = useState<SandboxState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reading = useRef(0);

  const read = useCallback(async () => {
    const turn = ++reading.current;
    try {
      const fresh = await call<SandboxState>("/sandbox/state");
      // Answers may overtake one another; only the last question counts.
      if (turn !== reading.current) return;
      setState(fresh);
      setProblem(null);
    } catch (error) {
      if (turn === reading.current) setProblem(failureText(error));
    }
  }, []);

  useEffect(() => {
    const again = () => void read();
    const stop = listen({ state: again, clock: again, mail: again }, again);
    const timer = setInterval(again, pollEvery);
    const first = setTimeout(again, 0);
    return () => {
      stop();
      clearInterval(timer);
      clearTimeout(first);
    };
  }, [read]);

  return { state, problem, read };
}
