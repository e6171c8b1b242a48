import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { purgeTable } from "./purge-table.ts";
import { actOn, dump, found, wholePerson } from "./testing/whole-person.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
});
afterAll(() => test.stop());

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const count = (name: string, which: object = {}) =>
  test.deps.connection.collection(name).countDocuments({ organization: acme.id, ...which });
const overview = async () => {
  const trend = await test.request().get("/api/v1/overview/trend").set(as(acme.ownerToken)).expect(200);
  const whole = await test.request().get("/api/v1/overview").set(as(acme.ownerToken)).expect(200);
  return {
    trend: trend.body as unknown,
    funnel: (whole.body as { funnel: unknown }).funnel,
  };
};

describe("what becomes of a person", () => {
  it("is said for every collection that there is", async () => {
    const models = Object.values(test.deps.connection.models).map(({ collection }) => collection.name);
    const there = (await test.deps.connection.listCollections()).map(({ name }) => name);
    expect([...new Set([...models, ...there])].filter((name) => !(name in purgeTable))).toEqual([]);
  });

  it("is done wherever it is said, and nothing is forgotten where nothing personal is", () => {
    for (const [name, { becomes, forget }] of Object.entries(purgeTable))
      if (becomes === "nothingPersonal") expect([name, forget]).toEqual([name, undefined]);
  });

  it("leaves nothing that names them in the whole database, and the counts as they were", async () => {
    const { id, email, markers, shared, colleague } = await wholePerson(test, acme);
    const { mark, ...named } = markers;
    expect(found(await dump(test), named)).toEqual(
      expect.arrayContaining(Object.keys(named).filter((name) => name !== "token")),
    );
    await actOn(test, acme, "remove", [id]);
    const before = await overview();
    const counts = async () => ({
      // Links to join by are counted by nobody.
      outbox: await count("outbox", { kind: { $ne: "join" } }),
      sent: await count("outbox", { state: "sent" }),
      reports: await count("reports"),
      credited: await count("reports", { credited: true }),
      simulations: await count("simulations"),
    });
    const counted = await counts();
    const mails = await count("raw_mails");

    expect(await actOn(test, acme, "purge", [id])).toEqual(expect.objectContaining({ changed: 1 }));
    expect(found(await dump(test), { ...named, colleague: `x${mark}x` })).toEqual([]);
    await test.request().get(`/api/v1/users/${id}`).set(as(acme.ownerToken)).expect(404);
    expect(await counts()).toEqual(counted);
    expect(await overview()).toEqual(before);
    // The mail that a colleague reported too is kept for that report; the person's own, and their simulation, are not.
    expect(mails - (await count("raw_mails"))).toBe(3);
    const { list } = test.deps.reportService;
    const theirs = (await list(acme.id, { limit: 20 })).items.filter(
      ({ reporter }) => reporter.address === colleague,
    );
    expect(theirs).toHaveLength(2);
    const kept = theirs.find(({ message }) => message);
    const opened = await test
      .request()
      .get(`/api/v1/reports/${kept!._id}/message`)
      .set(as(acme.ownerToken))
      .buffer()
      .expect(200);
    expect(opened.text).toBe(shared.toString());
    // The same address is somebody new.
    const joined = await test
      .request()
      .post("/api/v1/me/join")
      .set(as(await acme.tokenOf(email)))
      .send({});
    expect(joined.status).toBe(200);
    expect((joined.body as { user: { id: string; startNumber: number } }).user.startNumber).toBe(1);
  });

  it("is nothing to anybody else", async () => {
    const other = await wholePerson(test, acme);
    const leaving = await wholePerson(test, acme);
    await actOn(test, acme, "remove", [leaving.id]);
    const before = await test.deps.users.get(acme.id, other.id);
    await actOn(test, acme, "purge", [leaving.id]);
    const { mark, former, ...named } = other.markers;
    expect(found(await dump(test), { ...named, mark, former })).toEqual(
      expect.arrayContaining(["name", "address", "former", "directory", "comment", "words", "messageId"]),
    );
    expect(await test.deps.users.get(acme.id, other.id)).toEqual(before);
  });
});
