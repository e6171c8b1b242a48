import type { Connection } from "mongoose";
import type { AuditEntry } from "../audit/audit-store.ts";
import { eraseDetails } from "../audit/erase-details.ts";
import type { Leaver } from "./leaver.ts";

/**
 * Entries stay, with ids alone: of those about the person and about the settings, details that name the person go; what
 * the person was changed from and to goes whatever it is, for it may be a name that they had once.
 */
export async function forgetInAudit(connection: Connection, person: Leaver): Promise<void> {
  const { organization, _id, addresses, directory, employeeId, firstName, infix, lastName } = person;
  const within = [...addresses, ...(directory ? [directory, ...directory.split(":")] : [])];
  const whole = [employeeId, firstName, infix, lastName];
  const audit = connection.collection<AuditEntry & { _id: string }>("audit");
  const about = async (subject: string, values: readonly (string | undefined)[]) => {
    for await (const entry of audit.find({
      organization,
      "subject.id": subject,
      details: { $exists: true },
    }))
      if (
        (subject === _id && entry.details?.["changes"] !== undefined) ||
        textsIn(entry.details).some((text) => values.includes(text) || holdsOneOf(text, within))
      )
        await eraseDetails(connection, organization, entry._id);
  };
  await about(_id, whole.filter(Boolean));
  await about(organization, []);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

const holdsOneOf = (text: string, words: readonly string[]): boolean =>
  words.some((word) => word !== "" && text.toLowerCase().includes(word.toLowerCase()));
