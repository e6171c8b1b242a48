import PostalMime from "postal-mime";
import supertest from "supertest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { createDeps } from "../deps.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let other: TestOrganization;
let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
  other = await test.organization("other.example");
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});
beforeEach(async () => {
  await test.openJoining();
  await test.deps.connection.collection("client_counts").deleteMany({});
});

const hour = 3_600_000;
const slug = "acme-example";
let people = 0;
const someone = () => `someone${++people}@acme.example`;
const ask = (email: string, to = slug, request = test.request()) =>
  request.post(`/join/${to}`).type("form").send({ email });
const collection = (name: string) => test.deps.connection.collection(name);
const mailsTo = (address: string) => sink.mails.filter(({ to }) => to.includes(address));

/** As the workers do: looks at what was asked, and sends what is due. */
async function work(): Promise<void> {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}
async function askAndWork(email: string, to = slug): Promise<void> {
  await ask(email, to).expect(202);
  await work();
}
const parsed = (address: string) => PostalMime.parse(mailsTo(address).at(-1)!.raw);
/** Path of the link in the latest mail to this address. */
async function linkOf(address: string): Promise<string> {
  const { text = "" } = await parsed(address);
  const [, path = ""] = /^https:\/\/training\.acme\.example(\/join\/[^\s]+)$/m.exec(text) ?? [];
  return path;
}
async function invited(address = someone()): Promise<{ address: string; link: string }> {
  await askAndWork(address);
  return { address, link: await linkOf(address) };
}
const open = (link: string) => test.request().get(link).set("Accept-Language", "en");
const press = (link: string, request = test.request()) =>
  request.post(link).set("Accept-Language", "en").type("form").send("");
const userOf = (address: string) =>
  test.deps.users.collection.findOne({ organization: acme.id, email: address }).lean();
const add = (fields: object) =>
  test
    .request()
    .post("/api/v1/users")
    .set("Authorization", `Bearer ${acme.ownerToken}`)
    .send({ firstName: "On", lastName: "Roster", ...fields })
    .expect(201);
const gate = (joining: object) =>
  test
    .request()
    .patch("/api/v1/organization")
    .set("Authorization", `Bearer ${acme.ownerToken}`)
    .send({ joining })
    .expect(200);

