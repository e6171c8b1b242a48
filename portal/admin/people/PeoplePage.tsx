import { makeStyles, Title3, tokens } from "@fluentui/react-components";
import { useCallback, useMemo, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { useMatchAnnouncement } from "../pieces/use-match-announcement.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { useMedia } from "../look.ts";
import { AddedPerson, AddPerson } from "../person/AddPerson.tsx";
import type { User, UserSort } from "../../../shared/contracts/user.ts";
import { ActionDone, type Done } from "./ActionDone.tsx";
import { NobodyYet, NoMatch } from "./EmptyPeople.tsx";
import { Pager } from "../pieces/Pager.tsx";
import { filterFrom, isFiltered, paramsOf, type PeopleFilter, placeFrom } from "./people-filter.ts";
import { PeopleCardsSkeleton } from "./PeopleCards.tsx";
import { PeopleRows, type Showing } from "./PeopleRows.tsx";
import { PeopleTableSkeleton } from "./PeopleTable.tsx";
import { PeopleToolbar } from "./PeopleToolbar.tsx";
import { Jobs } from "./Jobs.tsx";
import { SelectionBar } from "./SelectionBar.tsx";
import { UserActionDialog } from "./UserActionDialog.tsx";
import { orderOf, type PeopleView } from "./people-view.ts";
import { usePeople, usePeopleCount } from "./use-people.ts";
import { usePeopleView } from "./use-people-view.ts";
import { useColumnName } from "./use-column-name.ts";
import { type PeopleColumn, sortsOf } from "./people-columns.ts";
import { useSelection } from "./use-selection.ts";
import type { UserActionOrder } from "./use-user-action.ts";

const useStyles = makeStyles({
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    gap: "8px 10px",
    marginBottom: "14px",
  },
  title: { margin: 0 },
  number: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase400,
    fontVariantNumeric: "tabular-nums",
  },
});

/** Everybody in the organization, with where they stand, live; owners and admins act on some or all of them. */
export function PeoplePage() {
  const { t, number, counted } = useTexts();
  const styles = useStyles();
  const [params] = useSearchParams();
  const filter = useMemo(() => filterFrom(params), [params]);
  const place = useMemo(() => placeFrom(params), [params]);
  const { view, columns, chooseColumns } = usePeopleView();
  const order = orderOf(view, filter);
  const narrow = useMedia("(max-width: 639.98px)");
  const list = usePeople(filter, place, view.sort);
  const count = usePeopleCount(filter);
  const { setFilter, setSort, toNext, toPrevious } = useListMoves(filter, place.page, view);
  const all = isFiltered(filter) ? count.data : list.data?.total;
  const { data, error } = list;
  const mayChange = useMay("people.act");
  const announce = useCalmAnnounce();
  const selection = useSelection(filter, data?.total ?? 0);
  const [asked, setAsked] = useState<{ order: UserActionOrder; name?: string } | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [added, setAdded] = useState<User | null>(null);
  const [begun, setBegun] = useState<string | null>(null);
  usePageTitle(t("people.title"));
  useMatchAnnouncement(list.isPlaceholderData ? undefined : data);

  const nameOfColumn = useColumnName();
  const showing: Showing = {
    columns,
    order,
    onSort(sort) {
      setSort(sort);
      const column = (Object.keys(sortsOf) as (PeopleColumn | "name")[]).find((one) =>
        sortsOf[one]?.includes(sort),
      );
      if (column) announce(t("people.sorted", { column: nameOfColumn(column) }));
    },
  };

  const tell = (what: Done) => {
    setDone(what);
    announce(counted(`actions.done.${what.action}`, what.ids.length));
  };

  return (
    <>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title}>
          {t("people.title")}
        </Title3>
        {all !== undefined && <span className={styles.number}>{number(all)}</span>}
        {mayChange && <AddPerson onAdded={setAdded} />}
      </div>
      {all === 0 && !isFiltered(filter) ? null : (
        <PeopleToolbar
          filter={filter}
          total={list.isPlaceholderData ? undefined : data?.total}
          onChange={setFilter}
          sort={narrow ? showing : undefined}
          columns={narrow ? undefined : { shown: columns, onChange: chooseColumns }}
        />
      )}
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "error.people.stale.title" : "error.people.title")}
          error={error}
          onAgain={() => void list.refetch()}
        />
      )}
      {added && <AddedPerson user={added} onClose={() => setAdded(null)} />}
      <Jobs begun={begun} />
      {done && <ActionDone done={done} onUndone={tell} onClose={() => setDone(null)} />}
      {!data && !error && <Loading showing={showing} />}
      {data &&
        data.total === 0 &&
        (isFiltered(filter) ? <NoMatch onClear={() => setFilter({})} /> : <NobodyYet />)}
      {data && data.total > 0 && (
        <>
          <SelectionBar
            selection={selection}
            total={data.total}
            onAct={(action) => setAsked({ order: { action, users: selection.users } })}
          />
          <PeopleRows
            of={data.of}
            users={data.items}
            dimmed={list.isPlaceholderData}
            showing={showing}
            choosing={
              mayChange
                ? {
                    selection,
                    onAct: (action, user) =>
                      setAsked({ order: { action, users: { ids: [user.id] } }, name: nameOf(user) }),
                  }
                : undefined
            }
          />
          <Pager
            page={place.page}
            shown={data.items.length}
            total={data.total}
            onPrevious={place.cursor ? toPrevious : undefined}
            onNext={data.next && !list.isPlaceholderData ? () => toNext(data.next) : undefined}
          />
        </>
      )}
      {asked && (
        <UserActionDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={(result, what) => {
            setAsked(null);
            selection.clear();
            if ("job" in result) {
              setDone(null);
              setBegun(result.job);
            } else tell({ ...what, ids: result.ids ?? [] });
          }}
        />
      )}
    </>
  );
}

function Loading({ showing }: { showing: Showing }) {
  const slow = useDelayed(true);
  const narrow = useMedia("(max-width: 639.98px)");
  if (!slow) return null;
  return narrow ? <PeopleCardsSkeleton /> : <PeopleTableSkeleton showing={showing} />;
}

/**
 * Moves in the list by the address. The server only knows the next page; the way back is the trail of cursors that
 * led here, kept beside the address. Who came by a link has no trail and goes back to the first page.
 */
function useListMoves(filter: PeopleFilter, page: number, view: PeopleView) {
  const navigate = useNavigate();
  const location = useLocation();
  const trail = trailOf(location.state);
  const here = new URLSearchParams(location.search).get("cursor") ?? "";
  const go = (params: URLSearchParams, state: { trail: string[] }, replace = false) =>
    void navigate({ search: params.toString() }, { state, replace });

  const setFilter = useCallback(
    (next: PeopleFilter) =>
      void navigate({ search: paramsOf(next, undefined, view).toString() }, { replace: true }),
    [navigate, view],
  );
  return {
    setFilter,
    setSort: (sort: UserSort) =>
      void navigate({ search: paramsOf(filter, undefined, { ...view, sort }).toString() }, { replace: true }),
    toNext: (cursor: string | undefined) =>
      go(paramsOf(filter, { cursor, page: page + 1 }, view), { trail: [...trail, here] }),
    toPrevious: () =>
      go(paramsOf(filter, { cursor: trail.at(-1) || undefined, page: page - 1 }, view), {
        trail: trail.slice(0, -1),
      }),
  };
}

function trailOf(state: unknown): string[] {
  const trail = typeof state === "object" && state !== null && "trail" in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((one) => typeof one === "string") : [];
}
