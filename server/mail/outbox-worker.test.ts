import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Connection } from "mongoose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildIndexes, transactOn } from "../db/connect.ts";
import type { Receiving } from "../domain/receiving.ts";
import { channelCollection, createMailChannel, type ChannelState } from "./mail-channel.ts";
import { createAttempt } from "./attempt.ts";
import { createMailLimits } from "./mail-limits.ts";
import type { NewMessage, OutboxMessage } from "./outbox.ts";
import { createOutboxStore, type OutboxStore } from "./outbox-store.ts";
import { startOutbox, type OutboxPorts, type OutboxWorker } from "./outbox-worker.ts";
import { createMailer } from "./smtp.ts";
import { startSmtpSink, type SinkStep, type SmtpSink } from "./testing/smtp-sink.ts";
import { testDatabase } from "../test/test-mongo.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let connection: Connection;
let store: OutboxStore;
let sink: SmtpSink;
let clock: Date;
let workers: OutboxWorker[];

beforeAll(async () => {
  database = await testDatabase();
  connection = database.connection;
  store = createOutboxStore(connection);
  createMailLimits(connection, 1);
  await buildIndexes(connection);
});
afterAll(() => database.stop());
beforeEach(async () => {
  sink = await startSmtpSink();
  clock = new Date("2026-11-24T09:00:00Z");
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await sink.close();
  await connection.collection("outbox").deleteMany({});
  await connection.collection(channelCollection).deleteMany({});
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const portsFor = (perMinute = 10_000): OutboxPorts => ({
  store,
  limits: createMailLimits(connection, perMinute),
  mailer: createMailer(sink.url, { limits: { connect: 2_000, envelope: 2_000, message: 2_000 } }),
  mayReceive: () => Promise.resolve<Receiving>({ verdict: "send" }),
  render: (message) =>
    Promise.resolve({
      from: "service@sender.example",
      raw: Buffer.from(`Message-ID: ${message.messageId}\r\nSubject: Test\r\n\r\nHello\r\n`),
    }),
  stopAddress: () => Promise.resolve(),
  channel: createMailChannel(connection),
  now: () => clock,
  jitter: () => 0.5,
  log: silent,
});
function start(more: Partial<OutboxPorts> & { perMinute?: number } = {}): OutboxWorker {
  const worker = startOutbox({
    ...portsFor(more.perMinute),
    ...more,
    options: { pollMs: 50, stopMs: 300, ...more.options },
  });
  workers.push(worker);
  return worker;
}
const put = (message: Partial<NewMessage> = {}): Promise<OutboxMessage> =>
  transactOn(connection)((tx) =>
    store.enqueue(
      {
        organization: "acme",
        kind: "simulation",
        simulation: randomUUID(),
        user: randomUUID(),
        attempt: 1,
        to: "newcomer@acme.example",
        messageId: `<${randomUUID()}@sender.example>`,
        priority: 1,
        dueAt: clock,
        cause: "admin",
        createdAt: clock,
        ...message,
      },
      tx,
    ),
  );
const forward = (): Promise<OutboxMessage> =>
  put({ kind: "forward", simulation: undefined, user: undefined, report: randomUUID() });
const find = async (message: OutboxMessage) =>
  (await connection.collection<OutboxMessage>("outbox").findOne({ _id: message._id }))!;
const copiesOf = (message: OutboxMessage) =>
  sink.mails.filter(({ messageId }) => messageId === message.messageId).length;
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < 500; n++) {
    if (await condition()) return;
    await pause(20);
  }
  throw new Error("It did not come about.");
}

