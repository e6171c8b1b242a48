import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { belongingFields, type Person } from "../../shared/contracts/user-person.ts";
import type { Unit } from "../../shared/contracts/structure.ts";
import type { User } from "../../shared/contracts/user.ts";
import { isMany, memberField, structureKinds } from "../../shared/structure.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { listed } from "./belonging.ts";

let test: TestApp;
let acme: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  other = await test.organization("other.example");
});
afterAll(() => test.stop());

const call = (method: "post" | "patch", path: string, body: object, token = acme.ownerToken) =>
  test
    .request()
    [method](`/api/v1/${path}`)
    .set({ Authorization: `Bearer ${token}` })
    .send(body);
const unit = async (kind: string, token = acme.ownerToken) =>
  ((await call("post", kind, { name: randomUUID() }, token).expect(201)).body as Unit).id;
const newcomer = async (more: object = {}) =>
  (await call("post", "users", { email: `${randomUUID()}@acme.example`, ...more }).expect(201)).body as User;
const change = async (user: User, body: object) =>
  (await call("patch", `users/${user.id}`, body).expect(200)).body as User;

it.each(structureKinds)("a person is given %s by hand, and left without again", async (kind) => {
  const field = memberField[kind];
  const [one, two] = [await unit(kind), await unit(kind)];
  const value = (...ids: string[]) => (isMany(kind) ? ids : (ids[0] ?? null));
  const added = await newcomer({ [field]: value(one) });
  expect(added[field]).toEqual(value(one));
  const moved = await change(added, { [field]: value(two, one) });
  // Groups keep the order in which they were given, however they are listed.
  expect(moved[field]).toEqual(kind === "groups" ? [one, two] : value(two, one));
  // What is so already changes nothing.
  expect((await change(added, { [field]: value(two, one) })).version).toBe(moved.version);
  const left = await change(added, { [field]: isMany(kind) ? [] : null });
  expect(left[field] ?? null).toEqual(isMany(kind) ? [] : null);
  const told = await test.deps.audit.about(acme.id, added.id, 5);
  const changes = told.filter(({ action }) => action === "user.change").map(({ details }) => details);
  const named = async (ids: readonly string[]) => {
    const found = await test.deps.units.some(kind, acme.id, ids);
    return ids.map((id) => found.find(({ _id }) => _id === id)?.name).join(", ");
  };
  const then = await named(listed(moved[field]));
  expect(changes).toHaveLength(2);
  // Both are of the same moment.
  expect(changes).toContainEqual({ changes: [{ field, before: await named([one]), after: then }] });
  expect(changes).toContainEqual({ changes: [{ field, before: then, after: null }] });
});

it.each(structureKinds)(
  "%s: none that is unknown, archived or another organization's; what somebody has they keep",
  async (kind) => {
    const field = memberField[kind];
    const value = (...ids: string[]) => (isMany(kind) ? ids : ids[0]);
    const refused = async (id: string) => {
      for (const call of [
        () => post({ email: `${randomUUID()}@acme.example`, [field]: value(id) }),
        () => patch({ [field]: value(id) }),
      ]) {
        const problem = (await call().expect(400)).body as Problem;
        expect(problem.violations?.[0]?.path).toBe(`$.${field}`);
      }
    };
    const post = (body: object) => call("post", "users", body);
    const archived = await unit(kind);
    const person = await newcomer({ [field]: value(archived) });
    const stranger = await newcomer();
    const patch = (body: object) => call("patch", `users/${stranger.id}`, body);
    await call("patch", `${kind}/${archived}`, { archived: true }).expect(200);
    await refused(archived);
    await refused(randomUUID());
    await refused(await unit(kind, other.ownerToken));
    const kept = await change(person, { [field]: value(archived), firstName: "Kept" });
    expect(kept[field]).toEqual(value(archived));
  },
);

it("a person's page names what they belong to, archived ones too, and says who may change it", async () => {
  const [company, group] = [await unit("companies"), await unit("groups")];
  const user = await newcomer({ company, groups: [group], manager: true });
  expect(user.manager).toBe(true);
  await call("patch", `groups/${group}`, { archived: true }).expect(200);
  const page = async () =>
    (
      await test
        .request()
        .get(`/api/v1/users/${user.id}/profile`)
        .set({ Authorization: `Bearer ${acme.ownerToken}` })
        .expect(200)
    ).body as Person;
  const { belonging, editable } = await page();
  expect(belonging).toMatchObject([
    { kind: "companies", id: company, archived: false },
    { kind: "groups", id: group, archived: true },
  ]);
  expect(belonging.every(({ name }) => name.length > 0)).toBe(true);
  expect(editable).toEqual(expect.arrayContaining([...belongingFields]));
  await call("post", "users/actions", { action: "remove", users: { ids: [user.id] } }).expect(200);
  expect((await page()).editable).toEqual([]);
});

it("somebody is made a manager by hand, which is no role, and is one no more; both stand on record", async () => {
  const user = await newcomer();
  const leads = await change(user, { manager: true });
  expect(leads).toMatchObject({ manager: true, version: user.version + 1 });
  expect(leads.role).toBeUndefined();
  expect((await change(leads, { manager: true })).version).toBe(leads.version);
  expect(await change(leads, { manager: false })).toMatchObject({ manager: false });
  const about = await test.deps.audit.about(acme.id, user.id, 10);
  const changed = about.filter(({ action }) => action === "user.change");
  expect(changed).toHaveLength(2);
  for (const [before, after] of [
    ["false", "true"],
    ["true", "false"],
  ])
    expect(changed.map(({ details }) => details)).toContainEqual({
      changes: [{ field: "manager", before, after }],
    });
});
