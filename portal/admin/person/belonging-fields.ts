import { belongingFields, type BelongingField } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import type { PersonChange } from "./use-person.ts";

/** What a person belongs to as it stands in the form: ids; none is nothing. */
export interface BelongingDraft {
  company?: string | undefined;
  department?: string | undefined;
  functions: readonly string[];
  costCentre?: string | undefined;
  groups: readonly string[];
  manager: boolean;
}

export const isBelongingField = (field: string): field is BelongingField =>
  (belongingFields as readonly string[]).includes(field);

export const noBelonging: BelongingDraft = { functions: [], groups: [], manager: false };

export const belongingOf = ({
  company,
  department,
  functions,
  costCentre,
  groups,
  manager,
}: User): BelongingDraft => ({ company, department, functions, costCentre, groups, manager });

const asText = (value: BelongingDraft[BelongingField]) =>
  typeof value === "object" ? [...value].sort().join() : String(value ?? "");

/** Fields whose value differs; in which order several stand is no difference. */
export const changedBelonging = (one: BelongingDraft, other: BelongingDraft): BelongingField[] =>
  belongingFields.filter((field) => asText(one[field]) !== asText(other[field]));

type BelongingChange = Pick<PersonChange, BelongingField>;

/** The request for these fields of the draft. */
export function belongingChange(draft: BelongingDraft, fields: readonly BelongingField[]): BelongingChange {
  const change: BelongingChange = {};
  for (const field of fields)
    if (field === "manager") change.manager = draft.manager;
    else if (field === "functions" || field === "groups") change[field] = [...draft[field]];
    else change[field] = draft[field] ?? null;
  return change;
}