describe("sending what is due", () => {
  it("sends each message once and records the answer", async () => {
    const messages = await Promise.all(Array.from({ length: 30 }, () => put()));
    const worker = start();
    expect(await worker.drain()).toBe(30);
    for (const message of messages) {
      expect(copiesOf(message)).toBe(1);
      expect(await find(message)).toMatchObject({
        state: "sent",
        sentAt: clock,
        lastReply: expect.stringMatching(/^250/) as string,
      });
    }
    expect(await worker.drain()).toBe(0);
  });

  it("never doubles with three workers", async () => {
    const messages = await Promise.all(Array.from({ length: 60 }, () => put()));
    const racing = [start(), start(), start()];
    await Promise.all(racing.map((worker) => worker.drain()));
    await until(async () => (await store.counts())["sent"] === 60);
    expect(sink.mails).toHaveLength(60);
    for (const message of messages) expect(copiesOf(message)).toBe(1);
  });

  it("sends a Welcome mail before bulk", async () => {
    for (let n = 0; n < 5; n++) await put({ priority: 5 });
    const welcome = await put({ priority: 1 });
    await start({ options: { concurrency: 1 } }).drain();
    expect(sink.mails[0]!.messageId).toBe(welcome.messageId);
  });

  it("leaves what is not due, and tells when it will be", async () => {
    const later = new Date(clock.getTime() + 3_600_000);
    const message = await put({ dueAt: later });
    const worker = start();
    expect(await worker.drain()).toBe(0);
    expect(await worker.nextDue()).toEqual(later);
    clock = later;
    worker.wake();
    await until(() => copiesOf(message) === 1);
  });

  it("refuses a second message for the same attempt, and a second forward of one report", async () => {
    const first = await put();
    await expect(put({ simulation: first.simulation! })).rejects.toMatchObject({ code: 11000 });
    const sent = await forward();
    await expect(put({ kind: "forward", simulation: undefined, report: sent.report! })).rejects.toMatchObject(
      { code: 11000 },
    );
  });
});

describe("asking again right before sending", () => {
  it.each([
    [{ verdict: "hold", reason: "personInactive" }, "held"],
    [{ verdict: "cancel", reason: "personRemoved" }, "cancelled"],
  ] as const)("%j", async (verdict, state) => {
    const message = await put();
    await start({ mayReceive: () => Promise.resolve(verdict) }).drain();
    const found = await find(message);
    expect(found).toMatchObject({ state, reason: verdict.reason });
    expect(found).not.toHaveProperty("lastReply");
    expect(sink.connections()).toBe(0);
  });

  it("holds what is overdue for more than a day, so that an outage is not followed by a burst", async () => {
    const message = await put({ dueAt: new Date(clock.getTime() - 25 * 3_600_000) });
    await start().drain();
    expect(await find(message)).toMatchObject({ state: "held", reason: "overdue" });
  });

  it("sends two mails that one person caused ten minutes apart", async () => {
    const user = randomUUID();
    const [first, second] = [await put({ user, cause: "self" }), await put({ user, cause: "self" })];
    const worker = start({ options: { concurrency: 1 } });
    await worker.drain();
    expect(sink.mails).toHaveLength(1);
    expect(await worker.nextDue()).toEqual(new Date(clock.getTime() + 600_000));
    clock = new Date(clock.getTime() + 600_000);
    await worker.drain();
    expect([copiesOf(first), copiesOf(second)]).toEqual([1, 1]);
  });

  it("spreads an organization's mails over the minutes, but not reported mails", async () => {
    const organization = randomUUID();
    for (let n = 0; n < 5; n++) await put({ organization });
    const threat = await put({
      kind: "forward",
      simulation: undefined,
      user: undefined,
      report: randomUUID(),
      organization,
    });
    const worker = start({ perMinute: 2 });
    await worker.drain();
    expect(sink.mails).toHaveLength(3);
    expect(copiesOf(threat)).toBe(1);
    clock = new Date(clock.getTime() + 60_000);
    await worker.drain();
    expect(sink.mails).toHaveLength(5);
  });
});

