import { randomUUID } from "node:crypto";
import mongoose, { Schema, type Connection } from "mongoose";
import type { UserSort } from "../../shared/contracts/user.ts";
import {
  type AccountStatus,
  type Language,
  type Role,
  roles,
  type StartMethod,
  type TrainingStage,
} from "../../shared/lifecycle.ts";
import { mostOfOneKind, type MemberField } from "../../shared/structure.ts";
import type { Tx } from "../db/connect.ts";
import { gather, gatherByKey } from "../db/gather.ts";
import { insertInto, type Into } from "../db/insert-groups.ts";
import { setAndUnset } from "../db/set-and-unset.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { queryWords, searchWords } from "../domain/search-words.ts";
import type { Change, Person } from "../domain/user-action.ts";
import { newOriginKey } from "../audit/origin.ts";
import { AppError } from "../errors.ts";
import { nameCollation, orderOf, partsOf } from "./list-order.ts";

/** A person of an organization, as stored. Status and what lists show are derived. */
export interface UserDoc {
  _id: string;
  organization: string;
  email: string;
  /** Every address this person is met by: the primary one first, then former ones. Unique within the organization. */
  addresses: string[];
  /** `tid:oid` of the directory, once met. */
  directory?: string;
  employeeId?: string;
  firstName: string;
  infix?: string;
  lastName: string;
  language?: Language;
  /** Ids of what the person belongs to. */
  company?: string;
  department?: string;
  costCentre?: string;
  functions: string[];
  /** In the order in which the person was given them. */
  groups: string[];
  /** Set by hand; absent where groups, functions and the organization decide. */
  programme?: string;
  manager: boolean;
  role?: Role;
  trainingExempt?: boolean;
  /** Counts how often this person signed out everywhere: a session begun under another count is over. */
  sessionEpoch?: number;
  stage: TrainingStage;
  active: boolean;
  removedAt?: Date;
  purgeAt?: Date;
  /** Being erased: nobody sees the person any more, and nothing brings them back. */
  purging?: true;
  startMethod?: StartMethod;
  startNumber: number;
  startedAt?: Date;
  onboardedAt?: Date;
  /** When to look for the next training simulation; absent until it is planned. */
  nextSimulationAt?: Date;
  /** The last training simulation. */
  lastSimulation?: { at: Date; scenario: string };
  /** When somebody who was not started opened the button first. */
  seenAt?: Date;
  /** When the person accepted the organization's terms, where they joined: set there alone. */
  termsAcceptedAt?: Date;
  /** Of any mail; noted a little later, and no change that an admin would have to be told of: the version stays. */
  lastReportAt?: Date;
  /** What the audit log knows of where this person's requests came from is sealed with it, and gone with them. */
  auditKey?: string;
  searchWords: string[];
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<UserDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    email: { type: String, required: true },
    addresses: { type: [String], required: true },
    directory: String,
    employeeId: String,
    firstName: { type: String, default: "" },
    infix: String,
    lastName: { type: String, default: "" },
    language: String,
    company: String,
    department: String,
    costCentre: String,
    functions: [String],
    groups: [String],
    programme: String,
    manager: { type: Boolean, default: false },
    role: String,
    trainingExempt: Boolean,
    sessionEpoch: Number,
    stage: { type: String, required: true },
    active: { type: Boolean, required: true },
    removedAt: Date,
    purgeAt: Date,
    purging: Boolean,
    startMethod: String,
    startNumber: { type: Number, default: 0 },
    startedAt: Date,
    onboardedAt: Date,
    nextSimulationAt: Date,
    lastSimulation: { type: { _id: false, at: Date, scenario: String }, default: undefined },
    seenAt: Date,
    termsAcceptedAt: Date,
    lastReportAt: Date,
    auditKey: String,
    searchWords: [String],
    version: { type: Number, default: 1 },
    createdAt: Date,
    updatedAt: Date,
  },
  { strict: "throw", versionKey: false, collection: "users" },
);
schema.plugin(tenantGuard);
// One person per organization and address, whichever door the address came through.
schema.index({ organization: 1, addresses: 1 }, { unique: true, name: "oneUserPerAddress" });
schema.index(
  { organization: 1, directory: 1 },
  {
    unique: true,
    name: "uniqueDirectoryId",
    // $exists: an equality does not prove a $type to the query planner, and it would never take the index.
    partialFilterExpression: { directory: { $exists: true } },
  },
);
schema.index(
  { organization: 1, employeeId: 1 },
  {
    unique: true,
    name: "uniqueEmployeeId",
    partialFilterExpression: { employeeId: { $exists: true } },
  },
);
schema.index({ organization: 1, email: 1 }, { name: "usersInOrder" });
schema.index(
  { organization: 1, firstName: 1, lastName: 1, email: 1 },
  { name: "usersByName", collation: nameCollation },
);
schema.index({ organization: 1, searchWords: 1, email: 1 }, { name: "usersByWord" });
schema.index({ organization: 1, stage: 1, email: 1 }, { name: "usersByStage" });
schema.index({ organization: 1, groups: 1, email: 1 }, { name: "usersByGroup" });
schema.index({ organization: 1, functions: 1, email: 1 }, { name: "usersByFunction" });
for (const [field, name] of [
  ["company", "usersByCompany"],
  ["department", "usersByDepartment"],
  ["costCentre", "usersByCostCentre"],
  ["programme", "usersByProgramme"],
  ["language", "usersByLanguage"],
] as const)
  schema.index(
    { organization: 1, [field]: 1, email: 1 },
    { name, partialFilterExpression: { [field]: { $exists: true } } },
  );

