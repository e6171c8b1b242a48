import type * as z from "zod/mini";
import type { UpdateUser } from "../../shared/contracts/user-person.ts";
import { mayBeRequired } from "../../shared/contracts/user.ts";
import { kindWord, memberField, structureKinds, type MemberField } from "../../shared/structure.ts";
import type { Tx } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import type { UserDoc } from "./user-store.ts";

export type Belonging = Pick<UserDoc, MemberField | "manager">;
type Asked = Pick<z.output<typeof UpdateUser.request>, MemberField | "manager">;

/** The ids of a field that names one unit, several or none. */
export const listed = (value: string | readonly string[] | null | undefined): readonly string[] =>
  value === null || value === undefined ? [] : typeof value === "string" ? [value] : value;

/** Groups stand in the order in which they were given, however they are listed: the newest decides on the programme. */
const inOrder = (field: MemberField, had: readonly string[], has: readonly string[]): string[] =>
  field === "groups"
    ? [...had.filter((id) => has.includes(id)), ...has.filter((id) => !had.includes(id))]
    : [...has];

/**
 * What the person belongs to afterwards, of what is asked for and differs. What they have they keep, archived or not; what is
 * new to them must be offered.
 * @throws AppError `invalid_request`, at the field.
 */
export async function belongingAfter(
  units: Pick<UnitStore, "known">,
  organization: string,
  before: Partial<Belonging>,
  asked: Asked,
  tx: Tx,
): Promise<Partial<Belonging>> {
  const after: Partial<Belonging> = {};
  for (const kind of structureKinds) {
    const field = memberField[kind];
    const wanted = asked[field];
    if (wanted === undefined) continue;
    const had = listed(before[field]);
    const has = inOrder(field, had, [...new Set(listed(wanted))]);
    if (had.join() === has.join()) continue;
    const fresh = has.filter((id) => !had.includes(id));
    const known = await units.known(kind, organization, fresh, tx);
    const unknown = fresh.find((id) => !known.includes(id));
    if (unknown !== undefined) {
      const message = `There is no ${kindWord[kind]} ${unknown} to choose.`;
      throw new AppError("invalid_request", message, { violations: [{ path: `$.${field}`, message }] });
    }
    if (field === "functions" || field === "groups") after[field] = has;
    else after[field] = has[0];
  }
  if (asked.manager !== undefined && asked.manager !== (before.manager ?? false))
    after.manager = asked.manager;
  return after;
}

/**
 * What is required is known of everybody whom an admin adds, and is taken from nobody; who joined without it may be
 * changed as before.
 * @throws AppError `field_required`, at the field.
 */
export function keepRequired(
  { required }: Pick<OrganizationDoc, "required">,
  before: Partial<Belonging> | null,
  after: Partial<Belonging>,
): void {
  for (const field of mayBeRequired) {
    const lacks = field in after ? after[field] === undefined : before === null;
    if (!required?.[field] || !lacks) continue;
    const message = `Everybody needs a ${field}: it is required by the organization's settings.`;
    throw new AppError("field_required", message, { violations: [{ path: `$.${field}`, message }] });
  }
}
