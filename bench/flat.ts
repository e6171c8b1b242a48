import { readFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { systemClock } from "../server/clock.ts";
import { createDeps, type Deps } from "../server/deps.ts";
import { createOrganization } from "../server/organization/create-organization.ts";
import { median, perSecond, type Row } from "./rounds.ts";
import { benchConfig } from "./settings.ts";

const sizes = [1_000, Number(process.env["BENCH_USERS"] ?? 100_000)] as const;
const rounds = 3;
const peopleARound = 200;
const ticksPerSecond = 100;

/** Milliseconds of processor time that a process has used, where the system tells it in /proc; else 0. */
async function usedBy(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields ? ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond : 0;
}

/** The roster grows to so many people, as an import would bring them in. */
async function growTo(deps: Deps, organization: string, size: number): Promise<void> {
  const users = deps.connection.collection<{ _id: string }>("users");
  let there = await users.countDocuments();
  const template = await users.findOne({});
  while (there < size) {
    const batch = Array.from({ length: Math.min(5_000, size - there) }, () => {
      const [_id, email] = [randomUUID(), `${randomUUID()}@acme.example`];
      return {
        ...template,
        ...{ _id, organization, email, addresses: [email], directory: `t:${_id}`, role: undefined },
        searchWords: [email],
      };
    });
    await users.insertMany(batch, { ordered: false, ignoreUndefined: true });
    there += batch.length;
  }
}

/** One newcomer: looked up, joined, and reports a mail. */
async function journey(deps: Deps, organization: string, tid: string): Promise<void> {
  const [oid, address] = [randomUUID(), `${randomUUID()}@acme.example`];
  const directory = `${tid}:${oid}`;
  const organizationDoc = await deps.organizations.get(organization);
  const user = await deps.users.findPerson(organization, directory, address);
  await deps.joining.join(
    { tid, oid, address, name: "New Comer", organization, organizationDoc, directory, user },
    "en",
  );
  const joined = await deps.users.findPerson(organization, directory, address);
  await deps.reportService.create(
    { organization, tid, oid, address, user: joined, settings: organizationDoc },
    { subject: `Suspicious ${oid}` },
  );
}

/** Processor time of server and database for one person's join and report, in a large roster against a small one. */
export async function costPerUser(mongodbUri: string, mongodPid: number): Promise<Row> {
  const deps = await createDeps(benchConfig({ MONGODB_URI: mongodbUri }), {
    clock: systemClock,
    sandbox: true,
  });
  try {
    const tid = randomUUID();
    const { organizationId } = await createOrganization(deps, {
      name: "Acme",
      tenantId: tid,
      domain: "acme.example",
      ownerEmail: "owner@acme.example",
      securityMailbox: "security@acme.example",
    });
    await deps.connection
      .collection("organizations")
      .updateMany(
        {},
        { $set: { "joining.anyoneCanJoin": true, "joining.allowedDomains": ["acme.example"] } },
      );
    const used = async () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000 + (await usedBy(mongodPid));
    };
    const round = async () => {
      const before = await used();
      await perSecond(peopleARound, 8, () => journey(deps, organizationId, tid));
      return ((await used()) - before) / peopleARound;
    };
    const costs: number[] = [];
    for (const size of sizes) {
      await growTo(deps, organizationId, size);
      await round();
      const each: number[] = [];
      for (let n = 0; n < rounds; n++) each.push(await round());
      costs.push(median(each));
    }
    const [small = 0, large = 0] = costs;
    return {
      figure: `processor time for a join and a report, ms, ${sizes[1].toLocaleString("en")} users`,
      ours: large.toFixed(2),
      against: `the same among ${sizes[0].toLocaleString("en")} users: ${small.toFixed(2)}`,
      ratio: (large / small).toFixed(2),
    };
  } finally {
    await deps.close();
  }
}
