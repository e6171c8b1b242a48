import type * as z from "zod/mini";
import type { CreateProgramme, Programme, UpdateProgramme } from "../../shared/contracts/programme.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { fold } from "../domain/search-words.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { Archiving } from "./archiving.ts";
import {
  nameTaken,
  type ProgrammeDoc,
  type ProgrammeFields,
  type ProgrammeStore,
} from "./programme-store.ts";
import { isKnown, type ProgrammesOf, usual } from "./programmes-of.ts";
import { type ProgrammeViews, scenariosOffered } from "./programme-view.ts";

export interface ProgrammePorts {
  store: ProgrammeStore;
  programmesOf: ProgrammesOf;
  views: ProgrammeViews;
  archiving: Pick<Archiving, "archive">;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
}

type View = z.input<typeof Programme>;
type New = z.output<typeof CreateProgramme.request>;
type Asked = z.output<typeof UpdateProgramme.request>;

/** @throws AppError `invalid_request`, at a scenario that does not exist. */
function scenariosOf(asked: readonly string[]): string[] {
  const scenarios = [...new Set(asked)];
  const unknown = scenarios.findIndex((key) => !isKnown(key));
  if (unknown < 0) return scenarios;
  throw new AppError("invalid_request", "One of the scenarios does not exist.", {
    violations: [{ path: `$.scenarios[${unknown}]`, message: "There is no such scenario." }],
  });
}

/** @throws AppError `already_exists`: the default one has its name too before it is stored. */
function refuseTaken(name: string, all: readonly ProgrammeDoc[], id?: string): void {
  if (all.some((one) => one._id !== id && fold(one.name) === fold(name))) nameTaken();
}

export type ProgrammeService = ReturnType<typeof createProgrammeService>;

/** An organization's programmes: which training simulations, how often, and for whom. */
export function createProgrammeService(ports: ProgrammePorts) {
  async function one(organization: OrganizationDoc, id: string): Promise<View> {
    const found = (await ports.views(organization)).find((programme) => programme.id === id);
    if (!found) throw new AppError("not_found", "There is no such programme.");
    return found;
  }

  const record = (admin: Admin, action: string, id: string, details: Record<string, unknown>, tx: Tx) =>
    ports.audit.append(
      {
        organization: admin.organization,
        at: ports.now(),
        actor: admin.actor,
        action: `programme.${action}`,
        subject: { kind: "programme", id },
        details,
      },
      tx,
    );

  /** @throws AppError `already_exists`, `invalid_request`. */
  async function create(admin: Admin, asked: New): Promise<View> {
    const organization = await ports.getOrganization(admin.organization);
    const fields = {
      name: asked.name,
      scenarios: scenariosOf(asked.scenarios ?? usual.scenarios),
      everyWeeks: asked.everyWeeks ?? usual.everyWeeks,
    };
    const made = await ports.transact(async (tx) => {
      refuseTaken(asked.name, (await ports.programmesOf(organization, tx)).all);
      const programme = await ports.store.create(organization._id, fields, tx);
      await record(admin, "create", programme._id, fields, tx);
      return programme;
    });
    return one(organization, made._id);
  }

  /** Name, scenarios and rhythm. Null where they are so already. */
  async function alter(
    admin: Admin,
    before: ProgrammeDoc,
    asked: Asked,
    tx: Tx,
  ): Promise<ProgrammeDoc | null> {
    const fields: ProgrammeFields = {
      name: asked.name ?? before.name,
      scenarios: asked.scenarios ? scenariosOf(asked.scenarios) : before.scenarios,
      everyWeeks: asked.everyWeeks ?? before.everyWeeks,
    };
    const back = asked.archived === false && before.archivedAt !== undefined;
    const changed = (["name", "scenarios", "everyWeeks"] as const).filter(
      (field) => JSON.stringify(fields[field]) !== JSON.stringify(before[field]),
    );
    if (changed.length === 0 && !back) return null;
    const written = await ports.store.update(
      before,
      {
        ...fields,
        ...(changed.includes("everyWeeks") && { replanSince: ports.now() }),
        ...(back && { archivedAt: undefined, moving: undefined }),
      },
      tx,
    );
    const changes = changed.map((field) => ({ field, before: before[field], after: fields[field] }));
    const offered = back ? [{ field: "archived", before: true, after: false }] : [];
    await record(admin, "change", before._id, { changes: [...changes, ...offered] }, tx);
    return written;
  }

  /** Changes a programme; a stale `seen` version is refused with the programme as it is. */
  async function update(admin: Admin, id: string, asked: Asked, seen?: number): Promise<View> {
    const organization = await ports.getOrganization(admin.organization);
    try {
      await ports.transact(async (tx) => {
        const programmes = await ports.programmesOf(organization, tx);
        const before = programmes.all.find((programme) => programme._id === id);
        if (!before) throw new AppError("not_found", "There is no such programme.");
        if (seen !== undefined && seen !== before.version)
          throw new AppError("version_conflict", "Somebody else changed this programme meanwhile.");
        if (asked.name !== undefined) refuseTaken(asked.name, programmes.all, id);
        const altered = (await alter(admin, before, asked, tx)) ?? before;
        if (asked.archived === true && !before.archivedAt)
          await ports.archiving.archive(admin, altered, asked.moveTo, programmes, tx);
      });
    } catch (error) {
      if (!(error instanceof AppError && error.code === "version_conflict")) throw error;
      throw new AppError(error.code, "Somebody else changed this programme meanwhile.", {
        current: await one(organization, id),
      });
    }
    return one(organization, id);
  }

  return {
    create,
    update,
    async list(organization: string, { counted }: { counted: boolean }) {
      const items = await ports.views(await ports.getOrganization(organization), counted);
      return { items, total: items.length, scenarios: scenariosOffered() };
    },
  };
}
