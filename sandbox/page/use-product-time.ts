import { useEffect, useState } from "react";

const interval = 10_000;

/** The product's time, ticking on from the moment at which it was told. Give the same object until a new one is told. */
export function useProductTime(told: { now: string }): Date {
  const [time, setTime] = useState(() => new Date(told.now));
  useEffect(() => {
    const offset = Date.parse(told.now) - Date.now();
    const tick = () => setTime(new Date(Date.now() + offset));
    tick();
    const timer = setInterval(tick, interval);
    return () => clearInterval(timer);
  }, [told]);
  return time;
}
