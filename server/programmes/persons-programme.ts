import type * as z from "zod/mini";
import type { Person } from "../../shared/contracts/user-person.ts";
import { statusOf } from "../domain/lifecycle.ts";
import { expectedAt } from "../domain/programme.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserDoc } from "../users/user-store.ts";
import type { PersonsProgramme } from "./programmes-of.ts";

/** What admins see of a person's programme: which it is, why, and when the next simulation comes. */
export function programmePart(
  user: UserDoc,
  organization: OrganizationDoc,
  { doc, by, unit }: PersonsProgramme,
  now: Date,
): Pick<z.input<typeof Person>, "programme" | "nextSimulationAt"> {
  const next = nextOf(user, organization, doc, now);
  return {
    programme: { id: doc._id, name: doc.name, by, ...(unit && { unit }) },
    ...(next && { nextSimulationAt: next.toISOString() }),
  };
}

function nextOf(
  user: UserDoc,
  organization: OrganizationDoc,
  programme: PersonsProgramme["doc"],
  now: Date,
): Date | null {
  const { _id, stage, startedAt, lastSimulation, nextSimulationAt } = user;
  if (statusOf(user) !== "active" || stage === "notStarted" || !startedAt) return null;
  const course = {
    ...{ user: _id, startedAt },
    ...(lastSimulation && { last: lastSimulation }),
    ...(nextSimulationAt && { due: nextSimulationAt }),
  };
  return expectedAt(course, programme, organization, now);
}
