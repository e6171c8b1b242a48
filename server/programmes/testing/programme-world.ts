import { randomUUID } from "node:crypto";
import type { Problem } from "../../../shared/contracts/error.ts";
import type { Programme, Programmes } from "../../../shared/contracts/programme.ts";
import type { Unit } from "../../../shared/contracts/structure.ts";
import type { Person } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import type { Simulation } from "../../simulations/simulation.ts";
import type { TestApp, TestOrganization } from "../../test/test-app.ts";

export const day = 86_400_000;

/** Where a test is: its product, and the organization that it has now. */
interface Here {
  readonly test: TestApp;
  readonly acme: TestOrganization;
}

/** What tests of programmes do: by the API as an owner, and by rounds while the clock moves. */
export function programmeWorld(here: Here) {
  /** A second after what came before. */
  const call = (method: "get" | "post" | "patch", path: string, body?: object) => {
    here.test.clock.advance(1_000);
    const asked = here.test
      .request()
      [method](`/api/v1/${path}`)
      .set({ Authorization: `Bearer ${here.acme.ownerToken}` });
    return body ? asked.send(body) : asked;
  };
  const made = async (fields: object) =>
    (await call("post", "programmes", fields).expect(201)).body as Programme;
  const all = async () => ((await call("get", "programmes?with=users").expect(200)).body as Programmes).items;
  const one = async (id: string) => (await all()).find((programme) => programme.id === id);
  const alter = (id: string, body: object, version?: number) =>
    call("patch", `programmes/${id}`, body).set(version === undefined ? {} : { "If-Match": `"${version}"` });
  const unit = async (kind: "groups" | "functions", programme?: string, name: string = randomUUID()) =>
    ((await call("post", kind, { name, ...(programme && { programme }) }).expect(201)).body as Unit).id;
  const change = async (id: string, body: object) =>
    (await call("patch", `users/${id}`, body).expect(200)).body as User;
  const profile = async (id: string) => (await call("get", `users/${id}/profile`).expect(200)).body as Person;
  const problem = ({ body }: { body: unknown }) => {
    const { code, violations } = body as Problem;
    return [code, violations?.[0]?.path];
  };
  /** Somebody in training, started at this moment. */
  async function trainee(more: object = {}) {
    const at = here.test.clock.now();
    const { _id } = await here.test.deps.users.insert(
      {
        ...{
          organization: here.acme.id,
          email: `${randomUUID()}@${here.acme.domain}`,
          firstName: "",
          lastName: "",
        },
        ...{ stage: "onboarded", startNumber: 1, startedAt: at, ...more },
      },
      at,
    );
    return _id;
  }
  const run = () => here.test.deps.programmeRounds.run();
  const dateOf = async (id: string) => (await here.test.deps.users.get(here.acme.id, id)).nextSimulationAt;
  /** Weeks from now to the person's next simulation, after the rounds. */
  async function weeksTo(id: string): Promise<number> {
    await run();
    return (((await dateOf(id))?.getTime() ?? NaN) - here.test.clock.now().getTime()) / (7 * day);
  }
  const audited = async (subject: string) =>
    (await here.test.deps.audit.about(here.acme.id, subject, 20)).map(({ action, details }) => ({
      action,
      details,
    }));
  /** Time passes as it would have: from due date to due date. */
  async function pass(days: number) {
    const until = here.test.clock.now().getTime() + days * day;
    await run();
    for (;;) {
      const due = await here.test.deps.programmeRounds.nextDue();
      if (!due || due.getTime() > until) break;
      if (due > here.test.clock.now())
        here.test.clock.advance(due.getTime() - here.test.clock.now().getTime());
      await run();
    }
    here.test.clock.advance(until - here.test.clock.now().getTime());
    await run();
  }
  const got = (user: string) =>
    here.test.deps.connection
      .collection<Simulation>("simulations")
      .find({ user, kind: "training" })
      .sort({ createdAt: 1 })
      .toArray();

  return {
    call,
    made,
    all,
    one,
    alter,
    unit,
    change,
    profile,
    problem,
    trainee,
    run,
    dateOf,
    weeksTo,
    audited,
    pass,
    got,
  };
}
