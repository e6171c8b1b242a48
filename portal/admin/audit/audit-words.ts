import type { PortalTextKey } from "../text-context.ts";

/** Actions that have words of their own. An entry of another version may hold one that is not known here. */
export const knownActions = [
  "organization.create",
  "organization.change",
  "joining.switch",
  "domain.verify",
  "mailbox.confirm",
  "user.create",
  "user.join",
  "user.start",
  "user.restart",
  "user.onboard",
  "user.activate",
  "user.deactivate",
  "user.remove",
  "user.restore",
  "user.change",
  "user.setProgramme",
  "user.assignGroup",
  "user.leaveGroup",
  "user.resendWelcome",
  "user.merge",
  "user.unmerge",
  "user.purge",
  "user.erased",
  "user.export",
  "session.begin",
  "session.endAll",
  "apiToken.create",
  "apiToken.revoke",
  "job.cancel",
  "job.download",
  "mail.resend",
  "mail.cancel",
  "mail.holdRestored",
  "report.create",
  "report.open",
  "report.judge",
  "check.start",
  "check.arrived",
  "programme.create",
  "programme.change",
  "programme.archive",
  "structure.create",
  "structure.change",
  "structure.merge",
] as const;
export type KnownAction = (typeof knownActions)[number];

const known = (action: string): KnownAction | undefined => knownActions.find((one) => one === action);

/** The sentence that tells an action. */
export function sentenceOf(action: string): PortalTextKey {
  const one = known(action);
  return one ? `audit.did.${one}` : "audit.did.other";
}

/** A detail of an entry: its name, and its value, or the one before and the one after. */
export interface DetailRow {
  name: string;
  value?: string;
  before?: string | null;
  after?: string | null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const asText = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : typeof value === "string"
      ? value
      : Array.isArray(value)
        ? value.map(asText).join(", ")
        : JSON.stringify(value);

/** What an entry's details hold, as rows; whatever form they have, nothing of them is left out. */
export function detailRows(details: Record<string, unknown>): DetailRow[] {
  const { before, after, changes, ...rest } = details;
  const rows: DetailRow[] = [];
  if (isObject(before) || isObject(after)) {
    const [was, is] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
      rows.push({ name, before: asText(was[name]), after: asText(is[name]) });
  } else if (before !== undefined || after !== undefined)
    rows.push({ name: "", before: asText(before), after: asText(after) });
  for (const change of Array.isArray(changes) ? changes.filter(isObject) : []) {
    const { field, from, to, before: was = from, after: is = to, ...other } = change;
    const name = asText(field) ?? "";
    if (was !== undefined || is !== undefined) rows.push({ name, before: asText(was), after: asText(is) });
    else if (Object.keys(other).length === 0) rows.push({ name });
    for (const [key, value] of Object.entries(other))
      if (!Array.isArray(value) || value.length > 0)
        rows.push({ name: `${name} ${key}`, value: asText(value) ?? "" });
  }
  for (const [name, value] of Object.entries(rest)) rows.push({ name, value: asText(value) ?? "" });
  return rows;
}
