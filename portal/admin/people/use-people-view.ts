import { useEffect, useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { useSession } from "../api.ts";
import { keepColumns, keptColumns } from "./kept-columns.ts";
import { isUsual, type PeopleColumn, usualColumns } from "./people-columns.ts";
import { addView, viewFrom } from "./people-view.ts";

/**
 * Order and columns of the list. Both stand in the address, so that a view can be passed on; columns that were chosen are
 * kept in this browser, too, and come back where an address names none.
 */
export function usePeopleView() {
  const [params] = useSearchParams();
  const { state } = useLocation() as { state: unknown };
  const navigate = useNavigate();
  const organization = useSession().data?.organization.id;
  const view = useMemo(() => viewFrom(params), [params]);
  const kept = organization === undefined ? undefined : keptColumns(organization);
  const missing = view.columns === undefined && kept !== undefined && !isUsual(kept) ? kept.join(",") : null;

  const chooseColumns = (columns: readonly PeopleColumn[]) => {
    if (organization !== undefined) keepColumns(organization, columns);
    const next = new URLSearchParams(params);
    next.delete("columns");
    addView(next, { columns });
    void navigate({ search: next.toString() }, { replace: true, state });
  };
  useEffect(() => {
    if (missing === null) return;
    const next = new URLSearchParams(params);
    next.set("columns", missing);
    void navigate({ search: next.toString() }, { replace: true, state });
  }, [missing, params, navigate, state]);

  return {
    view,
    columns: view.columns ?? kept ?? usualColumns,
    chooseColumns,
  };
}
