import type * as z from "zod/mini";
import type { Programme, ScenarioOffered } from "../../shared/contracts/programme.ts";
import { languages } from "../../shared/lifecycle.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { trainingScenarios } from "../simulations/scenarios/training.ts";
import type { Bringing, BringingStore } from "../structure/bringing-store.ts";
import type { HolderStore } from "./holder-store.ts";
import type { ProgrammeDoc } from "./programme-store.ts";
import type { Programmes, ProgrammesOf } from "./programmes-of.ts";

interface ViewPorts {
  programmesOf: ProgrammesOf;
  bringing: Pick<BringingStore, "list">;
  holders: Pick<HolderStore, "countAlike" | "countByHand">;
}
type View = z.input<typeof Programme>;

/** What admins see of a programme. */
function view(
  programme: ProgrammeDoc,
  byHand: number,
  users: number | undefined,
  units: readonly Bringing[],
): View {
  return {
    id: programme._id,
    name: programme.name,
    isDefault: programme._id === programme.organization,
    scenarios: programme.scenarios,
    everyWeeks: programme.everyWeeks,
    byHand,
    ...(users !== undefined && { users }),
    broughtBy: units
      .filter(({ unit }) => unit.programme === programme._id)
      .map(({ kind, unit }) => ({
        kind,
        id: unit._id,
        name: unit.name,
        archived: unit.archivedAt !== undefined,
      })),
    archived: programme.archivedAt !== undefined,
    ...(programme.moving && byHand > 0 && { moving: true }),
    version: programme.version,
  };
}

export type ProgrammeViews = ReturnType<typeof createProgrammeViews>;

/** All programmes of an organization; `counted` also says how many people have each, for which all of them are looked at. */
export function createProgrammeViews(ports: ViewPorts) {
  async function countUsers(id: string, programmes: Programmes, units: readonly Bringing[]) {
    const idsOf = (kind: Bringing["kind"]) =>
      units.filter((one) => one.kind === kind && !one.unit.archivedAt).map(({ unit }) => unit._id);
    const among = { groups: idsOf("groups"), functions: idsOf("functions") };
    const counts = new Map<string, number>();
    for (const { person, count } of await ports.holders.countAlike(id, among)) {
      const { _id } = programmes.of(person).doc;
      counts.set(_id, (counts.get(_id) ?? 0) + count);
    }
    return counts;
  }

  return async (organization: OrganizationDoc, counted = false): Promise<View[]> => {
    const { _id } = organization;
    const [programmes, units, byHand] = await Promise.all([
      ports.programmesOf(organization),
      ports.bringing.list(_id),
      ports.holders.countByHand(_id),
    ]);
    const users = counted ? await countUsers(_id, programmes, units) : undefined;
    return programmes.all.map((programme) =>
      view(programme, byHand.get(programme._id) ?? 0, users && (users.get(programme._id) ?? 0), units),
    );
  };
}

/** Scenarios that a programme may have, as its form shows them. */
export const scenariosOffered = (): z.input<typeof ScenarioOffered>[] =>
  trainingScenarios.map(({ key, difficulty, render }) => ({
    key,
    difficulty,
    contents: languages.map((language) => {
      const { fromName, subject } = render(language, { link: "https://training.example/learn" });
      return { language, senderName: fromName, subject };
    }),
  }));