schema.index(
  { organization: 1, role: 1, email: 1 },
  { name: "usersByRole", partialFilterExpression: { role: { $exists: true } } },
);
// The few who are switched off.
schema.index(
  { organization: 1, active: 1, email: 1 },
  { name: "usersSwitchedOff", partialFilterExpression: { active: false } },
);
// Counted without reading anybody, and the latest who were started.
schema.index({ organization: 1, removedAt: 1, stage: 1, seenAt: 1 }, { name: "usersByStanding" });
schema.index({ organization: 1, createdAt: -1, _id: -1 }, { name: "usersByAddition" });
schema.index({ organization: 1, removedAt: 1, lastReportAt: 1 }, { name: "usersByLastReport" });
schema.index(
  { organization: 1, startedAt: -1 },
  { name: "usersByStart", partialFilterExpression: { startedAt: { $exists: true } } },
);
// Whose next simulation is due, of all organizations: who is switched off or removed stands elsewhere in it.
schema.index(
  { active: 1, removedAt: 1, stage: 1, nextSimulationAt: 1 },
  { name: "usersByNextSimulation", partialFilterExpression: { startedAt: { $exists: true } } },
);

// Of all organizations: whose 90 days are over, and whom a stop left half erased.
schema.index(
  { purgeAt: 1 },
  { name: "usersToPurge", partialFilterExpression: { purgeAt: { $exists: true } } },
);
schema.index(
  { purging: 1 },
  { name: "usersBeingPurged", partialFilterExpression: { purging: { $exists: true } } },
);

/** Who is looked for: all given parts must hold. Without `status` the removed ones are left out. */
export interface UserFilter {
  stage?: TrainingStage;
  status?: AccountStatus;
  query?: string;
  company?: string;
  department?: string;
  costCentre?: string;
  function?: string;
  group?: string;
  role?: Role;
  language?: { is: Language; orNone: boolean };
  /** Who has none of it. */
  without?: "company" | "department";
  startMethod?: StartMethod;
  addedSince?: Date;
  startedBefore?: Date;
  neverReported?: boolean;
  reportedSince?: Date;
  /** Whoever never reported anything, too. */
  notReportedSince?: Date;
  /** No further than this department, whatever else is asked for. */
  within?: string;
  /** Parts that rule each other out. */
  nobody?: boolean;
}

/** What a start writes of a user. */
export type Start = Pick<UserDoc, "stage" | "startMethod" | "startNumber" | "startedAt">;

