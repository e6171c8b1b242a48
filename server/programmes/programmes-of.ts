import type { ProgrammeReason } from "../../shared/lifecycle.ts";
import type { BringingKind } from "../../shared/structure.ts";
import type { Tx } from "../db/connect.ts";
import { type Placed, programmeOf } from "../domain/programme-of.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { trainingScenarios } from "../simulations/scenarios/training.ts";
import type { BringingStore } from "../structure/bringing-store.ts";
import type { ProgrammeDoc, ProgrammeStore } from "./programme-store.ts";

interface Ports {
  store: Pick<ProgrammeStore, "list">;
  bringing: Pick<BringingStore, "list">;
}

const usualName = { en: "Standard programme", nl: "Standaardprogramma" } as const;
const allScenarios = trainingScenarios.map(({ key }) => key);

/** What a programme has that says nothing else. */
export const usual = { scenarios: allScenarios, everyWeeks: 2 } as const;
export const isKnown = (key: string): boolean => allScenarios.includes(key);

/** A scenario that a later version of the product leaves out leaves the others. */
function withKnown(programme: ProgrammeDoc): ProgrammeDoc {
  const known = programme.scenarios.filter(isKnown);
  return { ...programme, scenarios: known.length > 0 ? known : allScenarios };
}

/** The programme of a person, and where it comes from. */
export interface PersonsProgramme {
  doc: ProgrammeDoc;
  by: ProgrammeReason;
  /** The function or group that brings it. */
  unit?: { kind: BringingKind; id: string; name: string };
}

/** An organization's programmes, and who has which. */
export interface Programmes {
  /** The default one first, the others by name. */
  all: ProgrammeDoc[];
  of: (person: Placed) => PersonsProgramme;
}
/** The names of those that may be had, by id. */
export const offeredNames = ({ all }: Pick<Programmes, "all">): ReadonlyMap<string, string> =>
  new Map(all.flatMap(({ _id, name, archivedAt }) => (archivedAt ? [] : [[_id, name] as const])));
export type ProgrammesOf = (organization: OrganizationDoc, tx?: Tx) => Promise<Programmes>;

/** Nobody has to set anything: who changed nothing has one programme with all scenarios, about every two weeks. */
export function createProgrammesOf({ store, bringing }: Ports): ProgrammesOf {
  return async ({ _id, defaultLanguage }, tx) => {
    const stored = (await store.list(_id, tx)).map(withKnown);
    const units = await bringing.list(_id, undefined, tx);
    const first = stored.find((programme) => programme._id === _id) ?? {
      _id,
      organization: _id,
      name: usualName[defaultLanguage],
      ...usual,
      scenarios: allScenarios,
      version: 1,
    };
    const all = [first, ...stored.filter((programme) => programme._id !== _id)];
    const byId = new Map(all.map((programme) => [programme._id, programme]));
    const unitById = new Map(units.map((one) => [one.unit._id, one]));
    const map = {
      units: new Map(
        units.flatMap(({ unit: { _id: id, programme, archivedAt } }) =>
          programme === undefined ? [] : [[id, { programme, archived: archivedAt !== undefined }] as const],
        ),
      ),
      offered: new Set(all.filter(({ archivedAt }) => !archivedAt).map((programme) => programme._id)),
      usual: _id,
    };
    return {
      all,
      of(person) {
        const { programme, by, unit } = programmeOf(person, map);
        const bringer = unit === undefined ? undefined : unitById.get(unit);
        return {
          doc: byId.get(programme) ?? first,
          by,
          ...(bringer && { unit: { kind: bringer.kind, id: bringer.unit._id, name: bringer.unit.name } }),
        };
      },
    };
  };
}
