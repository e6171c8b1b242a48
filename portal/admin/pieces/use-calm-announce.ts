import { useAnnounce } from "@fluentui/react-components";
import { useCallback, useEffect, useRef } from "react";

const pause = 2_000;

/** Tells screen readers politely, at most once in two seconds; of what comes in between the last is told. */
export function useCalmAnnounce(): (message: string) => void {
  const { announce } = useAnnounce();
  const state = useRef<{ last: number; timer?: ReturnType<typeof setTimeout> }>({ last: -pause });
  useEffect(() => {
    const current = state.current;
    return () => clearTimeout(current.timer);
  }, []);
  return useCallback(
    (message) => {
      clearTimeout(state.current.timer);
      const wait = Math.max(0, state.current.last + pause - performance.now());
      state.current.timer = setTimeout(() => {
        state.current.last = performance.now();
        announce(message, { polite: true });
      }, wait);
    },
    [announce],
  );
}
