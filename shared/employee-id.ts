import type { Language } from "./lifecycle.ts";
import en from "./texts/en/employee-id.json" with { type: "json" };
import nl from "./texts/nl/employee-id.json" with { type: "json" };

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

const texts: Record<Language, typeof en> = { en, nl };

/** The word as it stands within a sentence; where a language has none of its own, the word of another one. */
export function employeeIdWord(
  { name, own }: EmployeeIdLabel,
  language: Language,
  usualLanguage: Language,
): string {
  if (name !== "own") return texts[language][`employeeId.${name}`];
  return (
    own?.[language] ??
    own?.[usualLanguage] ??
    Object.values(own ?? {})[0] ??
    texts[language]["employeeId.employeeId"]
  );
}

/** The word as a label: it begins with a capital. */
export const asLabel = (word: string): string => word.charAt(0).toLocaleUpperCase() + word.slice(1);
