import { randomUUID } from "node:crypto";
import type { SimulationKind } from "../../shared/lifecycle.ts";
import type { Tx } from "../db/connect.ts";
import type { Into } from "../db/insert-groups.ts";
import { priorityOf } from "../domain/outbox.ts";
import { copyEvery } from "../domain/user-action.ts";
import { AppError } from "../errors.ts";
import type { Outbox, OutboxMessage } from "../mail/outbox.ts";
import { composeSimulation } from "./compose.ts";
import { mailTemplate, templateToken, type MailTemplate } from "./mail-template.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { trainingScenarios } from "./scenarios/training.ts";
import { welcomeScenario } from "./scenarios/welcome.ts";
import type { MadeMail, Simulation, Simulations, Trainee } from "./simulation.ts";
import type { SimulationStore } from "./simulation-store.ts";
import { hashToken, tokenFor, tokenForm, type Keyring } from "./token.ts";

export interface SimulationPorts {
  store: SimulationStore;
  outbox: Outbox;
  keys: Keyring;
  /** Where this server is reached: the links of simulations lead here and nowhere else. */
  publicUrl: string;
  /** The invented sender's domain, which the mail server must be allowed to send for. */
  senderDomain: string;
}

const scenarios: readonly Scenario[] = [welcomeScenario, ...trainingScenarios];
const onItsWay = ["queued", "sending"];

