import type { CreateReport } from "../../shared/contracts/report.ts";
import { CommandError, type CommandPorts, type CommandReceipt, type ReadMail } from "./report-command.ts";

export interface SendPorts {
  /** Address of the product: the command's runtime has no page, so nothing is relative to one. */
  origin: string;
  token: (again: boolean) => Promise<string>;
  fetch: typeof fetch;
  newKey: () => string;
}

const path: (typeof CreateReport)["path"] = "/api/v1/reports";
/** Above it the server asks for the headers alone. */
const largestMail = 30 * 1024 * 1024;

interface Answer {
  status: number;
  body: Partial<CommandReceipt> & { code?: string };
}

/**
 * Hands a report in by plain fetch: the mail itself where the runtime has FormData and Blob, else its headers. Every try
 * of one press goes out under the same Idempotency-Key, so that an answer that got lost is given again.
 */
export function sendReportWith({ origin, token, fetch, newKey }: SendPorts): CommandPorts["send"] {
  async function call(key: string, body: FormData | string, again: boolean): Promise<Answer> {
    const bearer = await token(again).catch((error: unknown) => {
      throw new CommandError("signIn", error);
    });
    const headers = {
      Accept: "application/json",
      Authorization: `Bearer ${bearer}`,
      "Idempotency-Key": key,
      ...(typeof body === "string" && { "Content-Type": "application/json" }),
    };
    try {
      const response = await fetch(`${origin}${path}`, { method: "POST", headers, body });
      const told = (await response.json().catch(() => ({}))) as Answer["body"];
      return { status: response.status, body: told };
    } catch (error) {
      throw new CommandError("offline", error);
    }
  }

  /** Once more with a fresh token, and once more where the way or the server was gone for a moment. */
  async function insist(key: string, body: FormData | string): Promise<Answer> {
    const first = await call(key, body, false).catch((error: unknown) => {
      if (error instanceof CommandError && error.code === "offline") return null;
      throw error;
    });
    if (first && first.status !== 401 && first.status < 500) return first;
    return call(key, body, first?.status === 401);
  }

  return async (mail, said) => {
    const key = newKey();
    const fields = { ...identityOf(mail), ...said };
    const form = formOf(fields, mail.eml);
    const whole = form && (await insist(key, form));
    const answer = whole && whole.status !== 413 ? whole : await insist(key, JSON.stringify(fields));
    const { outcome, receipt, move } = answer.body;
    if (answer.status === 201 && outcome && receipt)
      return { receipt: { outcome, receipt, ...(move && { move }) }, partial: answer !== whole };
    if (answer.body.code === "tenant_not_registered") throw new CommandError("tenant");
    throw new CommandError(answer.status === 401 ? "signIn" : "server");
  };
}

function identityOf({
  internetMessageId,
  subject,
  from,
  receivedAt,
  headers,
}: ReadMail): Record<string, string> {
  const all = {
    internetMessageId: internetMessageId?.slice(0, 2000),
    subject: subject?.slice(0, 4000),
    from: from?.slice(0, 2000),
    receivedAt,
    headers: headers?.slice(0, 1_000_000),
  };
  const told: Record<string, string> = {};
  for (const [name, value] of Object.entries(all)) if (value) told[name] = value;
  return told;
}

function formOf(fields: Record<string, string>, eml: ReadMail["eml"]): FormData | undefined {
  if (!eml || eml.length > largestMail || typeof FormData !== "function" || typeof Blob !== "function")
    return undefined;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("message", new Blob([eml], { type: "message/rfc822" }), "message.eml");
  return form;
}
