import type { UserSort } from "../../../shared/contracts/user.ts";

/** What the table can show beside the name, in this order, and how wide each is; the address takes what is left. */
export const columnWidths = {
  email: 212,
  employeeId: 128,
  company: 144,
  department: 144,
  functions: 144,
  groups: 144,
  language: 104,
  standing: 178,
  startMethod: 88,
  startedAt: 104,
  onboardedAt: 104,
  lastReportAt: 112,
  added: 104,
} as const;
export type PeopleColumn = keyof typeof columnWidths;
export const peopleColumns = Object.keys(columnWidths) as PeopleColumn[];

export const usualColumns: readonly PeopleColumn[] = [
  "email",
  "standing",
  "startedAt",
  "onboardedAt",
  "added",
];

/** The orders that a column offers: at the first press, and at the next. */
export const sortsOf: Partial<Record<PeopleColumn | "name", readonly [UserSort, UserSort]>> = {
  name: ["name", "-name"],
  email: ["email", "-email"],
  added: ["-added", "added"],
};

/** These columns, in the order in which they always stand. */
export const inOrder = (columns: readonly string[]): PeopleColumn[] =>
  peopleColumns.filter((column) => columns.includes(column));

export const isUsual = (columns: readonly PeopleColumn[]): boolean =>
  inOrder(columns).join() === usualColumns.join();
