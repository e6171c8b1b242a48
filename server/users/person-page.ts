import type * as z from "zod/mini";
import {
  belongingFields,
  type ListPersonSimulations,
  type Person,
  type PersonSimulation,
  type SimulationResult,
} from "../../shared/contracts/user-person.ts";
import { userActions, type UserAction } from "../../shared/lifecycle.ts";
import { memberField, structureKinds } from "../../shared/structure.ts";
import { may } from "../../shared/permissions.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import { editableFields, mayPlace } from "../domain/person-change.ts";
import { skipOf } from "../domain/user-action.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { programmePart } from "../programmes/persons-programme.ts";
import type { ProgrammesOf } from "../programmes/programmes-of.ts";
import type { Simulation, Simulations, WelcomeState } from "../simulations/simulation.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import { welcomeMail } from "./action-facts.ts";
import { listed } from "./belonging.ts";
import { doersOf } from "./doers.ts";
import type { UserDoc, UserStore } from "./user-store.ts";
import { userView } from "./user-view.ts";

export interface PersonPagePorts {
  users: Pick<UserStore, "get" | "findMany">;
  units: Pick<UnitStore, "some">;
  apiTokens: Pick<ApiTokenStore, "findMany">;
  audit: Pick<AuditStore, "first">;
  simulations: Pick<Simulations, "welcomeState" | "ofUser" | "latestWelcomes">;
  mailsOf: (organization: string, simulations: readonly string[]) => Promise<OutboxMessage[]>;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  programmesOf: ProgrammesOf;
  now: () => Date;
}

export const mostSimulations = 200;
/** Out of which group somebody is taken, and which programme is set, is said where these stand. */
const offered = userActions.filter((action) => action !== "leaveGroup" && action !== "setProgramme");
const additions = ["user.create", "user.join", "organization.create"];

/** What became of a simulation, by itself and by its latest mail. */
export function resultOf(simulation: Simulation, mails: readonly OutboxMessage[]): SimulationResult {
  if (simulation.state === "reported") return "reported";
  if (simulation.state === "superseded") return "over";
  if (mails.some(({ state }) => state === "sent")) return "open";
  const last = mails.at(-1);
  if (last && isInDoubt(last)) return "inDoubt";
  if (last?.state === "refused") return "refused";
  return last?.state === "cancelled" ? "over" : "onItsWay";
}

/** Doubt begins when nobody has the mail in hand any more: before the first byte it is only marked so. */
export const isInDoubt = (mail: OutboxMessage): boolean => mail.state === "inDoubt" && !mail.lease;

/** Mails by the simulation that they belong to, in the order in which they were made. */
export function mailsBySimulation(mails: readonly OutboxMessage[]): Map<string, OutboxMessage[]> {
  const found = new Map<string, OutboxMessage[]>();
  for (const mail of [...mails].sort((a, b) => a.attempt - b.attempt))
    found.set(mail.simulation ?? "", [...(found.get(mail.simulation ?? "") ?? []), mail]);
  return found;
}

export type PersonPage = ReturnType<typeof createPersonPage>;

