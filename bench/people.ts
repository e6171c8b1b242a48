import { randomUUID } from "node:crypto";
import { systemClock } from "../server/clock.ts";
import { createDeps, type Deps } from "../server/deps.ts";
import { searchWords } from "../server/domain/search-words.ts";
import { createOrganization } from "../server/organization/create-organization.ts";
import type { UserDoc } from "../server/users/user-store.ts";
import { alternate, median, perSecond, type Row } from "./rounds.ts";
import { benchConfig } from "./settings.ts";

const many = Number(process.env["BENCH_USERS"] ?? 100_000);
const others = 9;
const people = many.toLocaleString("en");
const rounds = 5;
/** Questions of a round; fewer where each takes long. */
const asked = many > 200_000 ? 3 : 20;
const started = 10_000;
const page = 50;
const stages = ["notStarted", "started", "onboarded"] as const;
const day = 86_400_000;
const names = ["Ada", "Bram", "Chiara", "Daan", "Eva", "Finn", "Greta", "Hugo", "Ines", "Jan"];

/** So many people of an organization, as an import would bring them in. */
async function fill(deps: Deps, organization: string, count: number, group: string): Promise<void> {
  for (let there = 0; there < count; there += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, count - there) }, (_, i) => {
      const n = there + i;
      const [firstName = "", lastName] = [names[n % names.length], `Person${n}`];
      const email = `person${n}@${organization}.example`;
      return {
        ...{ _id: randomUUID(), organization, email, addresses: [email], firstName, lastName },
        ...{ functions: [], groups: n % 100 === 0 ? [group] : [], manager: false, active: true },
        stage: stages[n % 3] ?? "notStarted",
        ...{ startNumber: n % 3 ? 1 : 0, searchWords: searchWords({ firstName, lastName, email }) },
        ...(n % 3 && { lastReportAt: new Date(Date.now() - (n % 60) * day) }),
        ...{ version: 1, createdAt: new Date(), updatedAt: new Date() },
      } satisfies UserDoc;
    });
    await deps.connection.collection<UserDoc>("users").insertMany(rows, { ordered: false });
  }
}

/** The list that admins live on, and a bulk start, among so many people; against the bare driver asking and writing the same. */
export async function peopleSpeed(mongodbUri: string): Promise<Row[]> {
  const deps = await createDeps(benchConfig({ MONGODB_URI: mongodbUri }), {
    clock: systemClock,
    sandbox: true,
  });
  try {
    const { organizationId, ownerId } = await createOrganization(deps, {
      name: "Acme",
      tenantId: randomUUID(),
      domain: "acme.example",
      ownerEmail: "owner@acme.example",
      securityMailbox: "security@acme.example",
    });
    const group = randomUUID();
    await fill(deps, organizationId, many, group);
    for (let n = 0; n < others; n++) await fill(deps, randomUUID(), Math.ceil(many / 20), randomUUID());
    const users = deps.connection.collection<UserDoc>("users");
    const bare = async (filter: object) => {
      const all = { organization: organizationId, removedAt: null, ...filter } as object;
      await Promise.all([
        users
          .find(all)
          .sort({ email: 1 })
          .limit(page + 1)
          .toArray(),
        users.countDocuments(all),
      ]);
    };
    const since = new Date(Date.now() - 30 * day);
    const questions: [string, object, object][] = [
      ["the first page", {}, {}],
      [
        "a search, two words",
        { query: "daan person1" },
        { $and: [{ searchWords: /^daan/ }, { searchWords: /^person1/ }] },
      ],
      ["a filter, one stage", { stage: "started" }, { stage: "started" }],
      ["a filter, one group", { group }, { groups: group }],
      [
        "a filter, no report for 30 days",
        { notReportedSince: since },
        { lastReportAt: { $not: { $gte: since } } },
      ],
    ];
    const rows: Row[] = [];
    for (const [name, ours, theirs] of questions) {
      const times: number[] = [];
      const result = await alternate(
        rounds,
        () =>
          perSecond(asked, 1, async () => {
            const began = performance.now();
            await deps.users.list(organizationId, ours, { limit: page });
            times.push(performance.now() - began);
          }),
        () => perSecond(asked, 1, () => bare(theirs)),
      );
      rows.push({
        figure: `list of people a second, ${name}, ${people}`,
        ours: `${result.ours.toFixed(0)} (${median(times).toFixed(0)} ms)`,
        against: `bare driver, the same find and count: ${result.against.toFixed(0)}`,
        ratio: result.ratio.toFixed(2),
      });
    }
    return [...rows, await bulkStart(deps, organizationId, ownerId)];
  } finally {
    await deps.close();
  }
}

const simulated = ["simulations", "outbox", "audit"] as const;
/** People of one transaction; as many as the product takes. */
const part = 250;

/** A start of ten thousand at once, with all that it writes, against the bare driver writing the same documents. */
async function bulkStart(deps: Deps, organization: string, ownerId: string): Promise<Row> {
  const users = deps.connection.collection<UserDoc>("users");
  const ids = (
    await users
      .find({ organization, role: { $exists: false } })
      .sort({ email: 1 })
      .limit(started)
      .toArray()
  ).map(({ _id }) => _id);
  const group = randomUUID();
  const chosen = { organization, _id: { $in: ids } };
  const owner = await deps.users.get(organization, ownerId);
  const admin = {
    organization,
    user: { ...owner, role: "owner" as const },
    actor: { kind: "user" as const, id: ownerId },
  };
  /** What one start wrote, by collection. */
  const written = new Map<string, object[]>();
  const reset = async () => {
    const before = { stage: "notStarted" as const, startNumber: 0, groups: [group] };
    await users.updateMany(chosen, { $set: before }, { hint: { _id: 1 } });
    for (const name of simulated) await deps.connection.collection(name).deleteMany({ organization });
  };
  const ours = async () => {
    await reset();
    const began = performance.now();
    await deps.userJobs.begin(admin, { action: "start" }, { group });
    await deps.userJobs.run();
    const rate = ids.length / ((performance.now() - began) / 1000);
    if (written.size === 0)
      for (const name of simulated)
        written.set(name, await deps.connection.collection(name).find({ organization }).toArray());
    return rate;
  };
  const bare = async () => {
    await reset();
    const began = performance.now();
    for (let from = 0; from < ids.length; from += part)
      await deps.transact(async (tx) => {
        const some = { organization, _id: { $in: ids.slice(from, from + part) } };
        await users.find(some, { session: tx, hint: { _id: 1 } }).toArray();
        await users.updateMany(
          some,
          { $set: { stage: "started", startedAt: new Date(), updatedAt: new Date() }, $inc: { version: 1 } },
          { session: tx, hint: { _id: 1 } },
        );
        for (const [name, documents] of written)
          await deps.connection
            .collection(name)
            .insertMany(documents.slice(from, from + part), { session: tx });
      });
    return ids.length / ((performance.now() - began) / 1000);
  };
  const result = await alternate(3, ours, bare);
  return {
    figure: `people started a second, ${started.toLocaleString("en")} at once among ${people}`,
    ours: result.ours.toFixed(0),
    against: `bare driver, the same writes, ${part} a transaction: ${result.against.toFixed(0)}`,
    ratio: result.ratio.toFixed(2),
  };
}
