import { setTimeout as sleep } from "node:timers/promises";
import type { Me } from "../../shared/contracts/me.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Employee } from "../auth/caller.ts";
import { isDuplicateKey, type Transact, type Tx } from "../db/connect.ts";
import { canonicalAddress } from "../domain/address.ts";
import { isOpen, joiningRefusal } from "../domain/joining.ts";
import { move, statusOf, type Standing } from "../domain/lifecycle.ts";
import { personName } from "../domain/person-name.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { Simulations, WelcomeState } from "../simulations/simulation.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import { userView } from "../users/user-view.ts";

export interface JoiningPorts {
  users: UserStore;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  random: () => number;
  simulations: Pick<Simulations, "enqueueWelcome" | "welcomeState" | "requestWelcomeCopy">;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
}

export type JoiningService = ReturnType<typeof createJoiningService>;

const mostTries = 8;
const newcomer: Standing = { stage: "notStarted", status: "active" };

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
    let tries = 0;
    const { user, started } = await untilSettled(() => {
      tries += 1;
      // The first try trusts what the sign-in has just read: unique indexes and the version say when that is not so any more.
      return ports.transact(async (tx) => {
        const known =
          tries === 1
            ? employee.user
            : await ports.users.findPerson(
                employee.organization,
                employee.directory,
                addressOf(employee) ?? "",
                tx,
              );
        return joinOnce(employee, known, language, tx);
      });
    });
    if (!started) return me(employee, user);
    ports.mailWaits();
    return me(employee, user, { state: "queued" });
  }

  async function joinOnce(
    employee: Employee,
    known: UserDoc | null,
    language: Language | undefined,
    tx: Tx,
  ): Promise<{ user: UserDoc; started: boolean }> {
    const { organization, organizationDoc, directory } = employee;
    const at = ports.now();
    const address = addressOf(employee);
    const standing = known && { stage: known.stage, status: statusOf(known) };
    const refusal = joiningRefusal(organizationDoc.joining, address, standing, at);
    if (refusal) throw new AppError(refusal, refusalText(refusal, organizationDoc));
    const { stage = "notStarted", already } = move(standing ?? newcomer, "join");
    if (known && already) return { user: known, started: false };
    const start = {
      stage,
      startMethod: "self" as const,
      startNumber: (known?.startNumber ?? 0) + 1,
      startedAt: at,
    };
    const user = known
      ? await ports.users.update(
          known,
          {
            ...start,
            ...(known.directory === undefined && { directory }),
            ...(known.language === undefined && language && { language }),
          },
          at,
          tx,
        )
      : await ports.users.insert({ ...newUser(employee, address ?? "", language), ...start }, at, tx);
    const trainee = { ...user, language: user.language ?? organizationDoc.defaultLanguage };
    await ports.simulations.enqueueWelcome(trainee, "self", at, tx);
    await ports.audit.append(
      {
        organization,
        at,
        actor: { kind: "self", id: user._id },
        action: "user.join",
        subject: { kind: "user", id: user._id },
        details: { created: known === null, startNumber: user.startNumber },
      },
      tx,
    );
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
