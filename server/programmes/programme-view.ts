import type * as z from "zod/mini";
import type { Programme, ScenarioOffered } from "../../shared/contracts/programme.ts";
import { languages } from "../../shared/lifecycle.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { trainingScenarios } from "../simulations/scenarios/training.ts";
import type { Bringing, BringingStore } from "../structure/bringing-store.ts";
import type { HolderStore } from "./holder-store.ts";
import type { ProgrammeDoc } from "./programme-store.ts";
import type { ProgrammesOf } from "./programmes-of.ts";

interface ViewPorts {
  programmesOf: ProgrammesOf;
  bringing: Pick<BringingStore, "list">;
  holders: Pick<HolderStore, "countAlike">;
}
type View = z.input<typeof Programme>;

/** What admins see of a programme. */
function view(
  programme: ProgrammeDoc,
  { users, byHand }: { users: number; byHand: number },
  units: readonly Bringing[],
): View {
  return {
    id: programme._id,
    name: programme.name,
    isDefault: programme._id === programme.organization,
    scenarios: programme.scenarios,
    everyWeeks: programme.everyWeeks,
    users,
    byHand,
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

/** All programmes of an organization, with how many people have each. */
export function createProgrammeViews(ports: ViewPorts) {
  return async (organization: OrganizationDoc): Promise<View[]> => {
    const [programmes, units] = await Promise.all([
      ports.programmesOf(organization),
      ports.bringing.list(organization._id),
    ]);
    const idsOf = (kind: Bringing["kind"]) =>
      units.filter((one) => one.kind === kind && !one.unit.archivedAt).map(({ unit }) => unit._id);
    const alike = await ports.holders.countAlike(organization._id, {
      groups: idsOf("groups"),
      functions: idsOf("functions"),
    });
    return programmes.all.map((programme) => {
      const count = (some: typeof alike) => some.reduce((sum, one) => sum + one.count, 0);
      const users = count(alike.filter(({ person }) => programmes.of(person).doc._id === programme._id));
      const byHand = count(alike.filter(({ person }) => person.programme === programme._id));
      return view(programme, { users, byHand }, units);
    });
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