/** All that admins see of one person. */
export function createPersonPage(ports: PersonPagePorts) {
  async function added({ organization, _id, createdAt }: UserDoc): Promise<z.input<typeof Person>["added"]> {
    const first = await ports.audit.first(organization, _id, additions);
    const at = createdAt.toISOString();
    // A later join of somebody who was on the roster already made nobody.
    if (!first || first.details?.["created"] === false) return { at, way: "unknown" };
    const doer = (await doersOf(ports, organization, [first.actor]))(first.actor);
    return { at, way: first.action === "user.join" ? "joined" : "admin", by: doer };
  }

  async function actionsFor(admin: Admin, user: UserDoc): Promise<z.input<typeof Person>["actions"]> {
    const { role } = admin.user;
    if (!may(role, "people.act")) return [];
    const [latest] = await ports.simulations.latestWelcomes(user.organization, [user._id]);
    const person = { ...user, ...(latest && { welcome: welcomeMail(latest) }) };
    const whyNot = (action: UserAction) =>
      skipOf(person, { action, actor: { id: admin.user._id, role }, chosen: "byName", at: ports.now() });
    return offered.map((action) => {
      const why = whyNot(action);
      return { action, ...(why && { why }) };
    });
  }

  /** What the person belongs to, by name, kind by kind and in the order in which it was given. */
  async function belongingOf(user: UserDoc): Promise<z.input<typeof Person>["belonging"]> {
    const kinds = await Promise.all(
      structureKinds.map(async (kind) => {
        const ids = listed(user[memberField[kind]]);
        const found = ids.length > 0 ? await ports.units.some(kind, user.organization, ids) : [];
        const byId = new Map(found.map((unit) => [unit._id, unit]));
        return ids.flatMap((id) => {
          const unit = byId.get(id);
          return unit ? [{ kind, id, name: unit.name, archived: unit.archivedAt !== undefined }] : [];
        });
      }),
    );
    return kinds.flat();
  }

  async function welcomeOf(user: UserDoc): Promise<WelcomeState | null> {
    const welcome = await ports.simulations.welcomeState(user);
    if (welcome?.state !== "inDoubt") return welcome;
    const { organization, _id } = user;
    const latest = (await ports.simulations.ofUser(organization, _id, mostSimulations)).find(
      ({ kind }) => kind === "welcome",
    );
    const mails = latest ? await ports.mailsOf(organization, [latest._id]) : [];
    return mails.some(isInDoubt) ? welcome : { ...welcome, state: "sending" };
  }

  async function profile(admin: Admin, id: string): Promise<z.input<typeof Person>> {
    const user = await ports.users.get(admin.organization, id);
    const organization = await ports.getOrganization(admin.organization);
    const programmes = await ports.programmesOf(organization);
    const [{ defaultLanguage }, welcome, how, belonging, actions] = await Promise.all([
      ports.getOrganization(admin.organization),
      welcomeOf(user),
      added(user),
      belongingOf(user),
      actionsFor(admin, user),
    ]);
    return {
      user: userView(user, defaultLanguage),
      formerAddresses: user.addresses.filter((address) => address !== user.email),
      ...(user.language && { ownLanguage: user.language }),
      ...programmePart(user, organization, programmes.of(user), ports.now()),
      ...(user.termsAcceptedAt && { termsAcceptedAt: user.termsAcceptedAt.toISOString() }),
      added: how,
      welcome: welcome && {
        state: welcome.state,
        ...(welcome.sentAt && { sentAt: welcome.sentAt.toISOString() }),
      },
      belonging,
      actions,
      editable: [
        ...editableFields(admin.user.role, user),
        ...(mayPlace(admin.user.role, user) ? belongingFields : []),
      ],
    };
  }

  async function simulations(
    organization: string,
    id: string,
  ): Promise<z.input<typeof ListPersonSimulations.response>> {
    await ports.users.get(organization, id);
    const found = await ports.simulations.ofUser(organization, id, mostSimulations);
    const mails = mailsBySimulation(
      await ports.mailsOf(
        organization,
        found.map(({ _id }) => _id),
      ),
    );
    const items = found.map((simulation) => simulationView(simulation, mails.get(simulation._id) ?? []));
    return { items, total: items.length };
  }

  return { profile, simulations };
}

function simulationView(
  simulation: Simulation,
  mails: readonly OutboxMessage[],
): z.input<typeof PersonSimulation> {
  const sentAt = mails.findLast((mail) => mail.sentAt)?.sentAt;
  return {
    id: simulation._id,
    kind: simulation.kind,
    scenario: simulation.scenario.key,
    startNumber: simulation.startNumber,
    result: resultOf(simulation, mails),
    createdAt: simulation.createdAt.toISOString(),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
    ...(simulation.reportedAt && { reportedAt: simulation.reportedAt.toISOString() }),
  };
}
