import { useEffect, useState } from "react";

/** True once `active` has lasted for `delay` milliseconds: what is quick shows no loading look. */
export function useDelayed(active: boolean, delay = 200): boolean {
  const [reached, setReached] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setReached(true), delay);
    return () => {
      clearTimeout(timer);
      setReached(false);
    };
  }, [active, delay]);
  return active && reached;
}
