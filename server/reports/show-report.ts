import type { ShownMail } from "../../shared/contracts/report.ts";
import type { Actor } from "../audit/audit-store.ts";
import { parseThreads, type ParseMail } from "./parse-threads.ts";
import { RawMailMissing } from "./raw-mail-store.ts";
import { fewParts, largestRead } from "./read-mail.ts";
import type { ReportPorts } from "./report-service.ts";
import type { ReportDoc } from "./report.ts";

type Shown = Omit<ShownMail, "state">;
/** Makes of a mail what people may see of it; null in `whole` where it cannot. */
export type ShowMail = ParseMail<Shown>;

/** A parser refuses longer ones. */
const longestBlock = 60 * 1024;
/** So much is read in time, however slow the machine or odd the mail. */
const surelyRead = 256 * 1024;
const nothing: Shown = { headers: [], links: [], attachments: [], cut: false };

/**
 * Threads of their own: a mail that is looked at holds up no report. One at a time, since few people look, and with more
 * time, since they wait for it.
 */
export const showThreads = (): ShowMail =>
  parseThreads<Shown>({ most: 1, timeMs: 5_000, thread: new URL("show-thread.mjs", import.meta.url) });

/** What was handed over of the mail: itself, or its headers alone. */
async function handedOver(
  { rawMails }: Pick<ReportPorts, "rawMails">,
  report: ReportDoc,
): Promise<{ raw: Buffer; whole: boolean } | null> {
  if (report.message?.kept)
    try {
      return { raw: await rawMails.read(report.organization, report.message.sha256), whole: true };
    } catch (error) {
      if (!(error instanceof RawMailMissing)) throw error;
    }
  if (!report.headers) return null;
  const block = report.headers.trimEnd().slice(0, longestBlock);
  return { raw: Buffer.from(`${block}\r\n\r\n`), whole: false };
}

/**
 * What may be seen of a reported mail. Who looked at it stands in the audit log, on a majority, before anything of it is
 * read; where nothing is kept there is nothing to tell.
 */
export async function showReport(
  ports: Pick<ReportPorts, "rawMails" | "audit" | "now">,
  show: ShowMail,
  report: ReportDoc,
  actor: Actor,
): Promise<ShownMail> {
  const given = await handedOver(ports, report);
  if (!given) return { state: "none", ...nothing };
  await ports.audit({
    organization: report.organization,
    at: ports.now(),
    actor,
    action: "report.open",
    subject: { kind: "report", id: report._id },
    details: { shown: true },
  });
  const { raw, whole } = given;
  // The beginning holds the text; what follows in so large a mail is its attachments.
  for (const most of [largestRead, surelyRead]) {
    const read = raw.subarray(0, most);
    const shown = fewParts(read) ? await show({ head: new Uint8Array(), whole: new Uint8Array(read) }) : null;
    if (shown?.whole)
      return {
        state: whole ? "shown" : "headersOnly",
        ...shown.whole,
        cut: shown.whole.cut || read.length < raw.length,
      };
    if (raw.length <= surelyRead) break;
  }
  return { state: "unreadable", ...nothing };
}
