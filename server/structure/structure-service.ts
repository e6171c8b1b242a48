import type { NewUnit, Unit, UnitChange } from "../../shared/contracts/structure.ts";
import { isBringing, kindWord, structureKinds, type StructureKind } from "../../shared/structure.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { PeopleScope } from "../users/people-scope.ts";
import type { Memberships } from "../users/memberships.ts";
import type { UnitDoc, UnitFields, UnitStore } from "./unit-store.ts";

export interface StructurePorts {
  units: UnitStore;
  memberships: Memberships;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
  /** The names of an organization's programmes that may be had, by id. */
  programmeNames: (organization: string, tx?: Tx) => Promise<ReadonlyMap<string, string>>;
}

/** People that one batch of a merge moves, and units that one round takes up. */
const batch = 1_000;
const mostUnits = 20;
/** How long a merged one stays for people who were given it at that very moment, in milliseconds: longer than any transaction. */
const lateJoiners = 120_000;

const view = (unit: UnitDoc, users: number): Unit => ({
  id: unit._id,
  name: unit.name,
  ...(unit.code !== undefined && { code: unit.code }),
  ...(unit.programme !== undefined && { programme: unit.programme }),
  users,
  archived: unit.archivedAt !== undefined,
  ...(unit.mergedInto !== undefined && { mergingInto: unit.mergedInto }),
  version: unit.version,
});

export type StructureService = ReturnType<typeof createStructureService>;