export type NewUser = Pick<UserDoc, "organization" | "email" | "firstName" | "lastName"> &
  Partial<
    Pick<
      UserDoc,
      | "active"
      | "infix"
      | "directory"
      | "employeeId"
      | "language"
      | MemberField
      | "manager"
      | "role"
      | "trainingExempt"
      | "termsAcceptedAt"
      | keyof Start
    >
  >;

/** A person as the sign-in knows them; `address` is empty when it cannot be used. */
interface Sought {
  organization: string;
  directory: string | undefined;
  address: string;
}

const statusFilter = (status?: AccountStatus): Record<string, unknown> => {
  // A date from the first one on, where $exists would look at everybody.
  if (status === "removed") return { removedAt: mongoose.trusted({ $gte: new Date(0) }), purging: null };
  // Null finds who has none, too, and unlike $exists it is counted over an index alone.
  if (status === undefined) return { removedAt: null };
  return { removedAt: null, active: status === "active" };
};

/** What a person's programme comes from: who is placed elsewhere is planned anew. */
const placing = ["programme", "groups", "functions"] as const satisfies readonly (keyof UserDoc)[];

const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Of which an index each finds few; between these and an order the database judges well by itself. */
const narrow = ["company", "department", "costCentre", "function", "group", "role", "within"] as const;

/**
 * The index by which a page is found, where trying them all against each other takes the database longer than the page:
 * nearly every index begins with the organization, and where many are found but not soon, each is walked far.
 */
function indexFor(filter: UserFilter, sort: UserSort): string | undefined {
  const { by } = partsOf(sort);
  // Names have a collation, and with it one index alone.
  if (by === "name" || narrow.some((part) => filter[part] !== undefined)) return undefined;
  // Beginnings of one or two letters are met everywhere.
  if (queryWords(filter.query ?? "").some((word) => word.length > 2)) return "usersByWord";
  return filter.without && (by === "email" ? "usersInOrder" : "usersByAddition");
}

export type UserStore = ReturnType<typeof createUserStore>;