/** Simulations, as other features use them, and the mails of them, as the outbox asks for them. */
export function createSimulations(ports: SimulationPorts): Simulations & {
  renderMail: (message: OutboxMessage, now: Date) => Promise<{ from: string; raw: Buffer }>;
} {
  const { store, outbox, keys } = ports;
  const publicUrl = ports.publicUrl.replace(/\/+$/, "");
  const linkHost = new URL(publicUrl).host;

  const scenarioOf = ({ scenario: { key, version } }: Simulation): Scenario => {
    const found = scenarios.find((scenario) => scenario.key === key && scenario.version === version);
    if (!found) throw new Error(`The scenario ${key} of version ${version} is not known any more.`);
    return found;
  };
  const messageIdOf = (token: string, attempt: number) => `<${token}.${attempt}@${ports.senderDomain}>`;

  const tokenOf = (simulation: Simulation) => tokenFor(keys, simulation._id, simulation.keyId).token;
  function madeMail(simulation: Simulation, token = tokenOf(simulation)): MadeMail {
    const link = `${publicUrl}/learn/${token}`;
    const { fromLocal, ...content } = scenarioOf(simulation).render(simulation.language, { link });
    return { ...content, fromAddress: `${fromLocal}@${ports.senderDomain}`, link };
  }

  const templates = new Map<string, Promise<{ from: string; template: MailTemplate }>>();
  /** Composed once for each version and language of a scenario; a handful of them, so they stay. */
  function templateOf(simulation: Simulation): Promise<{ from: string; template: MailTemplate }> {
    const { scenario, language } = simulation;
    const key = `${scenario.key} ${scenario.version} ${language}`;
    const known = templates.get(key) ?? composeTemplate(simulation);
    templates.set(key, known);
    return known;
  }
  async function composeTemplate(simulation: Simulation) {
    const made = madeMail(simulation, templateToken);
    return { from: made.fromAddress, template: await mailTemplate(made) };
  }

  const messageOf = (
    simulation: Simulation,
    attempt: number,
    to: string,
    cause: OutboxMessage["cause"],
    at: Date,
  ) => ({
    organization: simulation.organization,
    kind: "simulation" as const,
    user: simulation.user,
    simulation: simulation._id,
    attempt,
    to,
    messageId: messageIdOf(tokenOf(simulation), attempt),
    priority: priorityOf("simulation", simulation.kind),
    dueAt: at,
    cause,
    createdAt: at,
  });

  async function sendNext(
    simulation: Simulation,
    last: OutboxMessage,
    to: string,
    cause: OutboxMessage["cause"],
    at: Date,
    tx: Tx,
  ): Promise<void> {
    await outbox.closeEarlier(simulation.organization, simulation._id, tx);
    await outbox.enqueue(messageOf(simulation, last.attempt + 1, to, cause, at), tx);
  }

  /** A simulation and its first mail, together. */
  async function make(
    user: Trainee,
    what: { kind: SimulationKind; scenario: Scenario; cause: OutboxMessage["cause"]; dueAt?: Date },
    at: Date,
    into: Into,
  ): Promise<void> {
    const { kind, scenario, cause, dueAt } = what;
    const _id = randomUUID();
    const { token, keyId } = tokenFor(keys, _id);
    const simulation: Simulation = {
      _id,
      organization: user.organization,
      user: user._id,
      kind,
      startNumber: user.startNumber,
      scenario: { key: scenario.key, version: scenario.version },
      language: user.language,
      keyId,
      tokenHash: hashToken(token),
      state: "open",
      createdAt: at,
      ...(dueAt && { dueAt }),
    };
    await store.insert(simulation, into);
    await outbox.enqueue(messageOf(simulation, 1, user.email, cause, at), into);
  }

  const service: Simulations = {
    async enqueueWelcome(user, cause, at, tx) {
      const earlier = await store.findWelcomes(user.organization, [user._id], tx);
      if (earlier.some(({ startNumber }) => startNumber === user.startNumber)) return;
      // A new start replaces what an earlier one left open.
      const open = earlier.filter(({ state }) => state === "open").map(({ _id }) => _id);
      if (open.length > 0) await service.supersede(user.organization, open, at, tx);
      await service.enqueueFirstWelcome(user, cause, at, tx);
    },

    enqueueFirstWelcome: (user, cause, at, into) =>
      make(user, { kind: "welcome", scenario: welcomeScenario, cause }, at, into),

    async enqueueTraining(user, { scenario: key, dueAt }, at, into) {
      const scenario = trainingScenarios.find((one) => one.key === key);
      if (!scenario) throw new Error(`There is no training scenario ${key}.`);
      await make(user, { kind: "training", scenario, cause: "automation", dueAt }, at, into);
    },

    async welcomeState(user) {
      const simulation = await store.findLatestWelcome(user.organization, user._id);
      if (!simulation) return null;
      const messages = await outbox.ofSimulation(user.organization, simulation._id);
      const last = messages.at(-1);
      if (!last) return null;
      const sentAt = messages.findLast((message) => message.sentAt)?.sentAt;
      const mayCopy = simulation.state === "open" && !onItsWay.includes(last.state);
      return {
        state: last.state,
        ...(sentAt && { sentAt }),
        ...(mayCopy && { nextCopyAt: new Date(last.createdAt.getTime() + copyEvery) }),
      };
    },

    async requestWelcomeCopy(user, at, tx) {
      const simulation = await store.findLatestWelcome(user.organization, user._id, tx);
      const last = simulation && (await outbox.ofSimulation(user.organization, simulation._id, tx)).at(-1);
      if (!last || simulation.state !== "open")
        throw new AppError("move_not_allowed", "There is no open Welcome simulation to send a copy of.");
      if (onItsWay.includes(last.state)) return;
      const wait = last.createdAt.getTime() + copyEvery - at.getTime();
      if (wait > 0)
        throw new AppError("copy_too_soon", "Another copy can be asked for once a day.", {
          retryAfter: Math.ceil(wait / 1000),
        });
      await sendNext(simulation, last, user.email, "self", at, tx);
    },

    async latestWelcomes(organization, users, tx) {
      const latest = new Map<string, Simulation>();
      for (const simulation of await store.findWelcomes(organization, users, tx))
        if (simulation.startNumber > (latest.get(simulation.user)?.startNumber ?? 0))
          latest.set(simulation.user, simulation);
      const ids = [...latest.values()].map(({ _id }) => _id);
      const last = new Map<string, OutboxMessage>();
      for (const message of await outbox.ofSimulations(organization, ids, tx))
        if (message.attempt > (last.get(message.simulation ?? "")?.attempt ?? 0))
          last.set(message.simulation ?? "", message);
      return [...latest.values()].flatMap((simulation) => {
        const message = last.get(simulation._id);
        return message ? [{ simulation, last: message }] : [];
      });
    },

    async enqueueCopy({ simulation, last }, to, at, into) {
      await outbox.enqueue(messageOf(simulation, last.attempt + 1, to, "admin", at), into);
    },

    async sendAgain(organization, id, to, at, tx) {
      const simulation = await store.findById(organization, id, tx);
      const last = (await outbox.ofSimulation(organization, id, tx)).at(-1);
      if (simulation?.state !== "open" || !last) return false;
      await sendNext(simulation, last, to, "admin", at, tx);
      return true;
    },

    async markArrived(token) {
      const simulation = tokenForm.test(token) ? await store.findByTokenHash(hashToken(token)) : null;
      if (simulation) await outbox.markArrived(simulation.organization, simulation._id);
    },

    async findByTokens(organization, tokens) {
      const hashes = tokens.filter((token) => tokenForm.test(token)).map(hashToken);
      return hashes.length > 0 ? store.findByTokenHashes(organization, hashes) : [];
    },

    ofUser: (organization, user, limit) => store.ofUser(organization, user, limit),
    find: (organization, id) => store.findById(organization, id),

    async markReported(simulation, at, tx) {
      const first = await store.close(simulation, "reported", at, tx);
      await outbox.settleSimulation(simulation.organization, simulation._id, tx);
      return first;
    },

    async supersedeWelcome(organization, user, at, tx) {
      const open = await store.findOpen(organization, [user], tx, "welcome");
      if (open.length > 0) await service.supersede(organization, open, at, tx);
    },

    openOf: (organization, users, tx, kind) => store.findOpen(organization, users, tx, kind),

    async supersede(organization, ids, at, tx) {
      await store.supersede(organization, ids, at, tx);
      await outbox.cancelOf(organization, ids, "simulationOver", tx);
    },

    isOpen: async (organization, id) => (await store.findById(organization, id))?.state === "open",
    madeMail: (simulation) => madeMail(simulation),
    clues: (simulation) =>
      scenarioOf(simulation).clues(simulation.language, { senderDomain: ports.senderDomain, linkHost }),
  };

  return {
    ...service,
    async renderMail(message, now) {
      const simulation = await store.findById(message.organization, message.simulation ?? "");
      if (!simulation) throw new Error("The simulation of this mail does not exist.");
      const { from, template } = await templateOf(simulation);
      const token = tokenOf(simulation);
      const envelope = { to: message.to, messageId: message.messageId, token, date: now };
      return {
        from,
        raw: template.fill(envelope) ?? (await composeSimulation(madeMail(simulation), envelope)),
      };
    },
  };
}
