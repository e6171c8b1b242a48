import type * as z from "zod/mini";
import type { UpdateUser } from "../../shared/contracts/user-person.ts";
import { kindWord, memberField, structureKinds, type MemberField } from "../../shared/structure.ts";
import type { Tx } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import type { UserDoc } from "./user-store.ts";

export type Belonging = Pick<UserDoc, MemberField>;
type Asked = Pick<z.output<typeof UpdateUser.request>, MemberField>;

const listed = (value: string | readonly string[] | null | undefined): readonly string[] =>
  value === null || value === undefined ? [] : typeof value === "string" ? [value] : value;

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
    const [had, has] = [listed(before[field]), [...new Set(listed(wanted))]];
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
  return after;
}
