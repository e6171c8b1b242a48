import { describe, expect, it } from "vitest";
import { CreateReport } from "../../shared/contracts/report.ts";
import { GetMe, JoinTraining, RequestWelcomeCopy } from "../../shared/contracts/me.ts";
import { type ApiClient, ApiError } from "../../ui/api-client.ts";
import { fakeMailbox } from "../outlook/fake-mailbox.ts";
import { MailboxError, type OpenMail } from "../outlook/mailbox-port.ts";
import { SignInError } from "../outlook/sign-in.ts";
import { createPane } from "./controller.ts";
import { chooseLook } from "./look.ts";
import { buildMail, buildMe, buildReceipt, buildUser, memoryStorage } from "./test-values.ts";

type Answer = unknown;
type Answers = Partial<Record<"me" | "join" | "copy" | "report", Answer>>;

const parcel = buildMail();
const news = buildMail({
  key: "<news@mail.example>",
  internetMessageId: "<news@mail.example>",
  subject: "News",
});
const waiting = buildMe({
  user: buildUser({ stage: "started" }),
  welcome: { state: "queued" },
  allowed: ["report", "welcomeCopy"],
});
const sent = { ...waiting, welcome: { state: "sent" as const } };
const onboarded = buildMe({ user: buildUser({ stage: "onboarded" }), allowed: ["report"] });
const caught = buildReceipt({ outcome: "welcomeSimulation", forwarded: false });

