import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import type { Report } from "../../../shared/contracts/report.ts";

const typing = "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu]";

/** The reports before and after this one in the list that it was opened from; J and K lead there. */
export function useNeighbours(id: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const list = client
    .getQueriesData<{ items: Report[] }>({ queryKey: ["reports", "list"] })
    .map(([, data]) => data?.items ?? [])
    .findLast((items) => items.some((one) => one.id === id));
  const at = list?.findIndex((one) => one.id === id) ?? -1;
  const previous = list?.[at - 1]?.id;
  const next = list?.[at + 1]?.id;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const to = event.key === "j" ? next : event.key === "k" ? previous : undefined;
      if (to) void navigate(`/reports/${to}`);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate, next, previous]);
  return { known: list !== undefined, previous, next };
}
