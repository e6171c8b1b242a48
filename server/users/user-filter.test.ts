import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { User } from "../../shared/contracts/user.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { userFilterOf } from "./user-filter.ts";
import type { UserDoc } from "./user-store.ts";

const day = 86_400_000;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  const now = test.clock.now().getTime();
  const ago = (days: number) => new Date(now - days * day);
  const people: Record<string, Partial<UserDoc> & { added?: Date }> = {
    dutch: { language: "nl", added: ago(1) },
    newest: { added: new Date(now - 1) },
    newer: { added: ago(2), groups: ["g"], functions: ["f", "f2"], company: "c" },
    waiting: { stage: "started", startedAt: ago(10), startMethod: "self", added: ago(40) },
    waitingLong: { stage: "started", startedAt: ago(31), startMethod: "admin", added: ago(40) },
    paused: { stage: "started", startedAt: ago(50), active: false, added: ago(50) },
    onboarded: { stage: "onboarded", startedAt: ago(50), department: "d", costCentre: "k", added: ago(50) },
    removed: { stage: "onboarded", removedAt: ago(1), language: "nl", added: ago(3) },
  };
  for (const [name, { added, ...changes }] of Object.entries(people)) {
    const user = await test.deps.users.insert(
      { organization: acme.id, email: `${name.toLowerCase()}@acme.example`, firstName: name, lastName: "" },
      added!,
    );
    await test.deps.users.update(user, changes, added!);
  }
});
afterAll(() => test.stop());

const asked = async (query: string) =>
  (
    await test
      .request()
      .get(`/api/v1/users?${query}`)
      .set({ Authorization: `Bearer ${acme.ownerToken}` })
      .expect(200)
  ).body as { items: User[]; total: number; next?: string };
const found = async (query: string) => {
  const { items, total } = await asked(query);
  expect(total).toBe(items.length);
  return items.map(({ firstName }) => firstName).filter(Boolean);
};

describe("people are found", () => {
  it.each([
    ["language=nl", ["dutch"]],
    ["language=en", ["newer", "newest", "onboarded", "paused", "waiting", "waitingLong"]],
    ["language=nl&status=removed", ["removed"]],
    ["group=g", ["newer"]],
    ["function=f2", ["newer"]],
    ["company=c", ["newer"]],
    ["department=d", ["onboarded"]],
    ["costCentre=k", ["onboarded"]],
    ["department=d&company=c", []],
    ["startMethod=self", ["waiting"]],
    ["shown=waiting", ["waiting", "waitingLong"]],
    ["shown=inactive", ["paused"]],
    ["shown=removed", ["removed"]],
    ["shown=invited", []],
    ["shown=waiting&status=inactive", []],
    ["shown=waiting&stage=onboarded", []],
    ["shown=waiting&stage=started", ["waiting", "waitingLong"]],
    ["waitingOverDays=0", ["waiting", "waitingLong"]],
    ["waitingOverDays=14", ["waitingLong"]],
    ["waitingOverDays=31", []],
    ["waitingOverDays=14&startMethod=self", []],
    ["waitingOverDays=1&status=inactive", []],
  ])("by %s: %j", async (query, names) => {
    expect(await found(query)).toEqual(names);
  });

  it("newest first where those who came lately are asked for, page by page", async () => {
    expect(await found("addedWithinDays=7")).toEqual(["newest", "dutch", "newer"]);
    const names: string[] = [];
    let cursor = "";
    do {
      const { items, total, next } = await asked(`addedWithinDays=7&limit=1${cursor && `&cursor=${cursor}`}`);
      expect(total).toBe(4);
      names.push(...items.map(({ firstName }) => firstName).filter(Boolean));
      cursor = next ?? "";
    } while (cursor);
    expect(names).toEqual(["newest", "dutch", "newer"]);
  });

  it("never by a number of days that is none, nor by a cursor of another order", async () => {
    const refused = (query: string) =>
      test
        .request()
        .get(`/api/v1/users?${query}`)
        .set({ Authorization: `Bearer ${acme.ownerToken}` })
        .expect(400);
    for (const days of ["-1", "1.5", "x", "1e9", "3651"]) await refused(`addedWithinDays=${days}`);
    const { next } = await asked("limit=1");
    await refused(`addedWithinDays=7&cursor=${next}`);
  });
});

it("an action reaches just those whom the list shows by the same filter", async () => {
  const answer = await test
    .request()
    .post("/api/v1/users/actions")
    .set({ Authorization: `Bearer ${acme.ownerToken}` })
    .send({ action: "deactivate", users: { filter: { waitingOverDays: 14 } }, dryRun: true })
    .expect(200);
  const { items } = await asked("waitingOverDays=14");
  expect((answer.body as { ids: string[] }).ids).toEqual(items.map(({ id }) => id));
});

it("days are 24 hours from now, over a change of the clocks too", () => {
  const now = new Date("2026-10-25T12:00:00Z");
  expect(userFilterOf({ waitingOverDays: 1 }, { defaultLanguage: "en" }, now).startedBefore).toEqual(
    new Date("2026-10-24T12:00:00Z"),
  );
});
