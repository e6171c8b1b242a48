import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type User, userSorts, type UserSort } from "../../shared/contracts/user.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

interface Page {
  items: User[];
  total: number;
  next?: string;
}

let test: TestApp;
let acme: TestOrganization;
const people = 3_000;
/** Those of the company and of the group. */
const few = people / 50;
const first = ["Zoë", "ada", "Ada", "", "Émile", "Bo", "bo", "Ænima", "Åsa", "O'Neil"];
const last = ["de Vries", "Bakker", "", "ödman", "Visser", "bakker"];
/** People of the same moment, of the same name, and of none; among another organization's. */
async function fill(of: TestOrganization, count: number) {
  const users = Array.from({ length: count }, (_, n) => ({
    ...{
      organization: of.id,
      email: `p${n}@${of.domain}`,
      firstName: first[n % 10]!,
      lastName: last[n % 6]!,
    },
    ...(n % 50 === 0 && { company: "c", groups: ["g"] }),
    ...(n % 3 === 0 && { stage: "started" as const }),
  }));
  const base = test.clock.now().getTime();
  await test.deps.insertTogether((into) =>
    Promise.all(
      users.map((user, n) => test.deps.users.insert(user, new Date(base - Math.floor(n / 7) * 60_000), into)),
    ),
  );
}
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await fill(acme, people);
  await fill(await test.organization("other.example"), 40);
}, 60_000);
afterAll(() => test.stop());

const get = (query: Record<string, string | number>) =>
  test.request().get("/api/v1/users").query(query).set("Authorization", `Bearer ${acme.ownerToken}`);
const page = async (query: Record<string, string | number>) => (await get(query).expect(200)).body as Page;
async function all(
  query: Record<string, string | number>,
  between: () => Promise<void> = () => Promise.resolve(),
) {
  const items: User[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const { items: more, next, total } = await page({ limit: 200, ...query, ...(cursor && { cursor }) });
    items.push(...more);
    if (next && cursor === "") await between();
    expect(total).toBeGreaterThanOrEqual(more.length);
    cursor = next;
  }
  return items;
}
const keys = {
  email: ({ email }: User) => [email],
  name: ({ firstName, lastName, email }: User) => [firstName, lastName, email],
  added: ({ createdAt, id }: User) => [createdAt, id],
};
const alphabet = new Intl.Collator("en", { sensitivity: "accent" });
function inOrder(sort: UserSort, items: readonly User[]): boolean {
  const keyOf = keys[sort.replace("-", "") as keyof typeof keys];
  const compare = sort.endsWith("name")
    ? (a: string, b: string) => alphabet.compare(a, b)
    : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return items.slice(1).every((user, index) => {
    const [one, other] = [keyOf(items[index]!), keyOf(user)];
    const order = one.map((part, n) => compare(part, other[n]!)).find((n) => n !== 0) ?? 0;
    return sort.startsWith("-") ? order > 0 : order < 0;
  });
}

describe("the list of people", () => {
  it.each(userSorts)("in the order of %s has everybody once, page by page", async (sort) => {
    const items = await all({ sort });
    expect(items).toHaveLength(people + 1);
    expect(new Set(items.map(({ id }) => id)).size).toBe(people + 1);
    expect(inOrder(sort, items)).toBe(true);
    expect((await page({ sort, limit: 1 })).total).toBe(people + 1);
  });

  it.each(userSorts)(
    "in the order of %s shows nobody twice while people come, go and change names",
    async (sort) => {
      const fresh: string[] = [];
      const items = await all({ sort, limit: 150, company: "c" });
      const during = await all({ sort, limit: 10, company: "c" }, async () => {
        for (const place of ["0000", "zzzz"]) {
          const { _id } = await test.deps.users.insert(
            {
              organization: acme.id,
              email: `${place}${sort}@acme.example`,
              firstName: place,
              lastName: "",
              company: "c",
            },
            place === "0000" ? new Date(0) : test.clock.now(),
          );
          fresh.push(_id);
        }
      });
      expect(new Set(during.map(({ id }) => id)).size).toBe(during.length);
      const known = during.filter(({ id }) => !fresh.includes(id));
      expect(known.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      expect(during.length).toBeGreaterThan(items.length);
      await test.deps.users.collection.deleteMany({ organization: acme.id, email: /^(0000|zzzz)/ } as object);
    },
  );

  it("takes a cursor in the order that it comes from, and in no other", async () => {
    const { next } = await page({ sort: "name", limit: 5 });
    for (const sort of ["-name", "email", "added"]) await get({ sort, cursor: next! }).expect(400);
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const cursor of [
      "x",
      made(["name", "a", "b"]),
      made(["name", "a", "b", 1]),
      made(["name", "a", "b", { $gt: "" }]),
      made({ length: 4 }),
    ])
      await get({ sort: "name", cursor }).expect(400);
    await get({ sort: "added", cursor: made(["added", 9e15, "x"]) }).expect(400);
    await get({ sort: "stage" }).expect(400);
  });
});