describe("when the mail server misbehaves", () => {
  it("refuses for one person and goes on with the others", async () => {
    sink.misbehave = (step, address) =>
      step === "recipient" && address.startsWith("gone") ? { code: 550, text: "no such user" } : undefined;
    const [bad, good] = [await put({ to: "gone@acme.example" }), await put()];
    await start().drain();
    expect(await find(bad)).toMatchObject({
      state: "refused",
      lastReply: expect.stringContaining("no such user") as string,
    });
    expect((await find(good)).state).toBe("sent");
  });

  it("tries again later after 451, with one copy in the end", async () => {
    sink.misbehave = (step) => (step === "recipient" ? { code: 451 } : undefined);
    const message = await put();
    const worker = start();
    await worker.drain();
    expect(await find(message)).toMatchObject({
      state: "queued",
      tries: 1,
      dueAt: new Date(clock.getTime() + 60_000),
    });
    sink.misbehave = () => undefined;
    clock = new Date(clock.getTime() + 60_000);
    await worker.drain();
    expect((await find(message)).state).toBe("sent");
    expect(copiesOf(message)).toBe(1);
  });

  it("leaves a simulation in doubt when the line is cut after the dot, for good", async () => {
    sink.misbehave = (step) => (step === "end" ? "cut" : undefined);
    const message = await put();
    const worker = start();
    await worker.drain();
    expect(await find(message)).toMatchObject({ state: "inDoubt", inDoubtAt: clock });
    sink.misbehave = () => undefined;
    clock = new Date(clock.getTime() + 72 * 3_600_000);
    await worker.drain();
    expect(copiesOf(message)).toBe(1);
  });

  it("sends a forward again with the same Message-ID when it is in doubt", async () => {
    sink.misbehave = (step) => (step === "end" ? "cut" : undefined);
    const message = await forward();
    const worker = start();
    await worker.drain();
    sink.misbehave = () => undefined;
    clock = new Date(clock.getTime() + 60_000);
    await worker.drain();
    expect((await find(message)).state).toBe("sent");
    expect(copiesOf(message)).toBe(2);
  });

  it("pauses the whole channel when the sender is refused, blames nobody, and recovers", async () => {
    sink.misbehave = (step) => (step === "mail" ? { code: 550, text: "sender refused" } : undefined);
    const messages = await Promise.all(Array.from({ length: 12 }, () => put()));
    const worker = start();
    await worker.drain();
    expect(worker.status().channel).toMatchObject({
      down: true,
      reply: expect.stringContaining("sender refused") as string,
    });
    for (const message of messages)
      expect(await find(message)).toMatchObject({ state: "queued", tries: 0, dueAt: message.dueAt });
    sink.misbehave = () => undefined;
    await until(async () => (await store.counts())["sent"] === 12);
    expect(worker.status().channel).toEqual({ down: false });
    expect(sink.mails).toHaveLength(12);
  });

  it("does not let a mail that cannot be made delay others", async () => {
    const [bad, good] = [await put({ priority: 0 }), await put()];
    const render: OutboxPorts["render"] = (message) => {
      if (message._id === bad._id) throw new Error("broken template");
      return Promise.resolve({
        from: "service@sender.example",
        raw: Buffer.from(`Message-ID: ${message.messageId}\r\n\r\nHello\r\n`),
      });
    };
    await start({ render: async (message, now) => render(message, now) }).drain();
    expect(await find(bad)).toMatchObject({ state: "queued", tries: 1, reason: "notMade" });
    expect((await find(good)).state).toBe("sent");
    clock = new Date(clock.getTime() + 60_000);
    await start().drain();
    const made = await find(bad);
    expect(made.state).toBe("sent");
    expect(made).not.toHaveProperty("reason");
  });
});

