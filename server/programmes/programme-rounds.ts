import type { Transact, Tx } from "../db/connect.ts";
import { Inserts } from "../db/insert-groups.ts";
import { statusOf } from "../domain/lifecycle.ts";
import { nextStep, skipped } from "../domain/programme.ts";
import { mayReceive } from "../domain/receiving.ts";
import type { RefusedAddresses } from "../mail/refused-addresses.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { Simulations } from "../simulations/simulation.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import type { CourseStore, Planned } from "./course-store.ts";
import type { ProgrammeDoc } from "./programme-store.ts";
import type { ProgrammesOf } from "./programmes-of.ts";

export interface RoundPorts {
  courses: CourseStore;
  programmesOf: ProgrammesOf;
  users: Pick<UserStore, "findMany">;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  refused: Pick<RefusedAddresses, "replyFor">;
  simulations: Pick<Simulations, "enqueueTraining">;
  transact: Transact;
  now: () => Date;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
  /** Takes the dates that do not hold any more. */
  replan: (stopping: () => boolean) => Promise<void>;
}

/** People in one transaction: few enough that it is over long before the database would give it up. */
const batchSize = 250;
const lookAhead = 1_000;

/** Keeps training rolling: gives everybody in training the date of their next simulation, and makes those that are due. */
export function createProgrammeRounds(ports: RoundPorts) {
  /** What becomes of one person now; null where nothing does any more. */
  function decide(
    user: UserDoc,
    programme: ProgrammeDoc,
    organization: OrganizationDoc,
    refused: ReadonlySet<string>,
    at: Date,
  ): Planned | null {
    if (statusOf(user) !== "active" || user.stage === "notStarted" || !user.startedAt) return null;
    // Another worker was first.
    if (user.nextSimulationAt && user.nextSimulationAt > at) return null;
    const { joining } = organization;
    const course = {
      user: user._id,
      startedAt: user.startedAt,
      ...(user.lastSimulation && { last: user.lastSimulation }),
      ...(user.nextSimulationAt && { due: user.nextSimulationAt }),
    };
    const next = nextStep(course, programme, organization, at);
    if (next.step === "wait") return { user: user._id, next: next.until };
    const rules = { domains: organization.domains, allowedAddresses: joining.allowedAddresses };
    const may = mayReceive({ status: "active", email: user.email }, rules, user.email);
    if (refused.has(user.email) || may.verdict !== "send")
      return { user: user._id, next: skipped(user._id, programme, organization, at) };
    return { user: user._id, next: next.then, scenario: next.scenario };
  }

  async function refusedAmong(organization: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const people = await ports.users.findMany(organization, ids);
    const refused = await Promise.all(
      people.map(async ({ email }) =>
        (await ports.refused.replyFor(organization, email)) === null ? [] : email,
      ),
    );
    return new Set(refused.flat());
  }

  /** One transaction for these people of one organization. Answers how many simulations it made. */
  async function batch(id: string, ids: readonly string[], at: Date): Promise<number> {
    const organization = await ports.getOrganization(id);
    const refused = await refusedAmong(id, ids);
    const work = async (tx: Tx) => {
      // With the people and in the same moment: whoever is given another programme meanwhile is planned anew after this.
      const programmes = await ports.programmesOf(organization, tx);
      const users = await ports.users.findMany(id, ids, tx);
      const planned = users.flatMap(
        (user) => decide(user, programmes.of(user).doc, organization, refused, at) ?? [],
      );
      const into = new Inserts();
      let made = 0;
      for (const { user: userId, scenario } of planned) {
        const user = users.find(({ _id }) => _id === userId);
        if (!user?.nextSimulationAt || scenario === undefined) continue;
        const trainee = { ...user, language: user.language ?? organization.defaultLanguage };
        await ports.simulations.enqueueTraining(
          trainee,
          { scenario, dueAt: user.nextSimulationAt },
          at,
          into,
        );
        made += 1;
      }
      await ports.courses.plan(id, planned, at, tx);
      await Inserts.write([into], tx);
      return made;
    };
    return ports.transact(work);
  }

  /** All of these people, a batch of one organization after the other. */
  async function takeOn(
    people: readonly Pick<UserDoc, "_id" | "organization">[],
    stopping: () => boolean,
  ): Promise<number> {
    let made = 0;
    for (const organization of new Set(people.map((person) => person.organization))) {
      const all = people.filter((person) => person.organization === organization).map(({ _id }) => _id);
      for (let from = 0; from < all.length && !stopping(); from += batchSize) {
        const ids = all.slice(from, from + batchSize);
        const more = await batch(organization, ids, ports.now());
        if (more > 0) ports.mailWaits();
        made += more;
      }
    }
    return made;
  }

  return {
    /** Does all that is due now; answers how many simulations it made. Safe beside another worker that does the same. */
    async run(stopping: () => boolean = () => false): Promise<number> {
      let made = 0;
      await ports.replan(stopping);
      for (;;) {
        const [unplanned, due] = await Promise.all([
          ports.courses.unplanned(lookAhead),
          ports.courses.due(ports.now(), lookAhead),
        ]);
        made += await takeOn([...unplanned, ...due], stopping);
        if (stopping() || unplanned.length + due.length < lookAhead) return made;
      }
    },

    nextDue: () => ports.courses.nextDue(),
  };
}