/** People of organizations. Every call names the organization; the collection refuses a query without one. */
export function createUserStore(connection: Connection) {
  const users = connection.model<UserDoc>("User", schema);

  function matching(organization: string, filter: UserFilter) {
    const { stage, status, query, language, startMethod, addedSince, startedBefore } = filter;
    const { company, department, costCentre, function: job, group, role } = filter;
    // Trusted: the pattern is escaped text, anchored at the beginning, so it walks the index.
    const parts: Record<string, unknown>[] = queryWords(query ?? "").map((word) => ({
      searchWords: new RegExp(`^${escapeRegex(word)}`),
    }));
    if (filter.within) parts.push({ department: filter.within });
    if (filter.neverReported) parts.push({ lastReportAt: null });
    if (filter.reportedSince) parts.push({ lastReportAt: mongoose.trusted({ $gte: filter.reportedSince }) });
    if (filter.notReportedSince)
      parts.push({ lastReportAt: mongoose.trusted({ $not: { $gte: filter.notReportedSince } }) });
    return {
      organization,
      ...statusFilter(status),
      ...(stage && { stage }),
      ...(company && { company }),
      ...(department && { department }),
      ...(costCentre && { costCentre }),
      ...(job && { functions: job }),
      ...(group && { groups: group }),
      ...(role && { role }),
      // Null finds who has none, too.
      ...(language && {
        language: language.orNone ? mongoose.trusted({ $in: [language.is, null] }) : language.is,
      }),
      ...(filter.without && { [filter.without]: null }),
      ...(startMethod && { startMethod }),
      ...(addedSince && { createdAt: mongoose.trusted({ $gte: addedSince }) }),
      ...(startedBefore && { startedAt: mongoose.trusted({ $lt: startedBefore }) }),
      ...(filter.nobody && { _id: mongoose.trusted({ $in: [] }) }),
      ...(parts.length > 0 && { $and: parts }),
    } as Record<string, unknown>;
  }

  const findMany = (organization: string, ids: readonly string[], tx?: Tx) =>
    users
      .find({ organization, _id: mongoose.trusted({ $in: [...ids] }) })
      .session(tx ?? null)
      .lean<UserDoc[]>();
  const findOne = gatherByKey(
    (organization, ids) => findMany(organization, ids),
    ({ _id }) => _id,
  );

  const findPeople = gather(async (sought: readonly Sought[]) => {
    const found = await Promise.all(
      [...new Set(sought.map(({ organization }) => organization))].map((organization) => {
        const here = sought.filter((person) => person.organization === organization);
        const directory = mongoose.trusted({ $in: here.map((person) => person.directory).filter(Boolean) });
        const addresses = mongoose.trusted({ $in: here.map(({ address }) => address).filter(Boolean) });
        // The organization in each way, so that the planner looks for each in the index made for it.
        const ways = [
          { organization, directory },
          { organization, addresses },
        ];
        return users.find({ organization, $or: ways }).lean<UserDoc[]>();
      }),
    );
    const byKey = new Map<string, UserDoc>();
    for (const user of found.flat()) {
      for (const address of user.addresses) byKey.set(`${user.organization} address ${address}`, user);
      if (user.directory) byKey.set(`${user.organization} directory ${user.directory}`, user);
    }
    return sought.map(
      ({ organization, directory, address }) =>
        byKey.get(`${organization} directory ${directory}`) ??
        byKey.get(`${organization} address ${address}`) ??
        null,
    );
  });

  return {
    collection: users,

    async find(organization: string, id: string, tx?: Tx): Promise<UserDoc | null> {
      const found = tx
        ? await users.findOne({ organization, _id: id }).session(tx).lean<UserDoc>()
        : await findOne(organization, id);
      return found?.purging ? null : found;
    },

    findMany,

    async get(organization: string, id: string, tx?: Tx): Promise<UserDoc> {
      const found = await this.find(organization, id, tx);
      if (!found) throw new AppError("not_found", "There is no such user.");
      return found;
    },

    /** By directory id, then by any address. Those who are looked for at the same time are one question. */
    findPerson: (
      organization: string,
      directory: string | undefined,
      address: string,
    ): Promise<UserDoc | null> => findPeople({ organization, directory, address }),

    findByEmployeeId: (organization: string, employeeId: string): Promise<UserDoc | null> =>
      users.findOne({ organization, employeeId }).lean(),

    /** @throws duplicate key error (index oneUserPer…) when somebody else was first. */
    async insert(user: NewUser, at: Date, into?: Into): Promise<UserDoc> {
      const made: UserDoc = {
        stage: "notStarted",
        startNumber: 0,
        active: true,
        ...user,
        _id: randomUUID(),
        addresses: [user.email],
        functions: user.functions ?? [],
        groups: user.groups ?? [],
        manager: user.manager ?? false,
        searchWords: searchWords(user),
        version: 1,
        createdAt: at,
        updatedAt: at,
      };
      await insertInto(users, made, into);
      return made;
    },

    /**
     * Writes changed fields; the filter holds the version that was read, so a lost race is a refusal.
     * @throws AppError `version_conflict`.
     */
    async update(user: UserDoc, changes: Partial<UserDoc>, at: Date, tx?: Tx): Promise<UserDoc> {
      const placed = placing.some((field) => field in changes);
      const written = await users
        .findOneAndUpdate(
          { organization: user.organization, _id: user._id, version: user.version },
          {
            ...setAndUnset({
              ...changes,
              ...(placed && { nextSimulationAt: undefined }),
              searchWords: searchWords({ ...user, ...changes }),
              updatedAt: at,
            }),
            $inc: { version: 1 },
          },
          { returnDocument: "after", session: tx ?? null },
        )
        .lean();
      if (!written)
        throw new AppError("version_conflict", "Somebody else changed this user at the same moment.");
      return written;
    },

    /** The same change for each of these people; who was read in the transaction is written in it, or all of it runs again. */
    async changeMany(
      organization: string,
      ids: readonly string[],
      { set, unset, groups, newStart }: Change,
      at: Date,
      tx: Tx,
    ): Promise<void> {
      await users.updateMany(
        { organization, _id: mongoose.trusted({ $in: [...ids] }) },
        {
          $set: { ...set, updatedAt: at },
          ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((name) => [name, 1])) }),
          ...(groups &&
            ("add" in groups ? { $addToSet: { groups: groups.add } } : { $pull: { groups: groups.drop } })),
          $inc: { version: 1, ...(newStart && { startNumber: 1 }) },
        },
        { session: tx },
      );
    },

    /** The person's key for the audit log, made when it is needed first; no change of the person. */
    async auditKey({ organization, _id, auditKey }: UserDoc): Promise<string> {
      if (auditKey !== undefined) return auditKey;
      const made = newOriginKey();
      await users.updateOne({ organization, _id, auditKey: null }, { $set: { auditKey: made } });
      // Of two at once one was first.
      const now = await users
        .findOne({ organization, _id }, { auditKey: 1 })
        .lean<Pick<UserDoc, "auditKey">>();
      return now?.auditKey ?? made;
    },

    /** Notes when these people, by id, reported last. */
    async reported(organization: string, last: ReadonlyMap<string, Date>): Promise<void> {
      // Straight to the driver, which alone writes many different values in one command; each names its organization.
      await users.collection.bulkWrite(
        [...last].map(([id, at]) => ({
          updateOne: {
            filter: { _id: id as never, organization, $nor: [{ lastReportAt: { $gte: at } }] },
            update: { $set: { lastReportAt: at } },
          },
        })),
        { ordered: false },
      );
    },

    /** Owners who can act: neither switched off nor removed. */
    async activeOwners(organization: string, tx: Tx): Promise<string[]> {
      const found = await users
        .find({ organization, role: "owner", ...statusFilter("active") }, { _id: 1 })
        .session(tx)
        .lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },

    /** How many have each role, without the removed ones. */
    async countByRole(organization: string): Promise<Record<Role, number>> {
      const counts = await Promise.all(
        roles.map((role) => users.countDocuments({ organization, role, ...statusFilter() })),
      );
      return Object.fromEntries(roles.map((role, index) => [role, counts[index]])) as Record<Role, number>;
    },

    /** Ids of all whom a filter finds, in the order of their addresses, in groups of at most so many. */
    async *idsInGroups(organization: string, filter: UserFilter, size: number): AsyncGenerator<string[]> {
      let group: string[] = [];
      const found = users
        .find(matching(organization, filter), { _id: 1 })
        .sort({ email: 1 })
        .lean<{ _id: string }[]>()
        .cursor({ batchSize: 5_000 });
      for await (const { _id } of found as AsyncIterable<{ _id: string }>) {
        group.push(_id);
        if (group.length < size) continue;
        yield group;
        group = [];
      }
      if (group.length > 0) yield group;
    },

    /** Those whom a filter finds, counted by all that an action asks of a person; `self` keeps their id, the others lose it. */
    async countAlike(
      organization: string,
      filter: UserFilter,
      { self, target, at }: { self: string; target?: string | undefined; at: Date },
    ): Promise<{ person: Person; count: number }[]> {
      const groups = await users.aggregate<{
        _id: {
          stage: TrainingStage;
          active: boolean;
          removed: boolean;
          due: boolean;
          role?: Role;
          exempt?: boolean;
          programme?: string;
          self: boolean;
          inGroup?: boolean;
          full?: boolean;
        };
        count: number;
      }>([
        { $match: matching(organization, filter) },
        {
          $group: {
            _id: {
              stage: "$stage",
              active: "$active",
              removed: { $gt: ["$removedAt", null] },
              due: { $and: [{ $gt: ["$purgeAt", null] }, { $lte: ["$purgeAt", at] }] },
              role: "$role",
              exempt: "$trainingExempt",
              programme: "$programme",
              self: { $eq: ["$_id", self] },
              ...(target !== undefined && {
                inGroup: { $in: [target, "$groups"] },
                full: { $gte: [{ $size: "$groups" }, mostOfOneKind] },
              }),
            },
            count: { $sum: 1 },
          },
        },
      ]);
      return groups.map(({ _id, count }) => ({
        count,
        person: {
          _id: _id.self ? self : "",
          stage: _id.stage,
          active: _id.active,
          ...(_id.removed && { removedAt: at, purgeAt: new Date(at.getTime() + (_id.due ? 0 : 1)) }),
          ...(_id.role && { role: _id.role }),
          ...(_id.exempt && { trainingExempt: true }),
          ...(_id.programme && { programme: _id.programme }),
          ...(target !== undefined && {
            groups: _id.inGroup ? [target] : Array<string>(_id.full ? mostOfOneKind : 0).fill(""),
          }),
        },
      }));
    },

    /** Ids of those whom a filter finds, in the order of their addresses, at most so many. */
    async findIds(organization: string, filter: UserFilter, most: number): Promise<string[]> {
      const found = await users
        .find(matching(organization, filter), { _id: 1 })
        .sort({ email: 1 })
        .limit(most)
        .lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },

    /** Whatever else is changed of these people at the same moment: it is no part of what their version stands for. */
    async endSessions(organization: string, ids: readonly string[], tx: Tx): Promise<void> {
      await users.updateMany(
        { organization, _id: mongoose.trusted({ $in: [...ids] }) },
        { $inc: { sessionEpoch: 1 } },
        { session: tx },
      );
    },

    /** Keeps when the person opened the button first. It is no part of what their version stands for. */
    async markSeen(organization: string, id: string, at: Date): Promise<void> {
      await users.updateOne(
        { organization, _id: id, seenAt: mongoose.trusted({ $exists: false }) },
        { $set: { seenAt: at } },
      );
    },

    /** How many people stand where; each is a count over one index. */
    async standings(organization: string) {
      const count = (where: { stage: TrainingStage; seenAt?: unknown }) =>
        users.countDocuments({ organization, removedAt: null, ...where } as object);
      const [notStarted, seen, started, onboarded] = await Promise.all([
        count({ stage: "notStarted" }),
        count({ stage: "notStarted", seenAt: mongoose.trusted({ $gt: new Date(0) }) }),
        count({ stage: "started" }),
        count({ stage: "onboarded" }),
      ]);
      return { notStarted, seen, started, onboarded };
    },

    /** People who are removed and were in training before. */
    async removedInTraining(organization: string): Promise<string[]> {
      const found = await users
        .find(
          {
            organization,
            removedAt: mongoose.trusted({ $gt: new Date(0) }),
            stage: mongoose.trusted({ $in: ["started", "onboarded"] }),
          },
          { _id: 1 },
        )
        .lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },

    /** Those who were started last, latest first. */
    latestStarts: (organization: string, limit: number): Promise<UserDoc[]> =>
      users
        .find({ organization, startedAt: mongoose.trusted({ $exists: true }), removedAt: null } as object)
        .sort({ startedAt: -1 })
        .limit(limit)
        .lean<UserDoc[]>(),

    /** A page in an order, from a place in it on, and how many the filter finds in all. */
    async list(
      organization: string,
      filter: UserFilter,
      page: { sort?: UserSort; after?: readonly (string | number)[]; limit: number },
    ) {
      const all = matching(organization, filter);
      const { sort, from, collation } = orderOf(page.sort ?? "email", page.after);
      const { $and: words = [] } = all;
      const some = from ? { ...all, $and: [...(words as object[]), from] } : all;
      const found = users
        .find(some)
        .sort(sort)
        .limit(page.limit + 1)
        .lean<UserDoc[]>();
      if (collation) found.collation(collation);
      const index = indexFor(filter, page.sort ?? "email");
      if (index !== undefined) found.hint(index);
      const [items, total] = await Promise.all([found, users.countDocuments(all)]);
      return { items: items.slice(0, page.limit), total, more: items.length > page.limit };
    },
  };
}
