import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actOn, dump, found, wholePerson } from "../purge/testing/whole-person.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
});
afterAll(() => test.stop());

const day = 86_400_000;
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const merge = (id: string, other: string) =>
  test
    .request()
    .post(`/api/v1/users/${id}/merge`)
    .set(as(acme.ownerToken))
    .send({ other, employeeId: "stays" })
    .expect(200);
const named = ({ markers: { mark, ...rest } }: Awaited<ReturnType<typeof wholePerson>>) => {
  expect(mark).toHaveLength(8);
  return rest;
};

describe("erasing a person into whom others were merged", () => {
  it.each([
    ["while it could be undone", 0],
    ["when how they were is forgotten", 31],
  ])("leaves nothing of any of them: %s", async (_, days) => {
    const [stays, goes, first] = [
      await wholePerson(test, acme),
      await wholePerson(test, acme),
      await wholePerson(test, acme),
    ];
    const bystander = await wholePerson(test, acme);
    // One into the next, and both into the last.
    await merge(goes.id, first.id);
    await merge(stays.id, goes.id);
    test.clock.advance(days * day);
    await test.deps.merges.run();
    await actOn(test, acme, "remove", [stays.id]);
    expect(await actOn(test, acme, "purge", [stays.id])).toMatchObject({ changed: 1 });
    const text = await dump(test);
    for (const person of [stays, goes, first]) expect(found(text, named(person))).toEqual([]);
    expect(await test.deps.connection.collection("merges").countDocuments()).toBe(0);
    expect(found(text, named(bystander))).toEqual(
      expect.arrayContaining(["name", "address", "former", "directory", "employeeId", "comment", "words"]),
    );
  });

  it("leaves who was given back alone", async () => {
    const [stays, goes] = [await wholePerson(test, acme), await wholePerson(test, acme)];
    await merge(stays.id, goes.id);
    await test
      .request()
      .post(`/api/v1/users/${stays.id}/merge/undo`)
      .set(as(acme.ownerToken))
      .send({})
      .expect(200);
    const before = await test.deps.users.get(acme.id, goes.id);
    await actOn(test, acme, "remove", [stays.id]);
    await actOn(test, acme, "purge", [stays.id]);
    const text = await dump(test);
    expect(found(text, named(stays))).toEqual([]);
    expect(await test.deps.users.get(acme.id, goes.id)).toEqual(before);
    expect(found(text, named(goes))).toEqual(
      expect.arrayContaining(["name", "address", "former", "directory", "employeeId", "comment", "words"]),
    );
  });
});

describe("the export of a person", () => {
  it("holds what is stored of those who were merged into them, and what was done to them", async () => {
    const [stays, goes] = [await wholePerson(test, acme), await wholePerson(test, acme)];
    await merge(stays.id, goes.id);
    const answer = await test
      .request()
      .get(`/api/v1/users/${stays.id}/export`)
      .set(as(acme.ownerToken))
      .expect(200);
    const { name, infix, lastName, employeeId, address, comment } = goes.markers;
    const asked = { name, infix, lastName, employeeId, address, comment };
    expect(found(JSON.stringify(answer.body), asked).sort()).toEqual(Object.keys(asked).sort());
    expect(JSON.stringify(answer.body)).not.toMatch(/tokenHash|requestHash|searchWords/);
  });
});

describe("after 30 days", () => {
  it("nothing is left of the name and the employee ID that nobody has any more, but in the record of a change", async () => {
    const [stays, goes] = [await wholePerson(test, acme), await wholePerson(test, acme)];
    await merge(stays.id, goes.id);
    const { name, infix, lastName, employeeId } = goes.markers;
    expect(found(await dump(test), { name, infix, lastName, employeeId })).toHaveLength(4);
    test.clock.advance(30 * day);
    await test.deps.merges.run();
    const audit = test.deps.connection.collection("audit");
    // It is told there from what to what somebody changed it, until the person is erased.
    const changes = await audit.find({ "subject.id": goes.id, action: "user.change" }).toArray();
    expect(found(JSON.stringify(changes), { name, infix, lastName, employeeId })).toEqual(["lastName"]);
    await audit.deleteMany({ _id: { $in: changes.map(({ _id }) => _id) } });
    expect(found(await dump(test), { name, infix, lastName, employeeId })).toEqual([]);
  });
});