describe("asking on the page for newcomers", () => {
  it("sends one mail with a personal link, in the language of the page", async () => {
    const address = someone();
    await test
      .request()
      .post(`/join/${slug}`)
      .set("Accept-Language", "nl")
      .type("form")
      .send({ email: ` ${address.toUpperCase()} ` })
      .expect(202);
    await work();
    expect(mailsTo(address)).toHaveLength(1);
    const mail = await parsed(address);
    expect(mail.subject).toBe("Bevestig dat je wilt meedoen met de phishingoefening");
    expect(mail.from?.address).toBe("firstcatch@acme.example");
    expect(mail.to).toEqual([{ name: "", address }]);
    const link = `https://training.acme.example${await linkOf(address)}`;
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.html?.replace(/<style>.*?<\/style>/s, "")).not.toMatch(/src="(?!cid:)/);
    expect(mail.attachments).toHaveLength(1);
    expect(mail.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
    expect(await userOf(address)).toBeNull();
    const [token] = link.split("/").slice(-1);
    const stored = JSON.stringify([
      await collection("join_requests").find().toArray(),
      await collection("outbox").find().toArray(),
    ]);
    expect(stored).not.toContain(token);
  });

  it("answers the same, whoever it is and whatever was typed, and mails only who may join", async () => {
    const [removed, inactive, training, onboarded, roster, unknown] = Array.from({ length: 6 }, someone) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    for (const email of [removed, inactive, training, onboarded, roster]) await add({ email });
    const set = (email: string, fields: object) =>
      collection("users").updateOne({ organization: acme.id, email }, { $set: fields });
    await set(removed, { removedAt: test.clock.now() });
    await set(inactive, { active: false });
    await set(training, { stage: "started" });
    await set(onboarded, { stage: "onboarded" });
    const typed = [
      removed,
      inactive,
      training,
      onboarded,
      roster,
      unknown,
      "someone@evil-acme.example",
      "someone@sub.acme.example",
      "someone@other.example",
      "someone_other.example#EXT#@acme.example",
      "nobody",
      "",
      "a@acme.example, b@acme.example",
      "c@acme.example\r\nBcc: d@acme.example",
      `${"x".repeat(3000)}@acme.example`,
    ];
    const before = sink.mails.length;
    const answers = await Promise.all(typed.map((email) => ask(email).set("Accept-Language", "en")));
    const shape = ({ status, text, headers }: supertest.Response) => {
      const { date, "x-request-id": id, ...rest } = headers as Record<string, string>;
      expect([date, id]).not.toContain(undefined);
      return { status, text, headers: rest };
    };
    expect(answers[0]!.status).toBe(202);
    for (const answer of answers) expect(shape(answer)).toEqual(shape(answers[0]!));
    await work();
    const mailed = sink.mails.slice(before).flatMap(({ to }) => to);
    expect(mailed.sort()).toEqual([roster, unknown].sort());
    const kept = await collection("join_requests").distinct("address", { organization: acme.id });
    expect(kept.filter((address: string) => typed.includes(address)).sort()).toEqual(
      [roster, unknown].sort(),
    );
  });

  it.each([
    ["JSON", "application/json", '{"email":{"$ne":null}}'],
    ["broken JSON", "application/json", "{"],
    ["an operator as a form", "application/x-www-form-urlencoded", "email[$ne]=1"],
    ["two addresses", "application/x-www-form-urlencoded", "email=a@acme.example&email=b@acme.example"],
    ["a form far too long", "application/x-www-form-urlencoded", `email=${"a".repeat(100_000)}`],
    ["too many fields", "application/x-www-form-urlencoded", "a=1&".repeat(50)],
    ["broken percents", "application/x-www-form-urlencoded", "email=%E0%A4%A"],
    ["an unknown charset", "application/x-www-form-urlencoded; charset=klingon", "email=a"],
    ["multipart", "multipart/form-data; boundary=x", "--x--"],
    ["bytes", "application/octet-stream", "\u0000\u0001"],
    ["a prototype", "application/x-www-form-urlencoded", "__proto__[email]=a@acme.example&toString=1"],
  ])("takes %s kindly: 202, and nothing is noted", async (_name, type, body) => {
    const noted = await collection("join_requests").countDocuments();
    const answer = await test
      .request()
      .post(`/join/${slug}`)
      .set({ "Content-Type": type, "Accept-Language": "en" })
      .send(body)
      .expect(202);
    expect(answer.text).toContain("Look in your mail");
    expect(await collection("join_requests").countDocuments()).toBe(noted);
  });

  it("answers 202 for a name that no organization has, and notes nothing", async () => {
    const address = someone();
    expect((await ask(address, "nobody").expect(202)).text).toContain("<h1>Look in your mail</h1>");
    expect(await collection("join_requests").countDocuments({ address })).toBe(0);
  });

  it("asks of each organization by its own rules", async () => {
    await collection("organizations").updateOne(
      { _id: other.id as never },
      { $set: { "joining.allowedDomains": ["other.example"] } },
    );
    const before = sink.mails.length;
    await askAndWork("someone@other.example");
    await askAndWork(someone(), "other-example");
    expect(sink.mails.length).toBe(before);
    await askAndWork("someone@other.example", "other-example");
    expect(mailsTo("someone@other.example")).toHaveLength(1);
  });

  it("mails nobody while joining is closed, and answers the same", async () => {
    await gate({ anyoneCanJoin: false });
    const address = someone();
    expect((await ask(address).set("Accept-Language", "en").expect(202)).text).toContain("Look in your mail");
    await work();
    expect(mailsTo(address)).toEqual([]);
    expect((await test.request().get(`/join/${slug}`).expect(200)).text).not.toContain("<form");
  });

  it("sends one mail however often it is asked, on two servers with two workers; another after four hours", async () => {
    const second = await createDeps(test.deps.config, { clock: test.clock, sandbox: true });
    const otherServer = supertest(createApp(second, { paneScripts: [] }));
    const address = someone();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(address, slug, n % 2 ? otherServer : test.request())),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    await Promise.all([test.deps.joinByMail.run(), second.joinByMail.run(), test.deps.joinByMail.run()]);
    await work();
    test.clock.advance(4 * hour - 1000);
    await askAndWork(address);
    expect(mailsTo(address)).toHaveLength(1);
    const first = await linkOf(address);
    test.clock.advance(1000);
    await askAndWork(address);
    expect(mailsTo(address)).toHaveLength(2);
    await open(first).expect(410);
    await open(await linkOf(address)).expect(200);
    await second.close();
  });

  it("notes nothing more of a network that asks without end, and says so with the same status", async () => {
    for (let n = 0; n < 300; n++) await test.deps.joinLimit.take("::ffff:127.0.0.1");
    const address = someone();
    const answer = await ask(address).set("Accept-Language", "en").expect(202);
    expect(answer.text).toContain("Please ask again in 10 minutes");
    expect(await collection("join_requests").countDocuments({ address })).toBe(0);
  });

  it("drops a mail that waits when the gate shuts meanwhile", async () => {
    const address = someone();
    await ask(address).expect(202);
    await test.deps.joinByMail.run();
    await gate({ anyoneCanJoin: false });
    await work();
    expect(mailsTo(address)).toEqual([]);
    expect(await collection("outbox").findOne({ to: address })).toMatchObject({ state: "cancelled" });
  });

  it("is nothing that an admin has to see to, when the address does not exist", async () => {
    const address = someone();
    sink.misbehave = (step, to) =>
      step === "recipient" && to === address ? { code: 550, text: "no such user" } : undefined;
    await askAndWork(address);
    sink.misbehave = () => undefined;
    expect(await collection("outbox").findOne({ to: address })).toMatchObject({ state: "refused" });
    const stuck = await test
      .request()
      .get("/api/v1/mail/stuck")
      .set("Authorization", `Bearer ${acme.ownerToken}`)
      .expect(200);
    expect(stuck.body).toMatchObject({ items: [], total: 0 });
  });
});

