import { useLocation, useNavigate } from "react-router";
import { mailReviews, reportOutcomes } from "../../../shared/lifecycle.ts";
import type { ReportFilter } from "./use-reports.ts";

/** Filter and page as the address tells them; what makes no sense there is left out. */
export function placeFrom(params: URLSearchParams) {
  const outcome = reportOutcomes.find((one) => one === params.get("outcome"));
  const review = mailReviews.find((one) => one === params.get("review"));
  const cursor = params.get("cursor") ?? undefined;
  const page = Number(params.get("page"));
  return {
    filter: { outcome, review },
    cursor,
    page: !cursor ? 1 : Number.isSafeInteger(page) && page > 1 ? page : 2,
  };
}

/** The address of a place in the list. */
export function searchOf({ outcome, review }: ReportFilter, cursor?: string, page = 1): string {
  const params = new URLSearchParams({
    ...(outcome && { outcome }),
    ...(review && { review }),
    ...(cursor && { cursor, page: String(page) }),
  });
  return params.toString();
}

/** Moves in the list by the address. The server only knows the next page; the way back is kept with the history. */
export function usePlace() {
  const navigate = useNavigate();
  const location = useLocation();
  const { filter, cursor, page } = placeFrom(new URLSearchParams(location.search));
  const trail = trailOf(location.state);
  return {
    filter,
    cursor,
    page,
    setFilter: (next: ReportFilter) => void navigate({ search: searchOf(next) }, { replace: true }),
    toNext: (next: string | undefined) =>
      void navigate(
        { search: searchOf(filter, next, page + 1) },
        { state: { trail: [...trail, cursor ?? ""] } },
      ),
    toPrevious: () =>
      void navigate(
        { search: searchOf(filter, trail.at(-1) || undefined, page - 1) },
        { state: { trail: trail.slice(0, -1) } },
      ),
  };
}

function trailOf(state: unknown): string[] {
  const trail = typeof state === "object" && state !== null && "trail" in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((one) => typeof one === "string") : [];
}