describe("a mail server that comes back when nothing is left to send", () => {
  const shown = (): Promise<ChannelState> => createMailChannel(connection).read();
  /** One mail finds the mail server away; by the time it would go again, it may not go any more. */
  async function awayWithNothingLeft(step: SinkStep, more: Partial<OutboxPorts> = {}): Promise<OutboxWorker> {
    let asked = 0;
    sink.misbehave = (at) => (at === step ? { code: 550, text: "not from you" } : undefined);
    const message = await put();
    const worker = start({
      mayReceive: () =>
        Promise.resolve<Receiving>(
          asked++ === 0 ? { verdict: "send" } : { verdict: "hold", reason: "personInactive" },
        ),
      ...more,
    });
    await until(async () => (await shown()).down);
    await until(async () => (await find(message)).state === "held");
    return worker;
  }

  it("is noticed by a greeting, and nobody gets anything", async () => {
    const worker = await awayWithNothingLeft("connect");
    sink.misbehave = () => undefined;
    await until(async () => !(await shown()).down);
    expect(worker.status().channel).toEqual({ down: false });
    expect([sink.mails, sink.recipients]).toEqual([[], []]);
  });

  it("is away as long as it refuses the sender whom it refused, though it greets", async () => {
    const told: boolean[] = [];
    const real = createMailChannel(connection);
    const channel = { ...real, tell: (state: ChannelState) => (told.push(state.down), real.tell(state)) };
    await awayWithNothingLeft("mail", { channel });
    const senders: string[] = [];
    let refusing = true;
    sink.misbehave = (at, address) => {
      if (at !== "mail") return undefined;
      senders.push(address);
      return refusing ? { code: 550, text: "not from you" } : undefined;
    };
    await until(() => senders.length > 0);
    expect(await shown()).toMatchObject({ down: true });
    refusing = false;
    await until(async () => !(await shown()).down);
    expect(new Set(senders)).toEqual(new Set(["service@sender.example"]));
    expect(told).toEqual([true, false]);
    expect(sink.recipients).toEqual([]);
  });

  it("is noticed by another worker than the one that said it was away", async () => {
    await createMailChannel(connection).tell({
      down: true,
      reply: "421 busy",
      sender: "service@sender.example",
    });
    let refusing = true;
    sink.misbehave = (at) => (at === "mail" && refusing ? { code: 550 } : undefined);
    const worker = start();
    await until(() => worker.status().channel.down);
    expect(await shown()).toMatchObject({ down: true });
    refusing = false;
    await until(async () => !(await shown()).down);
  });

  it("is noticed while a worker runs that had no trouble itself", async () => {
    await put();
    await start({ options: { lookMs: 100 } }).drain();
    expect(sink.mails).toHaveLength(1);
    await createMailChannel(connection).tell({ down: true });
    await until(async () => !(await shown()).down);
  });

  it("is left in peace between two questions", async () => {
    await awayWithNothingLeft("connect");
    const before = sink.connections();
    await until(() => sink.connections() > before);
    await pause(300);
    expect(sink.connections()).toBe(before + 1);
  });

  it("is not taken for back because of a mail that could not be made", async () => {
    const bad = await put();
    await createMailChannel(connection).tell({ down: true });
    sink.misbehave = (at) => (at === "connect" ? { code: 421 } : undefined);
    start({ render: () => Promise.reject(new Error("broken template")) });
    await until(async () => (await find(bad)).tries === 1);
    await until(() => sink.connections() > 0);
    expect(await shown()).toMatchObject({ down: true });
  });
});

