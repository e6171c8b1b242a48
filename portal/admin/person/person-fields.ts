import { type Person, type PersonField, personFields } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import type { Language } from "../../../shared/lifecycle.ts";
import type { PersonChange } from "./use-person.ts";

export const isField = (field: string): field is PersonField =>
  (personFields as readonly string[]).includes(field);

/** What the form changes; a role is given elsewhere. */
export const formFields = ["firstName", "infix", "lastName", "language", "employeeId", "email"] as const;
export type FormField = (typeof formFields)[number];

/** The values as they stand in the form; an empty one means none. */
export interface PersonDraft {
  firstName: string;
  infix: string;
  lastName: string;
  language: Language | "";
  employeeId: string;
  email: string;
}

export const draftOf = (user: User, ownLanguage: Language | undefined): PersonDraft => ({
  firstName: user.firstName,
  infix: user.infix ?? "",
  lastName: user.lastName,
  language: ownLanguage ?? "",
  employeeId: user.employeeId ?? "",
  email: user.email,
});

export const draftOfPerson = ({ user, ownLanguage }: Person): PersonDraft => draftOf(user, ownLanguage);

/** Fields whose value differs, but for blanks around it. */
export const changedFields = (one: PersonDraft, other: PersonDraft): FormField[] =>
  formFields.filter((field) => one[field].trim() !== other[field].trim());

/** The request for these fields of the draft. */
export function changeFor(draft: PersonDraft, fields: readonly FormField[]): PersonChange {
  const change: PersonChange = {};
  for (const field of fields) {
    const value = draft[field].trim();
    if (field === "language") change.language = draft.language || null;
    else if (field === "infix" || field === "employeeId") change[field] = value || null;
    else change[field] = value;
  }
  return change;
}
