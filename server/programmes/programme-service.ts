import type * as z from "zod/mini";
import type { Programme, ScenarioOffered, UpdateProgramme } from "../../shared/contracts/programme.ts";
import { languages } from "../../shared/lifecycle.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { trainingScenarios } from "../simulations/scenarios/training.ts";
import type { ProgrammeDoc, ProgrammeFields, ProgrammeStore } from "./programme-store.ts";

export interface ProgrammePorts {
  store: ProgrammeStore;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
}

type Asked = z.output<typeof UpdateProgramme.request>;

const usualName = { en: "Standard programme", nl: "Standaardprogramma" } as const;
const usualWeeks = 2;
const isKnown = (key: string) => trainingScenarios.some((scenario) => scenario.key === key);

const view = (programme: ProgrammeDoc): z.input<typeof Programme> => ({
  id: programme._id,
  name: programme.name,
  isDefault: programme._id === programme.organization,
  scenarios: programme.scenarios,
  everyWeeks: programme.everyWeeks,
  version: programme.version,
});

const scenariosOffered = (): z.input<typeof ScenarioOffered>[] =>
  trainingScenarios.map(({ key, difficulty, render }) => ({
    key,
    difficulty,
    contents: languages.map((language) => {
      const { fromName, subject } = render(language, { link: "https://training.example/learn" });
      return { language, senderName: fromName, subject };
    }),
  }));

export type ProgrammeService = ReturnType<typeof createProgrammeService>;

/** The organization's programme: which training simulations, how often. */
export function createProgrammeService(ports: ProgrammePorts) {
  /** Nobody has to set anything: who changed nothing has all scenarios, about every two weeks. */
  async function programmeOf({ _id, defaultLanguage }: OrganizationDoc): Promise<ProgrammeDoc> {
    const stored = await ports.store.findDefault(_id);
    const all = trainingScenarios.map(({ key }) => key);
    if (!stored)
      return {
        _id,
        organization: _id,
        name: usualName[defaultLanguage],
        scenarios: all,
        everyWeeks: usualWeeks,
        version: 1,
      };
    // A scenario that a later version of the product leaves out leaves the others.
    const known = stored.scenarios.filter(isKnown);
    return { ...stored, scenarios: known.length > 0 ? known : all };
  }

  function fieldsAfter(before: ProgrammeDoc, asked: Asked): ProgrammeFields {
    const scenarios = [...new Set(asked.scenarios ?? before.scenarios)];
    const unknown = scenarios.findIndex((key) => !isKnown(key));
    if (unknown >= 0)
      throw new AppError("invalid_request", "One of the scenarios does not exist.", {
        violations: [{ path: `$.scenarios[${unknown}]`, message: "There is no such scenario." }],
      });
    return {
      name: asked.name ?? before.name,
      scenarios,
      everyWeeks: asked.everyWeeks ?? before.everyWeeks,
    };
  }

  /** Changes the programme; a stale `seen` version is refused with the programme as it is. */
  async function update(admin: Admin, id: string, asked: Asked, seen?: number) {
    const organization = await ports.getOrganization(admin.organization);
    if (id !== organization._id) throw new AppError("not_found", "There is no such programme.");
    const before = await programmeOf(organization);
    const conflict = (current: ProgrammeDoc) =>
      new AppError("version_conflict", "Somebody else changed this programme meanwhile.", {
        current: view(current),
      });
    if (seen !== undefined && seen !== before.version) throw conflict(before);
    const fields = fieldsAfter(before, asked);
    const changed = (["name", "scenarios", "everyWeeks"] as const).filter(
      (field) => JSON.stringify(fields[field]) !== JSON.stringify(before[field]),
    );
    if (changed.length === 0) return view(before);
    const at = ports.now();
    try {
      const after = await ports.transact(async (tx) => {
        const written = await ports.store.update(
          before,
          { ...fields, ...(changed.includes("everyWeeks") && { replanSince: at }) },
          tx,
        );
        await ports.audit.append(
          {
            organization: admin.organization,
            at,
            actor: admin.actor,
            action: "programme.change",
            subject: { kind: "programme", id },
            details: {
              changes: changed.map((field) => ({ field, before: before[field], after: fields[field] })),
            },
          },
          tx,
        );
        return written;
      });
      return view(after);
    } catch (error) {
      if (error instanceof AppError && error.code === "version_conflict")
        throw conflict(await programmeOf(organization));
      throw error;
    }
  }

  return {
    programmeOf,
    update,
    async list(organization: string) {
      const items = [view(await programmeOf(await ports.getOrganization(organization)))];
      return { items, total: items.length, scenarios: scenariosOffered() };
    },
  };
}
