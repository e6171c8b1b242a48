import { trusted } from "mongoose";
import type * as z from "zod/mini";
import type { ListAudit } from "../../shared/contracts/audit.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import { afterCursor, cursorOf } from "../http/time-cursor.ts";
import { behindOf, doerOf, type Behind } from "../users/doers.ts";
import type { UserStore } from "../users/user-store.ts";
import { displayName } from "../users/user-view.ts";
import type { AuditEntry, AuditStore } from "./audit-store.ts";
import { openOrigin } from "./origin.ts";

export interface AuditListPorts {
  audit: Pick<AuditStore, "collection">;
  users: Pick<UserStore, "findMany">;
  apiTokens: Pick<ApiTokenStore, "findMany">;
}

type Stored = AuditEntry & { _id: string };
type Asked = z.output<typeof ListAudit.query>;
const usualPage = 50;

/** The index that leaves fewest entries to look at. */
const indexFor = ({ subject, actor, action }: Asked): string =>
  subject !== undefined
    ? "auditBySubject"
    : actor !== undefined
      ? "auditByActor"
      : action !== undefined
        ? "auditByAction"
        : "auditInOrder";

/** Entries that have their place, newest first. */
async function find(
  { audit }: AuditListPorts,
  organization: string,
  asked: Asked,
  limit: number,
): Promise<Stored[]> {
  const { action, actor, subject, from, until, cursor } = asked;
  const after = cursor === undefined ? undefined : afterCursor(cursor);
  const times = {
    ...(from !== undefined && { $gte: new Date(from) }),
    ...(until !== undefined && { $lt: new Date(until) }),
  };
  return audit.collection
    .find({
      organization,
      n: trusted({ $exists: true }),
      ...(action !== undefined && { action }),
      ...(actor !== undefined && { "actor.id": actor }),
      ...(subject !== undefined && { "subject.id": subject }),
      $and: [
        { at: trusted({ $gte: new Date(-8.64e15), ...times }) },
        ...(after
          ? [
              { at: trusted({ $lte: after.at }) },
              { $or: [{ at: trusted({ $lt: after.at }) }, { _id: trusted({ $lt: after.id }) }] },
            ]
          : []),
      ],
    })
    .hint(indexFor(asked))
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<Stored[]>();
}

/** Whom an entry is about, where it is a person. */
function personIn({ subject, details }: Stored): string | undefined {
  if (subject?.kind === "user") return subject.id;
  const user = details?.["user"];
  return typeof user === "string" ? user : undefined;
}

/** Where an entry came from, as long as the person behind it is stored. */
function originOf({ actor }: Stored, { person }: Behind): { from?: string } {
  const key = person?.auditKey;
  const from = actor.from !== undefined && key !== undefined ? openOrigin(actor.from, key) : undefined;
  return from === undefined ? {} : { from };
}

/** One page of the log. It knows ids alone; names are read from who is there now. */
export async function listAudit(
  ports: AuditListPorts,
  organization: string,
  asked: Asked,
): Promise<z.input<typeof ListAudit.response>> {
  const limit = asked.limit ?? usualPage;
  const found = await find(ports, organization, asked, limit + 1);
  const shown = found.slice(0, limit);
  const idsOf = (of: (entry: Stored) => string | undefined) => [
    ...new Set(shown.flatMap((entry) => of(entry) ?? [])),
  ];
  const tokenIds = idsOf(({ subject }) => (subject?.kind === "apiToken" ? subject.id : undefined));
  const [behind, people, tokens] = await Promise.all([
    behindOf(
      ports,
      organization,
      shown.map(({ actor }) => actor),
    ),
    ports.users.findMany(organization, idsOf(personIn)),
    tokenIds.length > 0 ? ports.apiTokens.findMany(organization, tokenIds) : [],
  ]);
  const last = shown.at(-1);
  return {
    items: shown.map((entry) => {
      const { _id, n = 0, at, actor, action, subject, details, erased } = entry;
      const person = people.find((one) => one._id === personIn(entry));
      const token = tokens.find((one) => one._id === subject?.id);
      return {
        id: _id,
        n,
        at: at.toISOString(),
        by: doerOf(actor, behind(actor)),
        action,
        ...(subject && { subject: { ...subject, ...(token && { name: token.name }) } }),
        ...(person && { person: { id: person._id, name: displayName(person) } }),
        ...(details && { details }),
        ...(erased !== undefined && { erased: true }),
        ...originOf(entry, behind(actor)),
      };
    }),
    ...(found.length > limit && last && { next: cursorOf({ at: last.at, id: last._id }) }),
  };
}
