import type * as z from "zod/mini";
import { type PersonField, personFields, type UpdateUser } from "../../shared/contracts/user-person.ts";
import type { Role } from "../../shared/lifecycle.ts";
import { may } from "../../shared/permissions.ts";
import { memberField, structureKinds } from "../../shared/structure.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { editableFields, isExempt } from "../domain/person-change.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import { offeredNames, type ProgrammesOf } from "../programmes/programmes-of.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import { type Belonging, belongingAfter, keepRequired, listed } from "./belonging.ts";
import { asDuplicate } from "./duplicates.ts";
import { canonicalRosterAddress } from "./roster-address.ts";
import type { UserDoc, UserStore } from "./user-store.ts";
import { userView } from "./user-view.ts";

export interface PersonChangePorts {
  users: UserStore;
  units: Pick<UnitStore, "known" | "some">;
  organizations: Pick<OrganizationStore, "get" | "holdOwners">;
  apiTokens: Pick<ApiTokenStore, "revokeAllOf">;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  programmesOf: ProgrammesOf;
  /** Forgets the portal sessions of a person, which are over already. */
  forgetSessions: (organization: string, user: string) => Promise<void>;
}

type Asked = z.output<typeof UpdateUser.request>;
type Values = Pick<UserDoc, PersonField>;
type Changed = PersonField | keyof Belonging;
/** Of programmes and places, by id. */
type Names = ReadonlyMap<string, string>;

/** The values that the person has afterwards. @throws AppError for an address that cannot be used. */
function valuesAfter(before: UserDoc, asked: Asked, organization: OrganizationDoc): Partial<Values> {
  const values: Partial<Values> = {};
  if (asked.firstName !== undefined) values.firstName = asked.firstName;
  if (asked.lastName !== undefined) values.lastName = asked.lastName;
  for (const field of ["infix", "employeeId"] as const)
    if (asked[field] !== undefined) values[field] = asked[field] || undefined;
  if (asked.language !== undefined) values.language = asked.language ?? undefined;
  if (asked.programme !== undefined) values.programme = asked.programme ?? undefined;
  if (asked.role !== undefined) values.role = asked.role ?? undefined;
  // An address from before the domains changed stays; only another one has to lie in them.
  if (asked.email !== undefined && asked.email !== before.email)
    values.email = canonicalRosterAddress(asked.email, organization);
  return values;
}

/** What was changed, from what to what; what names the person is erased with them. Of programmes and places the names. */
const recorded = (before: UserDoc, after: Partial<UserDoc>, fields: readonly Changed[], names: Names) =>
  fields.map((field) => {
    const told = (value: UserDoc[Changed]) =>
      typeof value === "boolean"
        ? String(value)
        : listed(value)
            .map((one) => names.get(one) ?? one)
            .join(", ") || null;
    return { field, before: told(before[field]), after: told(after[field]) };
  });

export type PersonChanges = ReturnType<typeof createPersonChanges>;

