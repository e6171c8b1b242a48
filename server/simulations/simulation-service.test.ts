import { randomUUID } from "node:crypto";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildIndexes, transactOn, type Transact } from "../db/connect.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { createOutboxStore, type OutboxStore } from "../mail/testing/real-outbox.ts";
import { testDatabase } from "../test/test-mongo.ts";
import { createSimulations } from "./simulation-service.ts";
import { createSimulationStore, type SimulationStore } from "./simulation-store.ts";
import { hashToken, tokenFor, tokenForm } from "./token.ts";
import type { Trainee } from "./simulation.ts";

const keys = { id: "one", secret: "a".repeat(32) };
const at = new Date("2026-11-24T09:00:00Z");
const hours = (n: number) => new Date(at.getTime() + n * 3_600_000);

let database: Awaited<ReturnType<typeof testDatabase>>;
let transact: Transact;
let outbox: OutboxStore;
let store: SimulationStore;
let simulations: ReturnType<typeof createSimulations>;
let user: Trainee;
beforeAll(async () => {
  database = await testDatabase();
  transact = transactOn(database.connection);
  outbox = createOutboxStore(database.connection);
  store = createSimulationStore(database.connection);
  await buildIndexes(database.connection);
  simulations = createSimulations({
    store,
    outbox,
    keys,
    publicUrl: "https://training.acme.example/",
    senderDomain: "n0rthfold-track.example",
  });
});
afterAll(() => database.stop());
beforeEach(() => {
  user = {
    _id: randomUUID(),
    organization: "acme",
    email: "newcomer@acme.example",
    language: "en",
    startNumber: 1,
  };
});
const enqueue = (who = user) => transact((tx) => simulations.enqueueWelcome(who, "self", at, tx));
const messages = () =>
  database.connection
    .collection<OutboxMessage>("outbox")
    .find({ user: user._id })
    .sort({ createdAt: 1 })
    .toArray();
const setState = (state: OutboxMessage["state"], more: object = {}) =>
  database.connection
    .collection<OutboxMessage>("outbox")
    .updateOne({ user: user._id }, { $set: { state, ...more } });
const copy = (when: Date) => transact((tx) => simulations.requestWelcomeCopy(user, when, tx));

describe("tokens", () => {
  it("are the same each time, differ per simulation and key, and are stored as hash only", async () => {
    const { token } = tokenFor(keys, "a");
    expect(token).toMatch(tokenForm);
    expect(tokenFor(keys, "a").token).toBe(token);
    expect(tokenFor(keys, "b").token).not.toBe(token);
    const rotated = { id: "two", secret: "b".repeat(32), previous: [keys] };
    expect(tokenFor(rotated, "a").token).not.toBe(token);
    expect(tokenFor(rotated, "a", "one").token).toBe(token);
    expect(() => tokenFor(keys, "a", "gone")).toThrow("not known");
    await enqueue();
    const simulation = await store.findLatestWelcome("acme", user._id);
    const issued = tokenFor(keys, simulation!._id).token;
    expect(simulation!.tokenHash).toBe(hashToken(issued));
    expect(JSON.stringify(simulation)).not.toContain(issued);
  });
});

describe("the Welcome simulation", () => {
  it("is made once with its mail, however many ask at once", async () => {
    await Promise.all(Array.from({ length: 20 }, () => enqueue()));
    const [message, ...others] = await messages();
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      kind: "simulation",
      attempt: 1,
      to: user.email,
      state: "queued",
      cause: "self",
      dueAt: at,
    });
    expect(await simulations.welcomeState(user)).toEqual({ state: "queued" });
  });

  it("leaves nothing behind when the caller's transaction fails", async () => {
    await expect(
      transact(async (tx) => {
        await simulations.enqueueWelcome(user, "self", at, tx);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await messages()).toEqual([]);
    expect(await simulations.welcomeState(user)).toBeNull();
  });

  it("replaces what an earlier start left open", async () => {
    await enqueue();
    await enqueue({ ...user, startNumber: 2 });
    expect((await messages()).map(({ state }) => state)).toEqual(["cancelled", "queued"]);
    expect(await simulations.welcomeState(user)).toEqual({ state: "queued" });
  });

  it("renders the same mail each time, with the token in header, Message-ID and link", async () => {
    await enqueue();
    const message = (await messages())[0]!;
    const { from, raw } = await simulations.renderMail(message, at);
    expect((await simulations.renderMail(message, at)).raw.equals(raw)).toBe(true);
    expect(from).toBe("service@n0rthfold-track.example");
    const mail = await PostalMime.parse(raw);
    const { token } = tokenFor(keys, message.simulation!);
    expect(mail.messageId).toBe(`<${token}.1@n0rthfold-track.example>`);
    expect(mail.headers.find(({ key }) => key === "x-firstcatch-simulation")?.value).toBe(token);
    expect(mail.html).toContain(`href="https://training.acme.example/learn/${token}"`);
    expect(mail.subject).toBe("Your parcel is on hold: pay € 1.85 today");
    expect(mail.date).toBe(at.toISOString());
    expect(mail.from).toMatchObject({ name: "Northfold Parcels", address: from });
    expect(mail.to).toMatchObject([{ address: user.email }]);
    expect(mail.attachments).toEqual([]);
  });
});

