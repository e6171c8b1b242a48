import type { Deps } from "../server/deps.ts";
import type { Accounts } from "./accounts.ts";
import type { Certificate } from "./certificate.ts";
import type { Mailboxes } from "./mailboxes.ts";
import type { Mongod } from "./mongod.ts";

export interface PartPorts {
  deps: Deps;
  accounts: Accounts;
  mailboxes: Mailboxes;
  certificate: Certificate;
  /** Null when MONGODB_URI names another database. */
  mongod: Mongod | null;
  mongodVersion: string | null;
  /** A real mail server was named. */
  realMail: { host: string; allowed: string[] } | null;
  /** Null when another issuer was named. */
  issuerHost: string | null;
  ports: { http: number; https: number };
  role: "all" | "web" | "worker";
  now: () => Date;
}
export interface Part {
  key: "web" | "worker" | "database" | "mail" | "identity" | "certificate";
  name: string;
  state: "running" | "down" | "attention";
  detail: string;
  log?: string;
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

async function database({ deps, mongod, mongodVersion }: PartPorts): Promise<Part> {
  const what = mongod ? `own mongod ${mongodVersion ?? ""}`.trim() : "the MongoDB of MONGODB_URI";
  const part = { key: "database", name: "Database" } as const;
  if (mongod && mongod.state() !== "running") {
    const coming = mongod.state() === "starting";
    const detail = coming ? `${what}, starting again` : `${what}, ended`;
    return { ...part, state: coming ? "attention" : "down", detail, log: await mongod.lastLog() };
  }
  const start = performance.now();
  try {
    await deps.connection.getClient().db(deps.connection.name).command({ ping: 1 }, { timeoutMS: 1500 });
    return { ...part, state: "running", detail: `${what}, ${Math.round(performance.now() - start)} ms` };
  } catch (error) {
    const log = error instanceof Error ? error.message : String(error);
    return { ...part, state: "down", detail: `${what} does not answer`, log };
  }
}

/** Mails of the outbox by state, over all organizations. */
async function outbox({ deps }: PartPorts): Promise<Map<string, number>> {
  const states = await deps.connection
    .collection("outbox")
    .aggregate<{ _id: string; count: number }>([{ $group: { _id: "$state", count: { $sum: 1 } } }])
    .toArray();
  return new Map(states.map(({ _id, count }) => [_id, count]));
}

async function worker(ports: PartPorts): Promise<Part> {
  const part = { key: "worker", name: "Worker" } as const;
  const states = await outbox(ports).catch(() => new Map<string, number>());
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (states.get(name) ?? 0), 0);
  const waiting = of("queued", "sending");
  const problems = of("inDoubt", "refused");
  const detail = `outbox: ${waiting} waiting, ${of("sent")} accepted${problems ? `, ${problems} refused or in doubt` : ""}`;
  if (ports.role === "web")
    return { ...part, state: "attention", detail: `${detail}; not in this process (ROLE=web)` };
  return { ...part, state: "running", detail };
}

async function mail({ mailboxes, realMail, now }: PartPorts): Promise<Part> {
  const part = { key: "mail", name: "Mail server", state: "running" } as const;
  if (realMail) return { ...part, detail: `${realMail.host}, only to ${realMail.allowed.join(", ")}` };
  const today = new Date(now());
  today.setHours(0, 0, 0, 0);
  const [boxes, mails] = await Promise.all([mailboxes.all(), mailboxes.count(today)]);
  return {
    ...part,
    detail: `${counted(boxes.length, "mailbox", "mailboxes")}, ${counted(mails, "mail")} today`,
  };
}

async function identity({ accounts, issuerHost }: PartPorts): Promise<Part> {
  const part = { key: "identity", name: "Identity provider", state: "running" } as const;
  if (issuerHost) return { ...part, detail: `the one at ${issuerHost}` };
  return { ...part, detail: `${counted(await accounts.count(), "person", "people")} can sign in` };
}

/** How the parts are right now. `overTls`: whoever asks came by https, so their browser has taken the certificate. */
export async function partsNow(ports: PartPorts, overTls: boolean): Promise<Part[]> {
  const away = (key: Part["key"], name: string) => (): Part => ({
    ...{ key, name, state: "down", detail: "cannot be asked while the database is away" },
  });
  const { http, https } = ports.ports;
  const web: Part = { key: "web", name: "Web", state: "running", detail: `http ${http}, https ${https}` };
  const certificate: Part = {
    key: "certificate",
    name: "Certificate",
    state: overTls ? "running" : "attention",
    detail: "made on this machine",
  };
  const asked = await Promise.all([
    worker(ports),
    database(ports),
    mail(ports).catch(away("mail", "Mail server")),
    identity(ports).catch(away("identity", "Identity provider")),
  ]);
  return [web, ...asked, certificate];
}