/** Changes of one person by hand: the only door for an address, an employee ID and a role. */
export function createPersonChanges(ports: PersonChangePorts) {
  /** Of two who take a role away at the same moment, one runs again and sees what the other did. */
  async function keepOwned({ organization, _id, role }: UserDoc, by: Admin, tx: Tx): Promise<void> {
    const actor = await ports.users.get(organization, by.user._id, tx);
    if (!actor.role || !may(actor.role, "roles.give"))
      throw new AppError("forbidden", "Only an owner gives roles.");
    if (role !== "owner") return;
    await ports.organizations.holdOwners(organization, tx);
    if ((await ports.users.activeOwners(organization, tx)).every((id) => id === _id))
      throw new AppError("last_owner", "An organization always has an owner: make somebody else one first.");
  }

  /** The names of programmes, where one is given or taken. @throws AppError `invalid_request` for one that is not to be had. */
  async function programmeNames(
    organization: OrganizationDoc,
    fields: readonly PersonField[],
    { programme }: Partial<Values>,
    tx: Tx,
  ): Promise<Names> {
    if (!fields.includes("programme")) return new Map();
    const programmes = await ports.programmesOf(organization, tx);
    if (programme !== undefined && !offeredNames(programmes).has(programme)) {
      const message = `There is no programme ${programme} to choose.`;
      throw new AppError("invalid_request", message, { violations: [{ path: "$.programme", message }] });
    }
    return new Map(programmes.all.map(({ _id, name }) => [_id, name]));
  }

  /** Of the places that the person leaves or comes to. */
  async function placeNames(
    organization: string,
    before: UserDoc,
    after: Partial<Belonging>,
  ): Promise<Names> {
    const found = await Promise.all(
      structureKinds
        .filter((kind) => memberField[kind] in after)
        .map((kind) => {
          const field = memberField[kind];
          return ports.units.some(kind, organization, [...listed(before[field]), ...listed(after[field])]);
        }),
    );
    return new Map(found.flat().map(({ _id, name }) => [_id, name]));
  }

  /** New rights begin with a new sign-in; who has none any more loses their scripts too. */
  async function endRights({ organization, _id }: UserDoc, role: Role | undefined, at: Date, tx: Tx) {
    await ports.users.endSessions(organization, [_id], tx);
    if (!role) await ports.apiTokens.revokeAllOf(organization, [_id], at, tx);
  }

  /**
   * Changes what is asked for. What is so already changes nothing. A stale `seen` version is refused with the person as
   * they are.
   */
  async function update(admin: Admin, id: string, asked: Asked, seen?: number): Promise<UserDoc> {
    const organization = await ports.organizations.get(admin.organization);
    const at = ports.now();
    let email: string | undefined;
    const work = async (tx: Tx) => {
      const before = await ports.users.get(admin.organization, id, tx);
      if (seen !== undefined && seen !== before.version)
        throw new AppError("version_conflict", "Somebody else changed this person meanwhile.", {
          current: userView(before, organization.defaultLanguage),
        });
      const values = valuesAfter(before, asked, organization);
      const fields = personFields.filter((field) => field in values && values[field] !== before[field]);
      const editable = editableFields(admin.user.role, before);
      const refused = fields.find((field) => !editable.includes(field));
      if (refused !== undefined) throw refusalOf(refused, before);
      const programmes = await programmeNames(organization, fields, values, tx);
      const belonging = await belongingAfter(ports.units, admin.organization, before, asked, tx);
      keepRequired(organization, before, belonging);
      const moved = Object.keys(belonging) as (keyof Belonging)[];
      if (moved.length > 0 && before.removedAt) throw refusalOf("language", before);
      const roleChanged = fields.includes("role");
      if (fields.length + moved.length === 0) return { after: before, roleChanged };
      email = values.email;
      if (roleChanged) await keepOwned(before, admin, tx);
      const after = await ports.users.update(
        before,
        {
          ...values,
          ...belonging,
          ...(email && { addresses: [email, ...before.addresses.filter((one) => one !== email)] }),
          ...(roleChanged && { trainingExempt: isExempt(values.role) || undefined }),
        },
        at,
        tx,
      );
      if (roleChanged) await endRights(before, values.role, at, tx);
      const places = await placeNames(admin.organization, before, belonging);
      await ports.audit.append(
        {
          organization: admin.organization,
          at,
          actor: admin.actor,
          action: "user.change",
          subject: { kind: "user", id },
          details: {
            changes: [
              ...recorded(before, values, fields, programmes),
              ...recorded(before, belonging, moved, places),
            ],
          },
        },
        tx,
      );
      return { after, roleChanged };
    };
    try {
      const { after, roleChanged } = await ports.transact(work);
      if (roleChanged) await ports.forgetSessions(admin.organization, id);
      return after;
    } catch (error) {
      const { employeeId } = asked;
      throw await asDuplicate(error, ports.users, admin.organization, {
        email,
        employeeId: employeeId ?? undefined,
      });
    }
  }

  return { update };
}

function refusalOf(field: PersonField, person: UserDoc): AppError {
  if (person.removedAt)
    return new AppError("move_not_allowed", "A removed person stays as they are until they are restored.");
  if (field === "role") return new AppError("forbidden", "Only an owner gives roles.");
  return new AppError("forbidden", "Only an owner changes the address and the employee ID of an owner.");
}
