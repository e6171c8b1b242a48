import type mongoose from "mongoose";
import type { Deps } from "../server/deps.ts";
import type { OrganizationDoc } from "../server/organization/organization-store.ts";
import type { UserDoc } from "../server/users/user-store.ts";
import { userView } from "../server/users/user-view.ts";
import type { MovableClock } from "./clock.ts";
import { firstOwner, firstTenantId, readyPeople, securityMailbox } from "./constants.ts";
import { type PartPorts, partsNow } from "./parts.ts";

export interface StatePorts extends PartPorts {
  db: mongoose.mongo.Db;
  clock: MovableClock;
  resettable: boolean;
  urls: { http: string; https: string };
}

const steps = ["join", "press", "catch", "see"] as const;
type Note = { _id: string; at: Date };

/** The four steps of the story: what is done, and whose turn it is. */
export function storySteps(doneAt: Partial<Record<(typeof steps)[number], Date | true>>) {
  let current = true;
  return steps.map((key) => {
    const at = doneAt[key];
    if (at) return { key, state: "done" as const, ...(at !== true && { doneAt: at.toISOString() }) };
    const state = current ? ("current" as const) : ("next" as const);
    current = false;
    return { key, state };
  });
}

async function peopleOf(deps: Deps, organization: OrganizationDoc) {
  const shown = readyPeople.filter(({ email }) => email !== securityMailbox);
  return Promise.all(
    shown.map(async ({ email, name, what }) => {
      const user = await deps.users.findPerson(organization._id, undefined, email);
      const view = user && userView(user, organization.defaultLanguage);
      return {
        user,
        person: {
          ...{ email, name, what, shown: view?.shown ?? ("notStarted" as const) },
          ...(view?.role && { role: view.role }),
          portal: Boolean(view?.role),
        },
      };
    }),
  );
}

/** The story follows whoever got furthest of those who are not the owner. */
function furthest(users: (UserDoc | null)[]): UserDoc | undefined {
  const others = users.filter((user): user is UserDoc => user !== null && user.email !== firstOwner);
  return others.find((user) => user.onboardedAt) ?? others.find((user) => user.startedAt);
}

/** Everything the start page shows. */
export async function sandboxState(ports: StatePorts, overTls: boolean) {
  const { deps, db, clock } = ports;
  const organization = await deps.organizations.findByTenant(firstTenantId);
  if (!organization) throw new Error("The first organization is not there.");
  const { _id: id, name, slug, joining } = organization;
  const people = await peopleOf(deps, organization);
  const hero = furthest(people.map(({ user }) => user));
  const [seen, users, mails, parts] = await Promise.all([
    db.collection<Note>("notes").findOne({ _id: "seen" }),
    deps.connection.collection("users").countDocuments({}),
    ports.mailboxes.count(),
    partsNow(ports, overTls),
  ]);
  return {
    sandbox: true,
    urls: ports.urls,
    organization: { id, name, slug, domain: organization.domains[0]?.name ?? "" },
    steps: storySteps({
      join: joining.anyoneCanJoin ? (joining.changedAt ?? true) : hero ? true : undefined,
      press: hero?.startedAt,
      catch: hero?.onboardedAt,
      see: hero?.onboardedAt && seen ? seen.at : undefined,
    }),
    people: people.map(({ person }) => person),
    clock: { now: clock.now().toISOString(), offsetMs: clock.offsetMs() },
    parts,
    resettable: ports.resettable,
    counts: { people: users, mails },
  };
}

/** Notes that an admin's browser read the list of people while somebody of the story was onboarded: the last step. */
export async function notePeopleSeen({ deps, db, clock }: StatePorts): Promise<boolean> {
  const notes = db.collection<Note>("notes");
  if (await notes.findOne({ _id: "seen" })) return false;
  const organization = await deps.organizations.findByTenant(firstTenantId);
  const people = organization ? await peopleOf(deps, organization) : [];
  if (!furthest(people.map(({ user }) => user))?.onboardedAt) return false;
  await notes.updateOne({ _id: "seen" }, { $setOnInsert: { at: clock.now() } }, { upsert: true });
  return true;
}