describe("another copy", () => {
  it("goes once a day, as the next attempt of the same simulation", async () => {
    await enqueue();
    await copy(hours(30));
    expect(await messages()).toHaveLength(1);
    await setState("sent", { sentAt: at });
    expect(await simulations.welcomeState(user)).toEqual({
      state: "sent",
      sentAt: at,
      nextCopyAt: hours(24),
    });
    await expect(copy(hours(23))).rejects.toMatchObject({ code: "copy_too_soon", retryAfter: 3600 });
    await Promise.all(Array.from({ length: 5 }, () => copy(hours(24))));
    const [first, second, ...more] = await messages();
    expect(more).toEqual([]);
    expect(second).toMatchObject({ attempt: 2, simulation: first!.simulation, cause: "self" });
    expect(second!.messageId).toBe(first!.messageId.replace(".1@", ".2@"));
    expect(await simulations.welcomeState(user)).toEqual({ state: "queued", sentAt: at });
  });

  it("is not made when nothing is open", async () => {
    await expect(copy(at)).rejects.toMatchObject({ code: "move_not_allowed" });
  });
});

describe("a caught simulation", () => {
  it("closes once, settles what was in doubt and cancels what waits", async () => {
    await enqueue();
    await setState("inDoubt", { inDoubtAt: hours(1) });
    const simulation = (await store.findLatestWelcome("acme", user._id))!;
    await transact((tx) => simulations.markReported(simulation, hours(2), tx));
    await transact((tx) => simulations.markReported(simulation, hours(9), tx));
    expect(await store.findLatestWelcome("acme", user._id)).toMatchObject({
      state: "reported",
      reportedAt: hours(2),
    });
    expect((await messages())[0]).toMatchObject({ state: "sent", sentAt: hours(1) });
    expect(await simulations.isOpen("acme", simulation._id)).toBe(false);
  });

  it("is found by its token in its own organization only", async () => {
    await enqueue();
    const simulation = (await store.findLatestWelcome("acme", user._id))!;
    const { token } = tokenFor(keys, simulation._id);
    expect(await simulations.findByTokens("acme", ["x", token])).toMatchObject([{ _id: simulation._id }]);
    expect(await simulations.findByTokens("other", [token])).toEqual([]);
    expect(await simulations.findByTokens("acme", [token.toLowerCase(), token.slice(1), ""])).toEqual([]);
  });
});

describe("a training simulation", () => {
  const train = (dueAt: Date, scenario = "shared-file") =>
    transact((tx) => simulations.enqueueTraining(user, { scenario, dueAt }, at, tx));

  it("is made once for a due date, with a mail that waits for every Welcome mail", async () => {
    await train(at);
    await expect(train(at)).rejects.toThrow("oneSimulationPerDueDate");
    await train(hours(24), "account-desk");
    await enqueue();
    expect((await messages()).map(({ priority, cause }) => [priority, cause])).toEqual([
      [5, "automation"],
      [5, "automation"],
      [1, "self"],
    ]);
  });

  it("has a mail of its own scenario, with headers, token and Message-ID like the Welcome mail's", async () => {
    await train(at);
    const [message] = await messages();
    const [made] = await simulations.ofUser("acme", user._id, 1);
    const { raw, from } = await simulations.renderMail(message!, at);
    const { token } = tokenFor(keys, made!._id);
    const mail = await PostalMime.parse(raw);
    expect(from).toBe("share@n0rthfold-track.example");
    expect(mail.subject).toBe(simulations.madeMail(made!).subject);
    expect(mail.messageId).toBe(`<${token}.1@n0rthfold-track.example>`);
    expect(mail.html).toContain(`https://training.acme.example/learn/${token}`);
    expect(mail.headers.find(({ key }) => key === "x-firstcatch-simulation")?.value).toBe(token);
    expect(simulations.clues(made!).items).toHaveLength(4);
  });

  it("stays open where the training starts anew, and is among what a person has open", async () => {
    await train(at);
    await enqueue();
    const open = (kind?: "welcome") => transact((tx) => simulations.openOf("acme", [user._id], tx, kind));
    expect(await open()).toHaveLength(2);
    expect(await open("welcome")).toHaveLength(1);
    await enqueue({ ...user, startNumber: 2 });
    expect((await open()).length).toBe(2);
  });
});