function openPane(
  answers: Answers,
  options: {
    mail?: OpenMail | null;
    storage?: ReturnType<typeof memoryStorage>;
    signIn?: Error;
    owner?: string;
  } = {},
) {
  const calls: { name: string; body?: unknown; key?: string }[] = [];
  const later: (() => void)[] = [];
  const switches = { signIn: options.signIn };
  const names = new Map<unknown, keyof Answers>([
    [GetMe, "me"],
    [JoinTraining, "join"],
    [RequestWelcomeCopy, "copy"],
    [CreateReport, "report"],
  ]);
  const api = {
    call: async (endpoint: unknown, call: { body?: unknown; headers?: Record<string, string> } = {}) => {
      if (switches.signIn) throw switches.signIn;
      const name = names.get(endpoint)!;
      const count = calls.filter((one) => one.name === name).length;
      calls.push({ name, body: call.body, key: call.headers?.["Idempotency-Key"] });
      const given = answers[name];
      const answer: unknown = await (typeof given === "function"
        ? (given as (count: number) => Answer)(count)
        : given);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as ApiClient;
  const { owner } = options;
  const mailbox = fakeMailbox({
    mail: options.mail === undefined ? parcel : options.mail,
    ...(owner !== undefined && { owner }),
  });
  const storage = options.storage ?? memoryStorage();
  let ids = 0;
  const pane = createPane(
    {
      mailbox,
      api,
      storage,
      signIn: {
        token: () => (switches.signIn ? Promise.reject(switches.signIn) : Promise.resolve("token")),
        identity: () => (switches.signIn ? null : { tid: "t", oid: "o" }),
      },
      now: () => Date.parse("2026-11-03T08:06:00Z"),
      newId: () => `key-${String(++ids)}`,
      later: (callback) => later.push(callback),
      visible: () => true,
      prepare: () => Promise.resolve(),
    },
    { language: "en", dark: false },
  );
  const look = () => chooseLook(pane.store.get());
  return { pane, mailbox, storage, calls, later, look, switches, names: () => calls.map(({ name }) => name) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the pane", () => {
  it("asks who this is and sends nothing else by itself", async () => {
    const { pane, look, names } = openPane({ me: buildMe() });
    await pane.start();
    expect(look()).toBe("join");
    expect(names()).toEqual(["me"]);
  });

  it("joins without sending anything of the open mail, and then follows the Welcome mail", async () => {
    const { pane, look, calls, later } = openPane({
      me: (count: number) => (count === 0 ? buildMe() : sent),
      join: waiting,
    });
    await pane.start();
    await pane.join();
    expect(look()).toBe("welcomeQueued");
    expect(calls.find(({ name }) => name === "join")).toEqual({
      name: "join",
      body: undefined,
      key: undefined,
    });
    later.shift()!();
    await settle();
    expect(look()).toBe("welcomeSent");
    expect(later).toHaveLength(0);
  });

  it("remembers on which mail Join was pressed", async () => {
    const first = openPane({ me: buildMe(), join: sent });
    await first.pane.start();
    await first.pane.join();
    first.mailbox.select(news);
    expect(first.look()).toBe("report");
    const second = openPane({ me: sent }, { storage: first.storage });
    await second.pane.start();
    expect(second.look()).toBe("welcomeSent");
  });

  it("joins and reports as two things, by one press", async () => {
    const { pane, look, names } = openPane({
      me: buildMe(),
      join: waiting,
      report: buildReceipt({ stage: "started" }),
    });
    await pane.start();
    await pane.joinAndReport();
    expect(names()).toEqual(["me", "join", "report"]);
    expect(look()).toBe("thanks");
    pane.done();
    expect(look()).toBe("welcomeQueued");
  });

  it("shows that the gate closed between look and press", async () => {
    const closed = buildMe({ allowed: ["report"], joining: { open: false, reason: "joining_closed" } });
    const { pane, look } = openPane({
      me: (count: number) => (count === 0 ? buildMe() : closed),
      join: new ApiError("joining_closed", 403),
    });
    await pane.start();
    await pane.join();
    expect(look()).toBe("closed");
  });

  it("reports, praises the first catch and tells that it made its person onboarded", async () => {
    const { pane, look, calls, mailbox } = openPane({
      me: (count: number) => (count === 0 ? sent : onboarded),
      report: caught,
    });
    await pane.start();
    pane.draft("  odd sender ");
    await pane.report();
    expect(calls.find(({ name }) => name === "report")).toMatchObject({
      body: { internetMessageId: parcel.internetMessageId, comment: "odd sender" },
      key: "key-1",
    });
    expect(look()).toBe("caught");
    expect(pane.store.get().reports[parcel.key]).toMatchObject({ firstCatch: true, minutesToSpot: 6 });
    pane.proceed();
    expect(look()).toBe("onboarded");
    pane.done();
    expect(look()).toBe("already");
    expect(mailbox.closed).toBe(1);
  });

  it("keeps a report that cannot be sent, and sends it again under the same key", async () => {
    const answers: Answers = { me: onboarded, report: new ApiError("offline", 0) };
    const { pane, look, calls, storage } = openPane(answers);
    await pane.start();
    await pane.report();
    expect(look()).toBe("kept");
    expect(storage.values.get("fc:kept:t.o")).toContain('"key-1"');
    answers.report = buildReceipt({ repeated: true });
    await pane.retry();
    expect(calls.filter(({ name }) => name === "report").map(({ key }) => key)).toEqual(["key-1", "key-1"]);
    expect(look(), "the lost answer is news to the person").toBe("thanks");
    expect(storage.values.has("fc:kept:t.o")).toBe(false);
  });

  it("loses nothing when the pane is closed while a report is on its way", async () => {
    const { pane, storage } = openPane({ me: onboarded, report: () => new Promise(() => undefined) });
    await pane.start();
    void pane.report();
    await settle();
    const next = openPane({ me: onboarded, report: buildReceipt() }, { storage, mail: null });
    await next.pane.start();
    expect(next.calls.filter(({ name }) => name === "report")).toMatchObject([{ key: "key-1" }]);
    expect(storage.values.has("fc:kept:t.o")).toBe(false);
    expect(next.pane.store.get().notice?.key).toBe("sending.arrived");
  });

  it("keeps a report until sign-in works, and hands it to the person behind the mailbox", async () => {
    const { pane, look, calls, storage, switches } = openPane(
      { me: onboarded, report: buildReceipt() },
      { signIn: new SignInError("failed") },
    );
    await pane.start();
    expect(look()).toBe("noSignIn");
    pane.ask("report");
    await pane.report();
    expect(look()).toBe("kept");
    expect([...storage.values.keys()]).toContain("fc:kept:address:newcomer@acme.example");
    switches.signIn = undefined;
    await pane.check();
    expect(calls.filter(({ name }) => name === "report")).toHaveLength(1);
    expect(look()).toBe("thanks");
    expect([...storage.values.keys()].filter((key) => key.startsWith("fc:kept"))).toEqual([]);
  });

  it("keeps a report of a token that is not taken until the person is signed in", async () => {
    const { pane, look } = openPane({ me: onboarded, report: new ApiError("token_expired", 401) });
    await pane.start();
    await pane.report();
    expect(look()).toBe("kept");
    expect(pane.store.get().reports[parcel.key]).toMatchObject({ reason: "signIn" });
  });

  it("tells of another mail's kept report that it still waits, when asked to send it now", async () => {
    const { pane, mailbox } = openPane({ me: onboarded, report: new ApiError("offline", 0) });
    await pane.start();
    await pane.report();
    mailbox.select(news);
    await pane.wake();
    expect(pane.store.get().notice, "nobody asked").toBeNull();
    await pane.sendKept();
    expect(pane.store.get().notice).toMatchObject({ key: "sending.kept", kind: "failed" });
  });

  it("drops a kept report when asked to", async () => {
    const { pane, look, storage } = openPane({ me: onboarded, report: new ApiError("internal", 500) });
    await pane.start();
    await pane.report();
    pane.drop();
    expect(look()).toBe("report");
    expect(storage.values.has("fc:kept:t.o")).toBe(false);
  });

  it("follows the selection while a report runs, and tells when it has arrived", async () => {
    let arrive: (receipt: unknown) => void = () => undefined;
    const { pane, look, mailbox } = openPane({
      me: onboarded,
      report: () => new Promise((resolve) => (arrive = resolve)),
    });
    await pane.start();
    const done = pane.report();
    await settle();
    expect(look()).toBe("sending");
    mailbox.select(news);
    expect(look()).toBe("report");
    arrive(buildReceipt());
    await done;
    expect(look()).toBe("report");
    expect(pane.store.get().notice).toMatchObject({
      key: "sending.arrived",
      params: { subject: parcel.subject },
    });
    mailbox.select(parcel);
    expect(look()).toBe("thanks");
  });

  it("knows whose mailbox the open mail lies in, also when another mail is selected", async () => {
    const { pane, mailbox } = openPane({ me: onboarded }, { owner: "info@acme.example" });
    await pane.start();
    expect(pane.store.get().mail).toEqual({ ...parcel, owner: "info@acme.example" });
    mailbox.select(news);
    expect(pane.store.get().mail).toEqual(news);
    await Promise.resolve();
    await Promise.resolve();
    expect(pane.store.get().mail).toEqual({ ...news, owner: "info@acme.example" });
    mailbox.select(null);
    expect(pane.store.get().mail).toBeNull();
  });

  it("keeps what was typed for each mail", async () => {
    const { pane, mailbox } = openPane({ me: onboarded });
    await pane.start();
    pane.draft("one");
    mailbox.select(news);
    pane.draft("two");
    expect(pane.store.get().drafts).toEqual({ [parcel.key]: "one", [news.key]: "two" });
  });

  it("knows a person again before the server has answered", async () => {
    const { pane, storage } = openPane({ me: onboarded });
    await pane.start();
    const again = openPane({ me: () => new Promise(() => undefined) }, { storage });
    void again.pane.start();
    await settle();
    expect(again.look()).toBe("report");
    expect(pane.store.get().hint).toMatchObject({
      tid: "t",
      oid: "o",
      onboarded: true,
      organization: "Acme",
    });
  });

  it("asks for a copy, and understands that it may be too soon", async () => {
    const answers: Answers = { me: sent, copy: waiting };
    const { pane, look } = openPane(answers, { mail: null });
    await pane.start();
    await pane.copy();
    expect(look()).toBe("welcomeQueued");
    expect(pane.store.get().notice?.key).toBe("welcome.copyDone");
    answers.copy = new ApiError("copy_too_soon", 409);
    await pane.copy();
    expect(pane.store.get().notice?.key).toBe("welcome.copyTooSoon");
  });

  it.each([
    [new ApiError("tenant_not_registered", 401), "notRegistered"],
    [new ApiError("token_audience", 401), "noSignIn"],
    [new ApiError("offline", 0), "unreachable"],
    [new ApiError("timeout", 0), "unreachable"],
    [new ApiError("unavailable", 503), "serverError"],
    [new SignInError("unavailable"), "noSignIn"],
  ])("says what is missing: %s", async (me, expected) => {
    const { pane, look } = openPane({ me });
    await pane.start();
    expect(look()).toBe(expected);
  });

  it("says when Outlook does not answer", async () => {
    const { pane, mailbox, look, names } = openPane({ me: buildMe() });
    mailbox.ready = () => Promise.reject(new MailboxError("notReady"));
    await pane.start();
    expect(look()).toBe("silent");
    expect(names()).toEqual([]);
  });

  it("speaks the language that was chosen in this mailbox", async () => {
    const { pane, storage } = openPane({ me: onboarded });
    await pane.start();
    pane.setLanguage("nl");
    const again = openPane({ me: onboarded }, { storage });
    await again.pane.start();
    expect(again.pane.store.get().language).toBe("nl");
  });
});