/** What an organization is made of, kept by its admins. */
export function createStructureService(ports: StructurePorts) {
  const { units, memberships, audit, transact, now } = ports;
  const one = async (kind: StructureKind, unit: UnitDoc): Promise<Unit> =>
    view(unit, (await memberships.counts(kind, unit.organization, [unit._id])).get(unit._id) ?? 0);

  const record = (
    { organization, actor }: Admin,
    kind: StructureKind,
    action: string,
    unit: UnitDoc,
    details: Record<string, unknown>,
    tx: Tx,
  ) =>
    audit.append(
      {
        organization,
        at: now(),
        actor,
        action: `structure.${action}`,
        subject: { kind: kindWord[kind], id: unit._id },
        details,
      },
      tx,
    );

  /** @throws AppError `not_found`, also for one that is on its way into another. */
  async function present(kind: StructureKind, organization: string, id: string, tx: Tx): Promise<UnitDoc> {
    const unit = await units.find(kind, organization, id, tx);
    if (!unit || unit.mergedInto !== undefined)
      throw new AppError("not_found", `There is no such ${kindWord[kind]}.`);
    return unit;
  }

  /** The one that people are to move to. @throws AppError `invalid_request`. */
  async function target(kind: StructureKind, unit: UnitDoc, into: string, tx: Tx): Promise<UnitDoc> {
    const wrong = (message: string) =>
      new AppError("invalid_request", message, { violations: [{ path: "$.mergeInto", message }] });
    if (into === unit._id) throw wrong(`A ${kindWord[kind]} cannot be merged into itself.`);
    const found = await units.find(kind, unit.organization, into, tx);
    if (!found || found.mergedInto !== undefined || found.archivedAt)
      throw wrong(`There is no such ${kindWord[kind]} to merge into.`);
    return found;
  }

  /** The name of the programme that it is to bring. @throws AppError `invalid_request`. */
  async function nameOf(
    kind: StructureKind,
    organization: string,
    programme: string,
    tx: Tx,
  ): Promise<string> {
    const names = isBringing(kind) ? await ports.programmeNames(organization, tx) : undefined;
    const name = names?.get(programme);
    if (name !== undefined) return name;
    const message = isBringing(kind)
      ? "There is no such programme to bring."
      : "Only functions and groups bring a programme.";
    throw new AppError("invalid_request", message, { violations: [{ path: "$.programme", message }] });
  }

  /** Name, code, programme, and whether it is offered. Null where it changed meanwhile. */
  async function alter(
    admin: Admin,
    kind: StructureKind,
    unit: UnitDoc,
    { name, code, programme, archived }: UnitChange,
    tx: Tx,
  ): Promise<UnitDoc | null> {
    const fields: UnitFields = {
      ...(name !== undefined && name !== unit.name && { name }),
      ...(code !== undefined && code !== (unit.code ?? "") && { code: code || undefined }),
      ...(programme !== undefined &&
        (programme ?? undefined) !== unit.programme && { programme: programme ?? undefined }),
      ...(archived !== undefined &&
        archived !== (unit.archivedAt !== undefined) && { archivedAt: archived ? now() : undefined }),
    };
    if (Object.keys(fields).length === 0) return unit;
    const { organization } = unit;
    const brings = fields.programme && (await nameOf(kind, organization, fields.programme, tx));
    const brought = "programme" in fields || ("archivedAt" in fields && unit.programme !== undefined);
    const written = await units.update(kind, unit, { ...fields, ...(brought && { replanSince: now() }) }, tx);
    if (!written) return null;
    const had = unit.programme && (await ports.programmeNames(organization, tx)).get(unit.programme);
    const details = {
      before: { ...plain(unit, fields), ...("programme" in fields && { programme: had ?? "" }) },
      after: { ...plain(written, fields), ...("programme" in fields && { programme: brings ?? "" }) },
    };
    await record(admin, kind, "change", unit, details, tx);
    return written;
  }

  async function merge(
    admin: Admin,
    kind: StructureKind,
    unit: UnitDoc,
    into: string,
    tx: Tx,
  ): Promise<UnitDoc | null> {
    const to = await target(kind, unit, into, tx);
    if (await units.isTarget(kind, unit, tx))
      throw new AppError(
        "move_not_allowed",
        `People are still moving into this ${kindWord[kind]}; please try again in a minute.`,
      );
    const merged = await units.merge(kind, unit, to, now(), tx);
    if (merged) await record(admin, kind, "merge", unit, { name: unit.name, into: to.name }, tx);
    return merged;
  }

  return {
    /** By name. Who sees one department is shown what its people belong to, and counted are those people. */
    async list(kind: StructureKind, organization: string, scope: PeopleScope): Promise<Unit[]> {
      if (scope === "nobody") return [];
      const found = await units.list(kind, organization);
      const among = scope === "everybody" ? {} : scope;
      const counts = await memberships.counts(
        kind,
        organization,
        found.map(({ _id }) => _id),
        among,
      );
      return found
        .map((unit) => view(unit, counts.get(unit._id) ?? 0))
        .filter(
          ({ mergingInto, users }) => users > 0 || (scope === "everybody" && mergingInto === undefined),
        );
    },

    /** @throws AppError `already_exists`, `invalid_request`. */
    async create(admin: Admin, kind: StructureKind, { name, code, programme }: NewUnit): Promise<Unit> {
      const { organization } = admin;
      const made = await transact(async (tx) => {
        const brings = programme && (await nameOf(kind, organization, programme, tx));
        const fields = { name, ...(code && { code }) };
        const unit = await units.create(
          kind,
          organization,
          { ...fields, ...(programme && { programme }) },
          tx,
        );
        await record(admin, kind, "create", unit, { ...fields, ...(brings && { programme: brings }) }, tx);
        return unit;
      });
      return view(made, 0);
    },

    /** @throws AppError `not_found`, `already_exists`, `move_not_allowed`, `invalid_request`, `version_conflict`. */
    async update(
      admin: Admin,
      kind: StructureKind,
      id: string,
      change: UnitChange,
      seen: number | undefined,
    ): Promise<Unit> {
      const changed = await transact(async (tx) => {
        const unit = await present(kind, admin.organization, id, tx);
        const written =
          seen !== undefined && seen !== unit.version
            ? null
            : change.mergeInto === undefined
              ? await alter(admin, kind, unit, change, tx)
              : await merge(admin, kind, unit, change.mergeInto, tx);
        if (written) return written;
        throw new AppError("version_conflict", `Somebody else changed this ${kindWord[kind]} meanwhile.`, {
          current: await one(kind, unit),
        });
      });
      return one(kind, changed);
    },

    /** Moves people on to where their units are merged; answers how many. Cut off anywhere, the next run goes on. */
    async moveOn(stopping: () => boolean): Promise<number> {
      let moved = 0;
      for (const kind of structureKinds)
        for (const unit of await units.merging(kind, mostUnits)) {
          const way = { from: unit._id, to: unit.mergedInto ?? "" };
          for (;;) {
            if (stopping()) return moved;
            const count = await memberships.move(kind, unit.organization, way, now(), batch);
            if (count === 0) break;
            moved += count;
          }
          if (now().getTime() - (unit.mergedAt?.getTime() ?? 0) > lateJoiners) await units.remove(kind, unit);
        }
      return moved;
    },
  };
}

/** Of a unit what was changed, in words of the contract. */
const plain = (unit: UnitDoc, fields: UnitFields) => ({
  ...("name" in fields && { name: unit.name }),
  ...("code" in fields && { code: unit.code ?? "" }),
  ...("archivedAt" in fields && { archived: unit.archivedAt !== undefined }),
});
