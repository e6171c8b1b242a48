import type { Language } from "./lifecycle.ts";

/** What an organization calls the number by which it knows its people. */
export const employeeIdNames = [
  "employeeId",
  "personnelNumber",
  "relationNumber",
  "customerNumber",
  "own",
] as const;
export type EmployeeIdName = (typeof employeeIdNames)[number];

/** One of the usual names, or a word of the organization's own in each of its languages. */
export interface EmployeeIdLabel {
  name: EmployeeIdName;
  own?: Partial<Record<Language, string>> | undefined;
}

export const usualEmployeeIdLabel: EmployeeIdLabel = { name: "employeeId" };
