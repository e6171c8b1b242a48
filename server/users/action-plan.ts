import type { SkipCode } from "../../shared/lifecycle.ts";
import { skipOf, type ActionBy } from "../domain/user-action.ts";
import type { Simulations } from "../simulations/simulation.ts";
import { welcomeMail } from "./action-facts.ts";
import { reasonsOf } from "./skip-reasons.ts";
import type { UserFilter, UserStore } from "./user-store.ts";

interface ActionPlanPorts {
  users: Pick<UserStore, "countAlike" | "idsInGroups">;
  simulations: Pick<Simulations, "latestWelcomes">;
}

/** People whose mails are looked up together. */
const groupSize = 1_000;
/** A mail that another copy may follow. */
const fine = { open: true, state: "sent", createdAt: new Date(0) } as const;

/** What would become of all whom a filter finds, however many: nobody is read who can be counted. */
export const createActionPlan =
  ({ users, simulations }: ActionPlanPorts) =>
  async (organization: string, filter: UserFilter, by: ActionBy) => {
    const reasons: Partial<Record<SkipCode, number>> = {};
    let changed = 0;
    const add = (code: SkipCode | null, count: number) => {
      if (code) reasons[code] = (reasons[code] ?? 0) + count;
      else changed += count;
    };
    const alike = await users.countAlike(organization, filter, {
      self: by.actor.id,
      target: by.target,
      at: by.at,
    });
    const resends = by.action === "resendWelcome";
    let toAsk = 0;
    for (const { person, count } of alike) {
      const code = skipOf(resends ? { ...person, welcome: fine } : person, by);
      if (resends && !code) toAsk += count;
      else add(code, count);
    }
    // Where their Welcome mails are stands with the mails.
    const waiting = { ...filter, stage: "started", status: "active" } as const;
    if (toAsk > 0)
      for await (const ids of users.idsInGroups(organization, waiting, groupSize)) {
        const found = await simulations.latestWelcomes(organization, ids);
        const mails = new Map(found.map((welcome) => [welcome.simulation.user, welcomeMail(welcome)]));
        for (const _id of ids) {
          const welcome = mails.get(_id);
          add(skipOf({ _id, stage: "started", active: true, ...(welcome && { welcome }) }, by), 1);
        }
      }
    return { changed, skipped: [], reasons: reasonsOf(reasons) };
  };
