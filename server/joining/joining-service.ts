import { setTimeout as sleep } from "node:timers/promises";
import type { Me } from "../../shared/contracts/me.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Employee } from "../auth/caller.ts";
import { isDuplicateKey, type Transact, type Tx } from "../db/connect.ts";
import { canonicalAddress } from "../domain/address.ts";
import { isOpen, joiningRefusal } from "../domain/joining.ts";
import { move, statusOf } from "../domain/lifecycle.ts";
import { personName } from "../domain/person-name.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { Simulations } from "../simulations/simulation.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import { userView } from "../users/user-view.ts";

export interface JoiningPorts {
  users: UserStore;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  random: () => number;
  simulations: Pick<Simulations, "enqueueWelcome" | "welcomeState" | "requestWelcomeCopy">;
  /** The user's language, else the organization's. */
  languageOf: (user: UserDoc) => Promise<Language>;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
}

export type JoiningService = ReturnType<typeof createJoiningService>;

const mostTries = 8;

/** Joining by the button: one press, one user, one Welcome simulation, however often and wherever it is pressed. */
export function createJoiningService(ports: JoiningPorts) {
  const addressOf = (employee: Employee): string | null => {
    try {
      return canonicalAddress(employee.address);
    } catch {
      return null;
    }
  };

  /** Where the caller stands and what they may do next; writes nothing. */
  async function me(employee: Employee, user: UserDoc | null): Promise<Me> {
    const organization = employee.organizationDoc;
    const at = ports.now();
    const standing = user && { stage: user.stage, status: statusOf(user) };
    const refusal = joiningRefusal(organization.joining, addressOf(employee), standing, at);
    const inTraining = standing !== null && standing.stage !== "notStarted";
    const welcome = user && inTraining ? await ports.simulations.welcomeState(user) : null;
    const copyDue = welcome?.nextCopyAt !== undefined && welcome.nextCopyAt <= at;
    return {
      organization: { name: organization.name, languages: organization.languages },
      joining: {
        open: isOpen(organization.joining, at),
        ...(refusal && { reason: refusal }),
        ...(organization.joining.contact && { contact: organization.joining.contact }),
      },
      user: user && userView(user, organization.defaultLanguage),
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
    const user = await untilSettled(() => ports.transact((tx) => joinOnce(employee, language, tx)));
    ports.mailWaits();
    return me(employee, user);
  }

  async function joinOnce(employee: Employee, language: Language | undefined, tx: Tx): Promise<UserDoc> {
    const { organization, organizationDoc, directory } = employee;
    const at = ports.now();
    const address = addressOf(employee);
    const known = await ports.users.findPerson(organization, directory, address ?? "", tx);
    const standing = known && { stage: known.stage, status: statusOf(known) };
    const refusal = joiningRefusal(organizationDoc.joining, address, standing, at);
    if (refusal) throw new AppError(refusal, refusalText(refusal, organizationDoc));
    const what = known ? move({ stage: known.stage, status: statusOf(known) }, "join") : null;
    if (known && what?.already) return known;
    const user = known ?? (await ports.users.insert(newUser(employee, address ?? "", language), at, tx));
    const started = await ports.users.update(
      user,
      {
        stage: "started",
        startMethod: "self",
        startNumber: user.startNumber + 1,
        startedAt: at,
        ...(user.directory === undefined && { directory }),
        ...(user.language === undefined && language && { language }),
      },
      at,
      tx,
    );
    await ports.simulations.enqueueWelcome(
      { ...started, language: await ports.languageOf(started) },
      "self",
      at,
      tx,
    );
    await ports.audit.append(
      {
        organization,
        at,
        actor: { kind: "self", id: started._id },
        action: "user.join",
        subject: { kind: "user", id: started._id },
        details: { created: known === null, startNumber: started.startNumber },
      },
      tx,
    );
    return started;
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

  return { me, join, welcomeCopy };
}

function newUser(employee: Employee, email: string, language: Language | undefined) {
  return {
    organization: employee.organization,
    email,
    directory: employee.directory,
    ...personName(employee.name, employee),
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
