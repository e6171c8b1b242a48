import { useLocation, useNavigate } from "react-router";
import { reportOutcomes, type ReportOutcome } from "../../../shared/lifecycle.ts";

/** Filter and page as the address tells them; what makes no sense there is left out. */
export function placeFrom(params: URLSearchParams) {
  const outcome = reportOutcomes.find((one) => one === params.get("outcome"));
  const cursor = params.get("cursor") ?? undefined;
  const page = Number(params.get("page"));
  return { outcome, cursor, page: !cursor ? 1 : Number.isSafeInteger(page) && page > 1 ? page : 2 };
}

/** The address of a place in the list. */
export function searchOf(outcome: ReportOutcome | undefined, cursor?: string, page = 1): string {
  const params = new URLSearchParams({
    ...(outcome && { outcome }),
    ...(cursor && { cursor, page: String(page) }),
  });
  return params.toString();
}

/** Moves in the list by the address. The server only knows the next page; the way back is kept with the history. */
export function usePlace() {
  const navigate = useNavigate();
  const location = useLocation();
  const { outcome, cursor, page } = placeFrom(new URLSearchParams(location.search));
  const trail = trailOf(location.state);
  return {
    outcome,
    cursor,
    page,
    setOutcome: (next: ReportOutcome | undefined) =>
      void navigate({ search: searchOf(next) }, { replace: true }),
    toNext: (next: string | undefined) =>
      void navigate(
        { search: searchOf(outcome, next, page + 1) },
        { state: { trail: [...trail, cursor ?? ""] } },
      ),
    toPrevious: () =>
      void navigate(
        { search: searchOf(outcome, trail.at(-1) || undefined, page - 1) },
        { state: { trail: trail.slice(0, -1) } },
      ),
  };
}

function trailOf(state: unknown): string[] {
  const trail = typeof state === "object" && state !== null && "trail" in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((one) => typeof one === "string") : [];
}
