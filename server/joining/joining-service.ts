import { setTimeout as sleep } from "node:timers/promises";
import type { Me } from "../../shared/contracts/me.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Employee } from "../auth/caller.ts";
import { isDuplicateKey, type Transact, type Tx } from "../db/connect.ts";
import type { InsertTogether, Into } from "../db/insert-groups.ts";
import { canonicalAddress } from "../domain/address.ts";
import { isOpen, joiningRefusal } from "../domain/joining.ts";
import { move, statusOf, type Standing } from "../domain/lifecycle.ts";
import { personName } from "../domain/person-name.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { Simulations, WelcomeState } from "../simulations/simulation.ts";
import type { Start, UserDoc, UserStore } from "../users/user-store.ts";
import { ownView } from "../users/user-view.ts";

export interface JoiningPorts {
  users: UserStore;
  audit: AuditStore;
  transact: Transact;
  insertTogether: InsertTogether;
  now: () => Date;
  random: () => number;
  simulations: Pick<
    Simulations,
    "enqueueWelcome" | "enqueueFirstWelcome" | "welcomeState" | "requestWelcomeCopy"
  >;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
}

export type JoiningService = ReturnType<typeof createJoiningService>;

interface Joined {
  user: UserDoc;
  started: boolean;
}

/** Who wants to join: by the button, known by the directory; or by the link in a mail, known by the address alone. */
interface Joiner {
  organization: OrganizationDoc;
  /** Canonical; null when what the directory gave is no address we can use. */
  address: string | null;
  directory?: string;
  name: { firstName: string; lastName: string };
  language: Language | undefined;
  /** They have said yes to the organization's terms, where it has any. */
  acceptsTerms?: true;
}

const mostTries = 8;
const newcomer: Standing = { stage: "notStarted", status: "active" };

