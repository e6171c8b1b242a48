import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Unit, Units } from "../../shared/contracts/structure.ts";
import { isMany, memberField, structureKinds, type StructureKind } from "../../shared/structure.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import type { UserDoc } from "../users/user-store.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.stop());
beforeEach(async () => {
  acme = await test.organization(`${randomUUID()}.example`);
});

const as = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const create = (kind: StructureKind, body: object) =>
  test.request().post(`/api/v1/${kind}`).set(as()).send(body);
/** A second after what came before. */
const change = (kind: StructureKind, id: string, body: object, version?: number) => {
  test.clock.advance(1_000);
  return test
    .request()
    .patch(`/api/v1/${kind}/${id}`)
    .set({ ...as(), ...(version !== undefined && { "If-Match": `"${version}"` }) })
    .send(body);
};
const made = async (kind: StructureKind, name: string, more: object = {}) =>
  (await create(kind, { name, ...more }).expect(201)).body as Unit;
const list = async (kind: StructureKind) =>
  ((await test.request().get(`/api/v1/${kind}`).set(as()).expect(200)).body as Units).items;
const at = () => test.clock.now();
const people = () => test.deps.users.collection;
/** So many people who belong to these units, put in beside the product for speed. */
async function members(kind: StructureKind, units: readonly string[], count = 1, more: object = {}) {
  const rows = Array.from({ length: count }, () => {
    const id = randomUUID();
    return {
      ...{ _id: id, organization: acme.id, email: `${id}@acme.example`, addresses: [`${id}@acme.example`] },
      ...{ stage: "notStarted", active: true, searchWords: [], version: 1, createdAt: at(), updatedAt: at() },
      ...{ functions: [], groups: [], [memberField[kind]]: isMany(kind) ? units : units[0] },
      ...more,
    };
  });
  await people().insertMany(rows as unknown as UserDoc[], { lean: true });
  return rows.map(({ _id }) => _id);
}
const unitsOf = async (kind: StructureKind, id: string) =>
  (await test.deps.users.get(acme.id, id))[memberField[kind]];
const audited = async (subject: string) =>
  (await test.deps.audit.about(acme.id, subject, 10)).map(({ action, details }) => ({ action, details }));