describe("the link in the mail", () => {
  it("changes nothing by being opened", async () => {
    const { address, link } = await invited();
    for (const method of ["get", "head", "get"] as const) await test.request()[method](link).expect(200);
    const page = await open(link).expect(200);
    expect(page.text).toContain(address);
    expect(page.text).toContain('<form method="post">');
    expect(page.headers).toMatchObject({
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.headers).not.toHaveProperty("set-cookie");
    expect(page.text).not.toContain("<script");
    expect(await userOf(address)).toBeNull();
  });

  it("joins by the press: started by self, one Welcome simulation, one record, however many press at once", async () => {
    const { address, link } = await invited();
    const second = await createDeps(test.deps.config, { clock: test.clock, sandbox: true });
    const otherServer = supertest(createApp(second, { paneScripts: [] }));
    const presses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => press(link, n % 2 ? otherServer : test.request())),
    );
    expect(presses.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(presses.every(({ text }) => text.includes("You have joined"))).toBe(true);
    await second.close();
    const user = await userOf(address);
    expect(user).toMatchObject({ stage: "started", startMethod: "self", startNumber: 1, language: "en" });
    expect(await collection("simulations").countDocuments({ user: user!._id })).toBe(1);
    expect(await collection("outbox").countDocuments({ user: user!._id })).toBe(1);
    const entries = await collection("audit").find({ "subject.id": user!._id }).toArray();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: "user.join",
      actor: { kind: "self", id: user!._id },
      details: { created: true, by: "link", startNumber: 1 },
    });
    await work();
    expect(mailsTo(address)).toHaveLength(2);
    expect((await open(link).expect(200)).text).toContain("You have joined");
  });

  it("is the same person as at the button, whoever is first", async () => {
    const { address, link } = await invited();
    const token = await acme.tokenOf(address);
    const button = () => test.request().post("/api/v1/me/join").set("Authorization", `Bearer ${token}`);
    const both = await Promise.all([press(link), button(), press(link), button()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const user = await userOf(address);
    expect(await collection("users").countDocuments({ addresses: address })).toBe(1);
    expect(await collection("simulations").countDocuments({ user: user!._id })).toBe(1);
  });

  it("starts somebody of the roster, whose name and language stay", async () => {
    const address = someone();
    await add({ email: address, language: "nl" });
    const { link } = await invited(address);
    await press(link).expect(200);
    expect(await userOf(address)).toMatchObject({
      firstName: "On",
      lastName: "Roster",
      language: "nl",
      stage: "started",
      startMethod: "self",
    });
  });

  it("is dead after a day, altered, or in another organization's name", async () => {
    const { address, link } = await invited();
    const altered = link.slice(0, -1) + (link.endsWith("A") ? "B" : "A");
    for (const wrong of [
      altered,
      link.replace(slug, "other-example"),
      link.replace(slug, "nobody"),
      `/join/${slug}/x`,
      `/join/${slug}/${"a".repeat(5000)}`,
      `/join/${slug}/%00%0d%0a`,
    ]) {
      expect((await open(wrong)).status).toBe(410);
      expect((await press(wrong)).status).toBe(410);
    }
    test.clock.advance(24 * hour - 1);
    await open(link).expect(200);
    test.clock.advance(1);
    expect((await open(link).expect(410)).text).toContain("This link is over");
    await press(link).expect(410);
    expect(await userOf(address)).toBeNull();
  });

  it("asks for a yes to the organization's terms where it has any, and keeps when that was said", async () => {
    const { address, link } = await invited();
    await collection("organizations").updateOne(
      { _id: acme.id as never },
      { $set: { terms: { url: "https://acme.example/terms?a=1&b=2" } } },
    );
    const page = await open(link).expect(200);
    expect(page.text).toContain('href="https://acme.example/terms?a=1&amp;b=2"');
    const refused = await press(link).expect(422);
    expect(refused.text).toContain("please accept the terms first");
    expect(await userOf(address)).toBeNull();
    await test.request().post(link).type("form").send({ terms: "yes" }).expect(200);
    expect(await userOf(address)).toMatchObject({
      stage: "started",
      termsAcceptedAt: test.clock.now(),
    });
    await collection("organizations").updateOne({ _id: acme.id as never }, { $unset: { terms: 1 } });
    const without = await invited();
    await press(without.link).expect(200);
    expect(await userOf(without.address)).not.toHaveProperty("termsAcceptedAt");
  });

  it("does not bring back or start who was removed or switched off since, and does not tell", async () => {
    for (const fields of [{ removedAt: new Date() }, { active: false }]) {
      const address = someone();
      await add({ email: address });
      const { link } = await invited(address);
      await collection("users").updateOne({ email: address }, { $set: fields });
      const over = await press(link).expect(410);
      expect(over.text).toContain("This link is over");
      expect(over.text).not.toContain(address);
      expect(await userOf(address)).toMatchObject({ stage: "notStarted" });
    }
  });

  it("says so when joining was closed since", async () => {
    const { address, link } = await invited();
    await gate({ anyoneCanJoin: false });
    expect((await press(link).expect(403)).text).toContain("is closed for now");
    expect(await userOf(address)).toBeNull();
  });

  it("writes nothing at all when one part cannot be written", async () => {
    const { address, link } = await invited();
    const { simulations } = test.deps;
    const whole = simulations.enqueueWelcome;
    simulations.enqueueWelcome = () => Promise.reject(new Error("no"));
    await press(link).expect(500);
    simulations.enqueueWelcome = whole;
    expect(await userOf(address)).toBeNull();
    await press(link).expect(200);
    expect(await userOf(address)).toMatchObject({ stage: "started" });
  });
});

