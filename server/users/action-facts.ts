import { mayGiveNothing, targetField } from "../../shared/contracts/user-action.ts";
import type { UserAction } from "../../shared/lifecycle.ts";
import type { Tx } from "../db/connect.ts";
import type { ActionBy, WelcomeMail } from "../domain/user-action.ts";
import { AppError } from "../errors.ts";
import type { LatestWelcome, Simulations } from "../simulations/simulation.ts";
import type { UnitStore } from "../structure/unit-store.ts";

export interface ActionFactPorts {
  units: Pick<UnitStore, "known">;
  /** The names of an organization's programmes that may be had, by id. */
  programmeNames: (organization: string, tx?: Tx) => Promise<ReadonlyMap<string, string>>;
  simulations: Pick<Simulations, "latestWelcomes">;
}

/** What an action asks beside the people themselves. */
export interface ActionFacts {
  targetGone: boolean;
  /** Names of programmes; asked by `setProgramme` alone. */
  programmes: ReadonlyMap<string, string>;
  /** By person; asked by `resendWelcome` alone. */
  welcomes: ReadonlyMap<string, LatestWelcome>;
}

/** What an order says beside the action and the people: what is given or taken. */
export interface Targets {
  group?: string | undefined;
  programme?: string | undefined;
}

/** Doubt begins when nobody has the mail in hand any more: before the first byte it is only marked so. */
export const welcomeMail = ({ simulation, last }: LatestWelcome): WelcomeMail => ({
  open: simulation.state === "open",
  state: last.state === "inDoubt" && last.lease ? "sending" : last.state,
  createdAt: last.createdAt,
});

/** Looks up what an action asks beside the people themselves. */
export function createActionFacts({ units, programmeNames, simulations }: ActionFactPorts) {
  /** Nobody is given what is not offered; what somebody has can be taken whatever became of it. */
  const isGone = async (
    organization: string,
    { action, target }: Pick<ActionBy, "action" | "target">,
    tx?: Tx,
  ) => {
    if (target === undefined) return false;
    if (action === "setProgramme") return !(await programmeNames(organization, tx)).has(target);
    return action === "assignGroup" && (await units.known("groups", organization, [target], tx)).length === 0;
  };

  return {
    async of(organization: string, ids: readonly string[], by: ActionBy, tx?: Tx): Promise<ActionFacts> {
      const targetGone = await isGone(organization, by, tx);
      const programmes =
        by.action === "setProgramme" ? await programmeNames(organization, tx) : new Map<string, string>();
      const found =
        by.action === "resendWelcome" ? await simulations.latestWelcomes(organization, ids, tx) : [];
      return {
        targetGone,
        programmes,
        welcomes: new Map(found.map((welcome) => [welcome.simulation.user, welcome])),
      };
    },

    /**
     * The id of what the action gives or takes.
     * @throws AppError `invalid_request` where it is missing, not offered, or meant for another action.
     */
    async target(organization: string, action: UserAction, targets: Targets): Promise<string | undefined> {
      const field = targetField[action];
      const wrong = (path: string, message: string) =>
        new AppError("invalid_request", message, { violations: [{ path: `$.${path}`, message }] });
      const other = Object.entries(targets).find(([name, value]) => name !== field && value !== undefined);
      if (other) throw wrong(other[0], `"${action}" takes no ${other[0]}.`);
      if (!field) return undefined;
      const target = targets[field];
      if (target === undefined && mayGiveNothing.includes(action)) return undefined;
      if (target === undefined) throw wrong(field, `"${action}" needs a ${field}.`);
      if (await isGone(organization, { action, target }))
        throw wrong(field, `There is no ${field} ${target} to choose.`);
      return target;
    },
  };
}