describe.each(structureKinds)("%s", (kind) => {
  it("are made, renamed, given another code and archived, each with a record of it", async () => {
    const unit = await made(kind, "Sales", { code: "S-1" });
    expect(unit).toMatchObject({ name: "Sales", code: "S-1", users: 0, archived: false, version: 1 });
    const renamed = await change(kind, unit.id, { name: "Sales Europe", code: "" }, 1).expect(200);
    expect(renamed.body).toEqual({
      ...{ id: unit.id, name: "Sales Europe" },
      ...{ users: 0, archived: false, version: 2 },
    });
    await change(kind, unit.id, { archived: true }).expect(200);
    expect(await list(kind)).toMatchObject([{ name: "Sales Europe", archived: true, version: 3 }]);
    // Nothing to change writes nothing.
    await change(kind, unit.id, { archived: true }).expect(200);
    expect((await list(kind))[0]?.version).toBe(3);
    expect(await audited(unit.id)).toEqual([
      { action: "structure.change", details: { before: { archived: false }, after: { archived: true } } },
      {
        action: "structure.change",
        details: { before: { name: "Sales", code: "S-1" }, after: { name: "Sales Europe", code: "" } },
      },
      { action: "structure.create", details: { name: "Sales", code: "S-1" } },
    ]);
  });

  it("have names and codes of their own, whatever case and accents", async () => {
    await made(kind, "Zoë", { code: "a1" });
    const refusal = async (body: object) => {
      const answer = (await create(kind, body).expect(409)).body as Problem;
      return [answer.code, answer.violations?.[0]?.path];
    };
    expect(await refusal({ name: "ZOE" })).toEqual(["already_exists", "$.name"]);
    expect(await refusal({ name: "Other", code: "A1" })).toEqual(["already_exists", "$.code"]);
    const other = await made(kind, "Other");
    expect(((await change(kind, other.id, { code: "A1" }).expect(409)).body as Problem).code).toBe(
      "already_exists",
    );
  });

  it("tell the second of two admins what the first one made of it", async () => {
    const unit = await made(kind, "Sales");
    await change(kind, unit.id, { name: "First" }, 1).expect(200);
    const body = (await change(kind, unit.id, { name: "Second" }, 1).expect(409)).body as Problem & Unit;
    expect(body).toMatchObject({ code: "version_conflict", current: { name: "First", version: 2 } });
  });

  it("say how many belong to them, without the removed", async () => {
    const [one, two] = [await made(kind, "One"), await made(kind, "Two")];
    await members(kind, [one.id], 3);
    await members(kind, [one.id], 1, { removedAt: at() });
    if (isMany(kind)) await members(kind, [one.id, two.id]);
    else await members(kind, [two.id]);
    const both = isMany(kind) ? 4 : 3;
    expect((await list(kind)).map(({ name, users }) => [name, users])).toEqual([
      ["One", both],
      ["Two", 1],
    ]);
  });

  it("are merged: everybody moves, the removed too, then the name is gone", async () => {
    const [from, to] = [await made(kind, "From", { code: "X" }), await made(kind, "To")];
    const [someone] = await members(kind, [from.id], 1_200);
    const [removed] = await members(kind, [from.id], 1, { removedAt: at() });
    const body = (await change(kind, from.id, { mergeInto: to.id }, 1).expect(200)).body as Problem & Unit;
    expect(body).toMatchObject({ mergingInto: to.id, users: 1_200 });
    // The name and the code are free at once.
    await made(kind, "From", { code: "X" });
    expect(await test.deps.structure.moveOn(() => false)).toBe(1_201);
    expect(await unitsOf(kind, someone!)).toEqual(isMany(kind) ? [to.id] : to.id);
    expect(await unitsOf(kind, removed!)).toEqual(isMany(kind) ? [to.id] : to.id);
    expect((await list(kind)).map(({ name, users }) => [name, users])).toEqual([
      ["From", 0],
      ["To", 1_200],
    ]);
    // Somebody who was given it at that very moment follows; after that it is gone.
    const [late] = await members(kind, [from.id]);
    test.clock.advance(121_000);
    expect(await test.deps.structure.moveOn(() => false)).toBe(1);
    expect(await unitsOf(kind, late!)).toEqual(isMany(kind) ? [to.id] : to.id);
    expect(await test.deps.units.find(kind, acme.id, from.id)).toBeNull();
    expect((await audited(from.id))[0]).toEqual({
      action: "structure.merge",
      details: { name: "From", into: "To" },
    });
  });

  it("are not merged into themselves, into what is archived, away, on its way, or another organization's", async () => {
    const [from, to, third] = [await made(kind, "From"), await made(kind, "To"), await made(kind, "Third")];
    await change(kind, third.id, { archived: true }).expect(200);
    const mine = acme;
    acme = await test.organization(`${randomUUID()}.example`);
    const theirs = await made(kind, "Theirs");
    acme = mine;
    for (const into of [from.id, third.id, theirs.id, randomUUID(), ""]) {
      const body = (await change(kind, from.id, { mergeInto: into }).expect(400)).body as Problem & Unit;
      expect(body.violations?.[0]?.path).toBe("$.mergeInto");
    }
    await change(kind, from.id, { mergeInto: to.id }).expect(200);
    // Who is still to arrive would be left behind.
    const body = (await change(kind, to.id, { mergeInto: theirs.id }).expect(400)).body as Problem & Unit;
    expect(body.code).toBe("invalid_request");
    const fourth = await made(kind, "Fourth");
    expect(((await change(kind, to.id, { mergeInto: fourth.id }).expect(409)).body as Problem).code).toBe(
      "move_not_allowed",
    );
    await change(kind, from.id, { name: "Back" }).expect(404);
  });
});

it("two merges that would cross at the same moment: one of them wins, and nobody is lost", async () => {
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await made("groups", `A${round}`), await made("groups", `B${round}`)];
    const [member] = await members("groups", [a.id, b.id]);
    const answers = await Promise.all([
      change("groups", a.id, { mergeInto: b.id }),
      change("groups", b.id, { mergeInto: a.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await test.deps.structure.moveOn(() => false);
    const [left] = await test.deps.users.get(acme.id, member!).then(({ groups }) => groups);
    const winner = answers[0].status === 200 ? b : a;
    expect([left, await unitsOf("groups", member!)]).toEqual([winner.id, [winner.id]]);
  }
});

it("who belongs to both keeps the place of the other", async () => {
  const [a, b, c] = [await made("groups", "A"), await made("groups", "B"), await made("groups", "C")];
  const [member] = await members("groups", [a.id, c.id, b.id]);
  const [single] = await members("groups", [c.id, a.id]);
  await change("groups", a.id, { mergeInto: b.id }).expect(200);
  await test.deps.structure.moveOn(() => false);
  expect(await unitsOf("groups", member!)).toEqual([c.id, b.id]);
  expect(await unitsOf("groups", single!)).toEqual([c.id, b.id]);
});