describe("when a worker vanishes", () => {
  it("takes over what was claimed and not begun, when the lease has ended", async () => {
    const message = await put();
    const [claimed] = await store.claim(clock, 10, 200);
    expect(claimed!._id).toBe(message._id);
    expect(await store.claim(clock, 10, 200)).toEqual([]);
    const worker = start();
    await until(() => copiesOf(message) === 1);
    await worker.drain();
    // The one that vanished comes back: its claim was replaced, so none of its marks fits.
    expect(await store.markInDoubt(claimed!.lease!.claim, [message._id], clock)).toEqual(new Set());
    expect(await store.settle(claimed!, { state: "refused", reply: "late" }, clock)).toBe(false);
    expect((await find(message)).state).toBe("sent");
  });

  it("sends one copy when a process claims anew what it lost, and both come to their text together", async () => {
    const message = await put();
    const [lost] = await store.claim(clock, 1, 1);
    await pause(10);
    const [anew] = await store.claim(clock, 1, 60_000);
    expect([lost!._id, anew!._id]).toEqual([message._id, message._id]);
    const mailer = createMailer(sink.url);
    let waiting = 0;
    let both: () => void = () => undefined;
    const together = new Promise<void>((resolve) => (both = resolve));
    const attempt = createAttempt({
      ...portsFor(),
      mailer: {
        ...mailer,
        send: (mail) =>
          mailer.send({
            ...mail,
            onData: async () => {
              if (++waiting === 2) both();
              await together;
              await mail.onData();
            },
          }),
      },
      givingUp: () => false,
    });
    await Promise.all([lost!, anew!].map((claimed) => attempt(claimed, () => undefined)));
    mailer.close();
    expect(copiesOf(message)).toBe(1);
    expect(await find(message)).toMatchObject({ state: "sent" });
  });

  it("sends nothing with a claim that was replaced between RCPT and the text", async () => {
    const message = await put();
    let hold = true;
    const slow = start({
      mayReceive: async () => {
        await until(() => !hold);
        return { verdict: "send" };
      },
      options: { leaseMs: 100_000 },
    });
    await until(async () => (await find(message)).state === "sending");
    await connection
      .collection<OutboxMessage>("outbox")
      .updateOne({ _id: message._id }, { $set: { "lease.until": new Date(0) } });
    const other = start();
    await until(() => copiesOf(message) === 1);
    hold = false;
    await slow.drain();
    await other.drain();
    expect(copiesOf(message)).toBe(1);
    expect((await find(message)).state).toBe("sent");
  });

  it("never sends what was marked before the first byte", async () => {
    const message = await put();
    const [claimed] = await store.claim(clock, 10, 10);
    expect(await store.markInDoubt(claimed!.lease!.claim, [message._id], clock)).toEqual(
      new Set([message._id]),
    );
    await pause(50);
    const worker = start();
    await worker.drain();
    expect(sink.mails).toHaveLength(0);
    expect((await find(message)).state).toBe("inDoubt");
  });

  it("renews its lease while a slow mail server answers", async () => {
    sink.misbehave = () => undefined;
    const message = await put();
    const slow = start({
      mayReceive: async () => {
        await pause(600);
        return { verdict: "send" };
      },
      options: { leaseMs: 200 },
    });
    await until(async () => (await find(message)).state === "sending");
    const other = start();
    await Promise.all([slow.drain(), other.drain()]);
    await until(() => copiesOf(message) > 0);
    await pause(100);
    expect(copiesOf(message)).toBe(1);
  });
});

describe("stopping", () => {
  it("finishes what is in hand and leaves the rest queued", async () => {
    for (let n = 0; n < 20; n++) await put();
    const worker = start({
      mayReceive: async () => {
        await pause(50);
        return { verdict: "send" };
      },
      options: { concurrency: 2, stopMs: 5_000 },
    });
    await until(() => sink.mails.length > 0);
    await worker.stop();
    const counts = await store.counts();
    expect(counts["inDoubt"]! + counts["sending"]!).toBe(0);
    expect(counts["sent"]).toBe(sink.mails.length);
    expect(counts["queued"]).toBe(20 - sink.mails.length);
  });

  it("cuts a silent mail server off in the end: in doubt, not lost", async () => {
    sink.misbehave = (step) => (step === "end" ? "stall" : undefined);
    const message = await put();
    const worker = start({ mailer: createMailer(sink.url), options: { stopMs: 100 } });
    await until(() => sink.mails.length === 1);
    await worker.stop();
    expect((await find(message)).state).toBe("inDoubt");
  });
});
