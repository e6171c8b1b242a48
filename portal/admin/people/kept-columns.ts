import { inOrder, isUsual, type PeopleColumn } from "./people-columns.ts";

const keyOf = (organization: string) => `firstcatch.people.columns.${organization}`;

/** The columns that were chosen in this browser, for this organization; undefined where none were. */
export function keptColumns(organization: string): PeopleColumn[] | undefined {
  try {
    const kept = localStorage.getItem(keyOf(organization));
    return kept === null ? undefined : inOrder(kept.split(","));
  } catch {
    return undefined;
  }
}

/** Keeps them; those that are usual need no keeping. */
export function keepColumns(organization: string, columns: readonly PeopleColumn[]): void {
  try {
    if (isUsual(columns)) localStorage.removeItem(keyOf(organization));
    else localStorage.setItem(keyOf(organization), columns.join(","));
  } catch {
    // A browser that keeps nothing shows the usual ones next time.
  }
}
