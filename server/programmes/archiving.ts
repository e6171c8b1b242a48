import { kindWord } from "../../shared/structure.ts";
import type { Actor, AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { Inserts } from "../db/insert-groups.ts";
import { AppError } from "../errors.ts";
import type { BringingStore } from "../structure/bringing-store.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import type { HolderStore } from "./holder-store.ts";
import type { ProgrammeDoc, ProgrammeStore } from "./programme-store.ts";
import type { Programmes } from "./programmes-of.ts";

interface ArchivePorts {
  store: ProgrammeStore;
  holders: HolderStore;
  bringing: Pick<BringingStore, "list">;
  units: Pick<UnitStore, "update">;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
}

/** People in one transaction: few enough that it is over long before the database would give it up. */
const batch = 250;
/** How long it goes on for whoever was given the programme at that very moment, in milliseconds: longer than any transaction. */
const lateComers = 120_000;

type Moving = NonNullable<ProgrammeDoc["moving"]>;
/** The programme that is had instead; without `to` none. */
interface Instead {
  to: string | undefined;
  name: string | undefined;
}

export type Archiving = ReturnType<typeof createArchiving>;

/** Taking a programme out of use, without losing anybody who has it. */
export function createArchiving(ports: ArchivePorts) {
  /** Functions and groups that bring the one bring the other from now on, or none; their people are planned anew. */
  async function giveUnits(
    { organization, actor }: { organization: string; actor: Actor },
    from: ProgrammeDoc,
    { to, name = "" }: Instead,
    tx: Tx,
  ): Promise<void> {
    const at = ports.now();
    for (const { kind, unit } of await ports.bringing.list(organization, from._id, tx)) {
      const written = await ports.units.update(kind, unit, { programme: to, replanSince: at }, tx);
      if (!written) throw new AppError("version_conflict", "Somebody else changed it at the same moment.");
      await ports.audit.append(
        {
          organization,
          at,
          actor,
          action: "structure.change",
          subject: { kind: kindWord[kind], id: unit._id },
          details: { before: { programme: from.name }, after: { programme: name } },
        },
        tx,
      );
    }
  }

  /** @throws AppError `invalid_request`, for one that is not to be had. */
  function targetOf(moveTo: string | null | undefined, from: ProgrammeDoc, { all }: Programmes) {
    if (moveTo === undefined || moveTo === null) return undefined;
    const found = all.find(({ _id, archivedAt }) => _id === moveTo && !archivedAt && _id !== from._id);
    if (found) return found;
    const message = "There is no such programme to have instead.";
    throw new AppError("invalid_request", message, { violations: [{ path: "$.moveTo", message }] });
  }

  /** Some of those who have the one by hand have the other instead, each with a record of it. */
  async function movePart(from: ProgrammeDoc, by: Moving, { to, name }: Instead): Promise<number> {
    const { organization, _id } = from;
    const at = ports.now();
    return ports.transact(async (tx) => {
      const people = await ports.holders.some(organization, _id, batch, tx);
      if (people.length === 0) return 0;
      await ports.holders.give(organization, people, to, at, tx);
      const into = new Inserts();
      for (const id of people)
        await ports.audit.append(
          {
            organization,
            at,
            actor: by.by,
            action: "user.setProgramme",
            subject: { kind: "user", id },
            details: { changes: [{ field: "programme", before: from.name, after: name ?? null }] },
          },
          into,
        );
      await Inserts.write([into], tx);
      return people.length;
    });
  }

  return {
    /** @throws AppError `move_not_allowed` for the default one, `in_use` where it is not said what people have instead. */
    async archive(
      admin: Admin,
      programme: ProgrammeDoc,
      moveTo: string | null | undefined,
      programmes: Programmes,
      tx: Tx,
    ): Promise<void> {
      const { organization, _id: id } = programme;
      if (id === organization)
        throw new AppError("move_not_allowed", "Somebody always has the default programme: it stays.");
      const to = targetOf(moveTo, programme, programmes);
      if (moveTo === undefined) {
        const units = await ports.bringing.list(organization, id, tx);
        if (units.length > 0 || (await ports.holders.isHeld(organization, id, tx)))
          throw new AppError("in_use", "People, functions or groups have this programme: say which instead.");
      }
      const at = ports.now();
      const { name, scenarios, everyWeeks } = programme;
      await ports.store.update(
        programme,
        {
          ...{ name, scenarios, everyWeeks, archivedAt: at },
          moving: { ...(to && { to: to._id }), by: admin.actor, since: at },
        },
        tx,
      );
      await ports.store.redirect(organization, id, to?._id, tx);
      await giveUnits(admin, programme, { to: to?._id, name: to?.name }, tx);
      await ports.audit.append(
        {
          organization,
          at,
          actor: admin.actor,
          action: "programme.archive",
          subject: { kind: "programme", id },
          details: { name, ...(moveTo !== undefined && { instead: to?.name ?? "" }) },
        },
        tx,
      );
    },

    /** Gives people what they have instead; answers how many. Cut off anywhere, the next run goes on. */
    async moveOn(stopping: () => boolean): Promise<number> {
      let moved = 0;
      for (const from of await ports.store.moving()) {
        const { organization, moving } = from;
        if (!moving) continue;
        const to = (await ports.store.list(organization)).find(({ _id }) => _id === moving.to);
        const instead = { to: moving.to, name: to?.name };
        if ((await ports.bringing.list(organization, from._id)).length > 0)
          await ports.transact((tx) => giveUnits({ organization, actor: moving.by }, from, instead, tx));
        for (;;) {
          if (stopping()) return moved;
          const count = await movePart(from, moving, instead);
          if (count === 0) break;
          moved += count;
        }
        if (ports.now().getTime() - moving.since.getTime() > lateComers) await ports.store.moved(from);
      }
      return moved;
    },
  };
}