describe("what is kept", () => {
  it("is forgotten thirty days after the mail, the mail's record too", async () => {
    const { address } = await invited();
    await test.deps.joinByMail.sweep(test.clock.now());
    expect(await collection("join_requests").countDocuments({ address })).toBe(1);
    test.clock.advance(30 * 24 * hour);
    await test.deps.joinByMail.sweep(test.clock.now());
    expect(await collection("join_requests").countDocuments({ address })).toBe(0);
    expect(await collection("outbox").countDocuments({ to: address })).toBe(0);
  });

  it("is known as our own mail when somebody reports it", async () => {
    const { address } = await invited();
    const token = await acme.tokenOf(address);
    const reported = await test
      .request()
      .post("/api/v1/reports")
      .set("Authorization", `Bearer ${token}`)
      .attach("message", mailsTo(address).at(-1)!.raw, {
        filename: "m.eml",
        contentType: "message/rfc822",
      })
      .expect(201);
    expect(reported.body).toMatchObject({ outcome: "ourOwnMail" });
  });

  it("is found by indexes alone", async () => {
    const { address } = await invited();
    const plan = async (name: string, filter: object) => {
      const explained = (await collection(name).find(filter).explain("queryPlanner")) as {
        queryPlanner: { winningPlan: unknown };
      };
      return JSON.stringify(explained.queryPlanner.winningPlan);
    };
    for (const [name, filter] of [
      ["join_requests", { organization: acme.id, address }],
      ["join_requests", { organization: acme.id, "link.tokenHash": "x" }],
      ["join_requests", { waiting: { $exists: true } }],
      ["join_requests", { forgetAt: { $lte: new Date() }, waiting: { $exists: false } }],
      ["outbox", { organization: acme.id, kind: "join", to: { $in: [address] } }],
    ] as const) {
      const found = await plan(name, filter);
      expect(found).toContain("IXSCAN");
      expect(found).not.toContain("COLLSCAN");
    }
  });
});
