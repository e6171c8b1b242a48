import type { OutboxMessage } from "../../mail/outbox.ts";
import type { ReportDoc } from "../../reports/report.ts";
import type { Simulation } from "../../simulations/simulation.ts";
import type { UserDoc } from "../../users/user-store.ts";
import { checkReports } from "./check-reports.ts";
import type { Fleet } from "./fleet.ts";
import type { Copy, Ledger } from "./ledger.ts";

/** Everything that the promises are about, as it lies there when all is still. */
export interface Found {
  users: UserDoc[];
  simulations: Simulation[];
  outbox: OutboxMessage[];
  reports: ReportDoc[];
  copies: Map<string, Copy[]>;
  onboardings: Map<string, number>;
}

export interface Verdict {
  /** Each begins with the promise that is broken. */
  violations: string[];
  sent: number;
  inDoubt: number;
  copies: number;
  forwards: number;
  forwardCopies: number;
  reports: number;
  people: number;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

async function look({ deps: { connection } }: Fleet, ledger: Ledger): Promise<Found> {
  const all = <T extends { _id: string }>(name: string) =>
    connection.collection<T>(name).find().toArray() as Promise<T[]>;
  const [users, simulations, outbox, reports, onboarded] = await Promise.all([
    all<UserDoc>("users"),
    all<Simulation>("simulations"),
    all<OutboxMessage>("outbox"),
    all<ReportDoc>("reports"),
    connection
      .collection("audit")
      .aggregate<{ _id: string; count: number }>([
        { $match: { action: "user.onboard" } },
        { $group: { _id: "$subject.id", count: { $sum: 1 } } },
      ])
      .toArray(),
  ]);
  return {
    ...{ users, simulations, outbox, reports },
    copies: groupBy(ledger.copies, ({ messageId }) => messageId),
    onboardings: new Map(onboarded.map(({ _id, count }) => [_id, count])),
  };
}

function checkMails({ users, simulations, outbox, copies }: Found, say: (words: string) => void): void {
  const ofUser = groupBy(simulations, ({ user }) => user);
  for (const { _id, email, startNumber } of users) {
    const numbers = (ofUser.get(_id) ?? []).map((simulation) => simulation.startNumber).sort((a, b) => a - b);
    const wanted = Array.from({ length: startNumber }, (_, n) => n + 1);
    if (numbers.join() !== wanted.join())
      say(`M2 ${email} has starts ${wanted.join()} but simulations ${numbers.join()}`);
  }
  const bySimulation = groupBy(
    outbox.filter(({ kind }) => kind === "simulation"),
    ({ simulation = "" }) => simulation,
  );
  for (const { _id, user } of simulations) {
    const attempts = (bySimulation.get(_id) ?? []).map(({ attempt }) => attempt);
    if (attempts.length === 0) say(`M2 the simulation ${_id} of ${user} has no mail`);
    if (new Set(attempts).size !== attempts.length) say(`M1 the simulation ${_id} has an attempt twice`);
  }
  for (const message of outbox) {
    const arrived = copies.get(message.messageId)?.length ?? 0;
    const which = `${message.kind} ${message.messageId} (${message.state}, ${message.lastReply ?? "no reply"})`;
    if (message.state === "sending" || message.state === "queued") say(`M2 left behind: ${which}`);
    if (message.state === "sent" && arrived === 0) say(`M2 marked sent, never arrived: ${which}`);
    if (message.kind === "forward") continue;
    if (arrived > 1) say(`M1 ${arrived} copies of ${which}`);
    if (arrived > 0 && message.state !== "sent" && message.state !== "inDoubt")
      say(`M2 arrived all the same: ${which}`);
  }
  const known = new Set(outbox.map(({ messageId }) => messageId));
  for (const [messageId, [first]] of copies) {
    if (!known.has(messageId)) say(`M2 a mail that nobody decided: ${messageId}`);
    if (first?.to.length !== 1) say(`M4 a mail to ${first?.to.join()}`);
  }
}

function checkPeople({ users, onboardings }: Found, ledger: Ledger, say: (words: string) => void): void {
  const byAddress = groupBy(
    users.flatMap(({ _id, addresses }) => addresses.map((address) => ({ _id, address }))),
    ({ address }) => address,
  );
  for (const [address, people] of byAddress)
    if (people.length > 1) say(`P1 ${people.length} people are ${address}`);
  const byMail = new Map(users.map((user) => [user.email, user]));
  for (const address of ledger.joined)
    if ((byMail.get(address)?.stage ?? "notStarted") === "notStarted")
      say(`P1 ${address} joined and is not there`);
  for (const { _id, stage, email } of users) {
    const times = onboardings.get(_id) ?? 0;
    if (times !== (stage === "onboarded" ? 1 : 0))
      say(`R6 ${email} is ${stage} and was onboarded ${times} times`);
  }
}

/** Holds the product to its promises when all is still: nothing under way, nothing due. */
export async function check(fleet: Fleet, ledger: Ledger): Promise<Verdict> {
  const found = await look(fleet, ledger);
  const violations = [...ledger.complaints];
  const say = (words: string) => void violations.push(words);
  checkMails(found, say);
  checkPeople(found, ledger, say);
  await checkReports(fleet, found, ledger, say);
  const count = (kind: string, state?: string) =>
    found.outbox.filter((row) => row.kind === kind && (!state || row.state === state)).length;
  const copiesOf = (kind: string) =>
    found.outbox
      .filter((row) => row.kind === kind)
      .reduce((sum, { messageId }) => sum + (found.copies.get(messageId)?.length ?? 0), 0);
  const [sent, inDoubt, copies] = [
    count("simulation", "sent"),
    count("simulation", "inDoubt"),
    copiesOf("simulation"),
  ];
  if (sent > copies || copies > sent + inDoubt) say(`M2 sent ${sent}, in doubt ${inDoubt}, copies ${copies}`);
  return {
    ...{ violations, sent, inDoubt, copies, people: found.users.length, reports: found.reports.length },
    forwards: count("forward"),
    forwardCopies: copiesOf("forward"),
  };
}