/** Joining, by the button or by the link in a mail: one press, one user, one Welcome simulation, however often and wherever. */
export function createJoiningService(ports: JoiningPorts) {
  const addressOf = (employee: Employee): string | null => {
    try {
      return canonicalAddress(employee.address);
    } catch {
      return null;
    }
  };

  /** Where the caller stands and what they may do next; writes nothing. */
  async function me(employee: Employee, user: UserDoc | null, known?: WelcomeState): Promise<Me> {
    const organization = employee.organizationDoc;
    const at = ports.now();
    const standing = user && { stage: user.stage, status: statusOf(user) };
    const refusal = joiningRefusal(organization.joining, addressOf(employee), standing, at);
    const inTraining = standing !== null && standing.stage !== "notStarted";
    const welcome = known ?? (user && inTraining ? await ports.simulations.welcomeState(user) : null);
    const copyDue = welcome?.nextCopyAt !== undefined && welcome.nextCopyAt <= at;
    return {
      organization: { name: organization.name, languages: organization.languages },
      joining: {
        open: isOpen(organization.joining, at),
        ...(refusal && { reason: refusal }),
        ...(organization.joining.contact && { contact: organization.joining.contact }),
      },
      user: user && ownView(user, organization.defaultLanguage),
      welcome: welcome && {
        state: welcome.state,
        ...(welcome.sentAt && { sentAt: welcome.sentAt.toISOString() }),
        ...(welcome.nextCopyAt && { nextCopyAt: welcome.nextCopyAt.toISOString() }),
      },
      allowed: [
        ...(refusal === null && !inTraining ? ["join" as const] : []),
        "report",
        ...(standing?.status === "active" && standing.stage === "started" && copyDue
          ? ["welcomeCopy" as const]
          : []),
      ],
    };
  }

  /** The button was opened: kept once for each person who is not started. The answer never waits for it in vain. */
  async function seen(user: UserDoc | null): Promise<void> {
    if (user?.stage !== "notStarted" || user.seenAt || user.removedAt) return;
    await ports.users.markSeen(user.organization, user._id, ports.now()).catch(() => undefined);
  }

  /** Runs again when somebody else was first: then the person is there, and the same press finds them. */
  async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await work();
      } catch (error) {
        const lostRace =
          isDuplicateKey(error) || (error instanceof AppError && error.code === "version_conflict");
        if (!lostRace || tried === mostTries) throw error;
        await sleep(ports.random() * 20 * tried);
      }
    }
  }

  async function join(employee: Employee, language: Language | undefined): Promise<Me> {
    const joiner: Joiner = {
      organization: employee.organizationDoc,
      address: addressOf(employee),
      directory: employee.directory,
      name: personName(employee.name, employee),
      language,
    };
    let tries = 0;
    const { user, started } = await untilSettled(async () => {
      tries += 1;
      const { organization, directory } = employee;
      // The first try trusts what the sign-in has just read: unique indexes and the version say when that is not so any more.
      const known =
        tries === 1
          ? employee.user
          : await ports.users.findPerson(organization, directory, joiner.address ?? "");
      return known ? joinKnown(joiner, known) : joinNew(joiner);
    });
    if (!started) return me(employee, user);
    ports.mailWaits();
    return me(employee, user, { state: "queued" });
  }

  /**
   * Joining by the link in a mail to this address. `use` writes, in the same transaction, that the link is used; where it
   * answers that somebody was first, nothing else is written.
   * @throws AppError with the refusal.
   */
  async function joinByLink(
    how: Pick<Joiner, "organization" | "language" | "acceptsTerms"> & { address: string },
    use: (at: Date, tx: Tx) => Promise<boolean>,
  ): Promise<void> {
    const { organization, address, acceptsTerms } = how;
    const joiner = { ...how, name: { firstName: "", lastName: "" } };
    const started = await untilSettled(async () => {
      const at = ports.now();
      const known = await ports.users.findPerson(organization._id, undefined, address);
      const start = startOf(joiner, known, at);
      if (!start) return false;
      return ports.transact(async (tx) => {
        if (!(await use(at, tx))) return false;
        const written = { ...start, ...(acceptsTerms && { termsAcceptedAt: at }) };
        const user = known
          ? await ports.users.update(known, { ...written, ...missingOf(joiner, known) }, at, tx)
          : await ports.users.insert({ ...newUser(joiner, address), ...written }, at, tx);
        await ports.simulations.enqueueWelcome(traineeOf(user, joiner), "self", at, tx);
        await recordJoin(user, { created: !known, by: "link" }, at, tx);
        return true;
      });
    });
    if (started) ports.mailWaits();
  }

  /** What a join needs; null when the person is in training already. @throws AppError with the refusal. */
  function startOf({ organization, address }: Joiner, known: UserDoc | null, at: Date): Start | null {
    const standing = known && { stage: known.stage, status: statusOf(known) };
    const refusal = joiningRefusal(organization.joining, address, standing, at);
    if (refusal) throw new AppError(refusal, refusalText(refusal, organization));
    const { stage = "notStarted", already } = move(standing ?? newcomer, "join");
    if (known && already) return null;
    return { stage, startMethod: "self", startNumber: (known?.startNumber ?? 0) + 1, startedAt: at };
  }

  const traineeOf = (user: UserDoc, { organization }: Joiner) => ({
    ...user,
    language: user.language ?? organization.defaultLanguage,
  });

  /** What the roster did not know; what it knows stays. */
  const missingOf = ({ directory, language }: Joiner, known: UserDoc) => ({
    ...(known.directory === undefined && directory && { directory }),
    ...(known.language === undefined && language && { language }),
  });

  const recordJoin = (
    user: UserDoc,
    how: { created: boolean; by?: "link" },
    at: Date,
    into: Into,
  ): Promise<unknown> =>
    ports.audit.append(
      {
        organization: user.organization,
        at,
        actor: { kind: "self", id: user._id },
        action: "user.join",
        subject: { kind: "user", id: user._id },
        details: { ...how, startNumber: user.startNumber },
      },
      into,
    );

  /** Somebody whom the roster does not know: nothing is there yet, so user, simulation, mail and record only go in. */
  async function joinNew(joiner: Joiner): Promise<Joined> {
    const at = ports.now();
    const start = startOf(joiner, null, at);
    const { address } = joiner;
    if (!start || address === null) throw new Error("A newcomer is never in training already.");
    const user = await ports.insertTogether(async (into) => {
      const made = await ports.users.insert({ ...newUser(joiner, address), ...start }, at, into);
      await ports.simulations.enqueueFirstWelcome(traineeOf(made, joiner), "self", at, into);
      await recordJoin(made, { created: true }, at, into);
      return made;
    });
    return { user, started: true };
  }

  async function joinKnown(joiner: Joiner, known: UserDoc): Promise<Joined> {
    const at = ports.now();
    const start = startOf(joiner, known, at);
    if (!start) return { user: known, started: false };
    const user = await ports.transact(async (tx) => {
      const started = await ports.users.update(known, { ...start, ...missingOf(joiner, known) }, at, tx);
      await ports.simulations.enqueueWelcome(traineeOf(started, joiner), "self", at, tx);
      await recordJoin(started, { created: false }, at, tx);
      return started;
    });
    return { user, started: true };
  }

  /** Another copy of the same Welcome simulation, because the person asks for it; once a day at most. */
  async function welcomeCopy(employee: Employee): Promise<Me> {
    const user = employee.user;
    if (!user)
      throw new AppError("move_not_allowed", "You are not in training, so there is no Welcome mail yet.");
    await untilSettled(() =>
      ports.transact((tx) => ports.simulations.requestWelcomeCopy(user, ports.now(), tx)),
    );
    ports.mailWaits();
    return me(employee, user);
  }

  return { me, seen, join, joinByLink, welcomeCopy };
}

function newUser({ organization, directory, name, language }: Joiner, email: string) {
  return {
    organization: organization._id,
    email,
    ...(directory && { directory }),
    ...name,
    ...(language && { language }),
  };
}

function refusalText(code: string, organization: OrganizationDoc): string {
  const ask = organization.joining.contact ? ` You can ask ${organization.joining.contact}.` : "";
  if (code === "joining_closed") return `Joining is closed for now.${ask}`;
  if (code === "address_not_allowed") return `Your address is not in a domain that may join.${ask}`;
  if (code === "address_unusable") return `Your directory gives no e-mail address that can be used.${ask}`;
  return `Your account is not active here.${ask}`;
}
