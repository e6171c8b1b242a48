import type { ClientSession, Connection } from "mongoose";
import { transactOn } from "../db/connect.ts";
import type { ReportDoc } from "../reports/report.ts";
import { reportsOf, simulationsOf, type Leaver } from "./leaver.ts";

/** What of a mail could name whom it was sent to. */
const ofTheMail = { internetMessageId: 1, headers: 1, message: 1 } as const;

/**
 * Reports stay as counts: outcome, verdict and day. Who reported, what was reported and what was said of it go, with the
 * mail itself where no other report holds the same bytes. A colleague's report of one of the person's simulations keeps its
 * reporter, but not the mail, which was addressed to the person.
 */
export async function forgetReports(connection: Connection, person: Leaver): Promise<void> {
  const reports = connection.collection<ReportDoc>("reports");
  for (const { _id, message } of await reportsOf(connection, person))
    await transactOn(connection)(async (session) => {
      await forgetMail(connection, person.organization, _id, message, session);
      await reports.updateOne(
        { organization: person.organization, _id },
        {
          $set: {
            reporter: { key: `gone:${_id}`, address: "", tid: "", oid: "" },
            subject: "",
            identities: [`gone:${_id}`],
            requestHash: "gone",
          },
          $unset: { ...ofTheMail, from: 1, receivedAt: 1, comment: 1 },
        },
        { session },
      );
    });
  const theirs = { $in: await simulationsOf(connection, person) };
  const found = reports.find({ organization: person.organization, simulation: theirs });
  for await (const { _id, message, identities, reporter } of found) {
    if (reporter.key === `gone:${_id}`) continue;
    await transactOn(connection)(async (session) => {
      await forgetMail(connection, person.organization, _id, message, session);
      // What says that a repeated press is the same report stays, but for the hash of the mail.
      const known = identities.filter((identity) => !identity.startsWith("sha256:"));
      await reports.updateOne(
        { organization: person.organization, _id },
        {
          $set: { identities: known.length > 0 ? known : [`id:${_id}`] },
          $unset: ofTheMail,
        },
        { session },
      );
    });
  }
}

/** The bytes go with the last report that holds them; a report that comes in at the same moment keeps them anew. */
async function forgetMail(
  connection: Connection,
  organization: string,
  report: string,
  message: ReportDoc["message"],
  session: ClientSession,
): Promise<void> {
  if (!message) return;
  const { sha256 } = message;
  const held = await connection
    .collection<ReportDoc>("reports")
    .findOne({ organization, "message.sha256": sha256, _id: { $ne: report } }, { session });
  if (held) return;
  const _id = `${organization}:${sha256}`;
  const row = await connection
    .collection<{ _id: string; organization: string; chunks: number }>("raw_mails")
    .findOneAndDelete({ organization, _id }, { session });
  if (!row) return;
  const pieces = Array.from({ length: row.chunks }, (_, n) => `${_id}:${n}`);
  await connection
    .collection<{ _id: string; organization: string }>("raw_mail_chunks")
    .deleteMany({ organization, _id: { $in: pieces } }, { session });
}
