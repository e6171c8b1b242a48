import type { Found } from "./check.ts";
import type { Fleet } from "./fleet.ts";
import type { Ledger, PressRecord } from "./ledger.ts";

/** Bytes that were read back once; they are never written again. */
const readBack = new WeakMap<Ledger, Set<string>>();

async function checkBytes(
  fleet: Fleet,
  ledger: Ledger,
  sha256: string,
  say: (words: string) => void,
): Promise<void> {
  const known = readBack.get(ledger) ?? new Set<string>();
  readBack.set(ledger, known);
  if (known.has(sha256)) return;
  try {
    await fleet.deps.rawMails.read(fleet.organization, sha256);
    known.add(sha256);
  } catch (error) {
    say(`R1 bytes ${sha256} of an acknowledged report: ${error instanceof Error ? error.message : "lost"}`);
  }
}

/** What each press was told against what is kept and what arrived. */
export async function checkReports(
  fleet: Fleet,
  { reports, outbox, copies, users, simulations }: Found,
  ledger: Ledger,
  say: (words: string) => void,
): Promise<void> {
  const byKey = new Map<string, string[]>();
  for (const { receipt, identities } of reports)
    for (const identity of identities) byKey.set(identity, [...(byKey.get(identity) ?? []), receipt]);
  const byReceipt = new Map(reports.map((report) => [report.receipt, report]));
  const forwards = new Map(outbox.filter(({ kind }) => kind === "forward").map((row) => [row.report, row]));
  const byMail = new Map(users.map((user) => [user.email, user]));

  async function checkPress({ keys, address, what, sha256, answers }: PressRecord): Promise<void> {
    const receipts = new Set(answers.map(({ receipt }) => receipt));
    const [receipt = ""] = receipts;
    const which = `the report ${receipt} (${what}) of ${address}`;
    if (receipts.size > 1) say(`R2 one press, receipts ${[...receipts].join()}`);
    if (answers.filter(({ repeated }) => !repeated).length > 1) say(`R2 ${which} was new more than once`);
    if ((byKey.get(`key:${keys[0]}`) ?? []).length !== 1)
      say(`R2 ${which} is kept ${byKey.get(`key:${keys[0]}`)?.length ?? 0} times under its key`);
    const report = byReceipt.get(receipt);
    if (!report) {
      say(`R1 ${which} was acknowledged and is not there`);
      return;
    }
    if (sha256 && report.message?.sha256 !== sha256) say(`R1 ${which} is of other bytes`);
    if (report.message?.kept) await checkBytes(fleet, ledger, report.message.sha256, say);
    if (what === "threat" && !answers.every(({ forwarded }) => forwarded))
      say(`R1 ${which} is not forwarded`);
    if (what === "welcome") {
      if (answers.some(({ outcome }) => outcome !== "welcomeSimulation"))
        say(`R2 ${which} is answered ${answers[0]?.outcome}`);
      if (byMail.get(address)?.stage !== "onboarded")
        say(`R6 ${address} reported the simulation and is not onboarded`);
    }
    if (!report.forwarded) return;
    const row = forwards.get(report._id);
    if (!row) {
      say(`R1 ${which} has no forward`);
      return;
    }
    const arrived = copies.get(row.messageId) ?? [];
    if (row.state !== "sent" || arrived.length === 0)
      say(`M3 the forward of ${which} is ${row.state}, ${arrived.length} copies`);
    if (sha256 && arrived.some(({ carried }) => carried !== sha256))
      say(`R4 the forward of ${which} carries other bytes`);
  }

  // A press that nobody was told about yet is a complaint already.
  for (const press of ledger.presses.filter(({ answers }) => answers.length > 0)) await checkPress(press);
  if (reports.length > ledger.presses.length)
    say(`R2 ${ledger.presses.length} presses made ${reports.length} reports`);
  const credits = new Map<string, number>();
  for (const { credited, simulation } of reports)
    if (credited && simulation) credits.set(simulation, (credits.get(simulation) ?? 0) + 1);
  for (const { _id, state } of simulations)
    if ((credits.get(_id) ?? 0) !== (state === "reported" ? 1 : 0))
      say(`R2 the ${state} simulation ${_id} was scored ${credits.get(_id) ?? 0} times`);
}
