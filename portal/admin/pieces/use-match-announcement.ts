import { useEffect } from "react";
import { useTexts } from "../text-context.ts";
import { useCalmAnnounce } from "./use-calm-announce.ts";

/** Tells how many match when another filter has been answered. */
export function useMatchAnnouncement(data: { of: string; total: number } | undefined): void {
  const { counted } = useTexts();
  const announce = useCalmAnnounce();
  const of = data?.of;
  const total = data?.total ?? 0;
  useEffect(() => {
    if (of !== undefined) announce(counted("people.match", total));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another list is worth telling, not each new row
  }, [of]);
}
