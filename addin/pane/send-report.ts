import { CreateReport, maxMessageBytes } from "../../shared/contracts/report.ts";
import { type ApiClient, ApiError } from "../../ui/api-client.ts";
import type { MailContent } from "../outlook/mailbox-port.ts";
import type { KeptReport } from "./kept-reports.ts";
import type { Receipt } from "./pane-state.ts";

export const reportLimit = 30_000;

/**
 * Sends a report: the mail itself where it could be read and is not too large, else headers and identity. The same press
 * always goes out under the same key, so an answer that got lost is given again and nothing is reported twice.
 */
export async function sendReport(
  api: ApiClient,
  report: KeptReport,
  content: MailContent,
  timeout = reportLimit,
): Promise<{ receipt: Receipt; partial: boolean }> {
  const fields = fieldsOf(report, content);
  const call = { headers: { "Idempotency-Key": report.id }, timeout };
  if (content.eml && content.eml.size <= maxMessageBytes) {
    try {
      const receipt = await api.call(CreateReport, { ...call, form: formOf(fields, content.eml) });
      return { receipt, partial: false };
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "message_too_large")) throw error;
    }
  }
  return { receipt: await api.call(CreateReport, { ...call, body: fields }), partial: true };
}

type Fields = Partial<
  Record<"internetMessageId" | "headers" | "marker" | "subject" | "from" | "receivedAt" | "comment", string>
>;

function fieldsOf({ mail, headers, marker, comment }: KeptReport, content: MailContent): Fields {
  const from = mail.fromName ? `${mail.fromName} <${mail.fromAddress}>` : mail.fromAddress;
  const all: Fields = {
    internetMessageId: mail.internetMessageId?.slice(0, 2000),
    headers: (content.headers ?? headers)?.slice(0, 1_000_000),
    marker: content.marker ?? marker,
    subject: mail.subject.slice(0, 4000),
    from: from.slice(0, 2000),
    receivedAt: mail.receivedAt,
    comment: comment?.slice(0, 4000),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

function formOf(fields: Fields, eml: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("message", eml, "message.eml");
  return form;
}