it("finds who belongs to no company or department, with a true total", async () => {
  const { total } = await page({ without: "company", limit: 1 });
  const [having, everybody] = [await page({ company: "c", limit: 1 }), await page({ limit: 1 })];
  expect(total).toBe(everybody.total - having.total);
  expect((await page({ without: "department", company: "c" })).total).toBe(having.total);
  expect((await page({ without: "company", company: "c" })).total).toBe(0);
  expect((await all({ without: "company", stage: "started" })).every(({ company }) => !company)).toBe(true);
});

describe("each order is read from an index, without sorting more than a few", () => {
  const filters: [string, Record<string, string>][] = [
    ["nothing", {}],
    ["a stage", { stage: "started" }],
    ["a status", { status: "inactive" }],
    ["a group", { group: "g" }],
    ["a company", { company: "c" }],
    ["none of a department", { without: "department" }],
    ["a language", { language: "nl" }],
    ["those added lately", { addedWithinDays: "30" }],
    ["stage and company", { stage: "started", company: "c" }],
  ];
  it.each(filters)("filtered by %s", async (_what, filter) => {
    const database = test.deps.connection.getClient().db(test.deps.connection.name);
    await database.setProfilingLevel("off");
    await database.collection("system.profile").drop();
    await database.setProfilingLevel("all");
    for (const sort of userSorts) {
      const { next } = await page({ ...filter, sort, limit: 10 });
      if (next) await page({ ...filter, sort, limit: 10, cursor: next });
    }
    await database.setProfilingLevel("off");
    const finds = await database
      .collection<{ planSummary: string; hasSortStage?: boolean; docsExamined: number }>("system.profile")
      .find({ op: "query", ns: /\.users$/, "command.limit": 11 })
      .toArray();
    expect(finds.length).toBeGreaterThanOrEqual(userSorts.length);
    for (const { planSummary, hasSortStage = false, docsExamined } of finds) {
      expect(planSummary).toMatch(/^IXSCAN/);
      // A few are put in order where the filter's own index has found them: they are not looked for among all.
      if (hasSortStage) expect(docsExamined).toBeLessThanOrEqual(few);
    }
  });
});

it("a page far behind is entered where it begins, not read from the first on", async () => {
  const explained = async (sort: UserSort) => {
    const items = await all({ sort });
    const { firstName, lastName, email, createdAt, id } = items.at(-20)!;
    const after = {
      email: [email],
      name: [firstName, lastName, email],
      added: [Date.parse(createdAt), id],
    }[sort.replace("-", "") as keyof typeof keys];
    const database = test.deps.connection.getClient().db(test.deps.connection.name);
    await database.setProfilingLevel("all");
    await test.deps.users.list(acme.id, {}, { sort, after, limit: 17 });
    await database.setProfilingLevel("off");
    const [found] = await database
      .collection<{ keysExamined: number }>("system.profile")
      .find({ op: "query", ns: /\.users$/, "command.limit": 18 })
      .sort({ ts: -1 })
      .limit(1)
      .toArray();
    return found!.keysExamined;
  };
  for (const sort of userSorts) expect(await explained(sort)).toBeLessThan(people / 5);
});
