import { Schema, trusted, type Connection, type Model } from "mongoose";
import { reportedAs } from "../../shared/after-report.ts";
import {
  mailReviews,
  mailVerdicts,
  reportOutcomes,
  trainingStages,
  type MailReview,
  type ReportOutcome,
} from "../../shared/lifecycle.ts";
import type { Tx } from "../db/connect.ts";
import { countBetween, countsOf } from "../db/count-between.ts";
import { insertInto, type Into } from "../db/insert-groups.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import type { ReportDoc } from "./report.ts";

const strict = { strict: "throw", versionKey: false, autoIndex: false } as const;
const part = { _id: false, strict: "throw" } as const;
const schema = new Schema<ReportDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    reporter: {
      type: new Schema({ key: String, user: String, address: String, tid: String, oid: String }, part),
      required: true,
    },
    receipt: { type: String, required: true },
    outcome: { type: String, enum: reportOutcomes, required: true },
    forwarded: { type: Boolean, required: true },
    marked: { type: Boolean, required: true },
    credited: { type: Boolean, required: true },
    simulation: String,
    subject: { type: String, default: "" },
    from: String,
    internetMessageId: String,
    receivedAt: String,
    comment: String,
    reportedAs: { type: String, enum: reportedAs },
    headers: String,
    message: { type: new Schema({ sha256: String, size: Number, kept: Boolean }, part), default: undefined },
    identities: { type: [String], required: true },
    requestHash: { type: String, required: true },
    stage: { type: String, enum: trainingStages, required: true },
    check: String,
    review: { type: String, enum: mailReviews },
    verdicts: {
      type: [
        new Schema(
          {
            verdict: { type: String, enum: [...mailVerdicts, null], default: null },
            by: { type: String, required: true },
            at: { type: Date, required: true },
          },
          part,
        ),
      ],
      default: undefined,
    },
    version: Number,
    createdAt: { type: Date, required: true },
  },
  { ...strict, collection: "reports" },
);
schema.plugin(tenantGuard);
// One report for one press, whatever the press is known by; checked by the database, so that ten at once are one.
schema.index(
  { organization: 1, "reporter.key": 1, identities: 1 },
  { unique: true, name: "oneReportPerPress" },
);
schema.index({ organization: 1, receipt: 1 }, { unique: true, name: "receipts" });
// Also of all of them: the database merges the outcomes, each in its order, and no report pays for an index more.
schema.index({ organization: 1, outcome: 1, createdAt: -1, _id: -1 }, { name: "reportsByOutcome" });
schema.index(
  { organization: 1, review: 1, createdAt: -1, _id: -1 },
  { name: "reportsByReview", partialFilterExpression: { review: { $exists: true } } },
);
schema.index(
  { organization: 1, "reporter.user": 1, createdAt: -1, _id: -1 },
  { name: "reportsByPerson", partialFilterExpression: { "reporter.user": { $exists: true } } },
);
// Whoever reported somebody's simulation, for when that somebody is erased.
schema.index(
  { organization: 1, simulation: 1 },
  { name: "reportsBySimulation", partialFilterExpression: { simulation: { $exists: true } } },
);
// By people whom the roster did not know, for when one whom it came to know is erased.
schema.index(
  { organization: 1, "reporter.address": 1 },
  { name: "reportsByStrangers", partialFilterExpression: { "reporter.user": null } },
);
// Only where the mail itself came along, or every report would pay for it.
schema.index(
  { organization: 1, "message.sha256": 1 },
  { name: "reportsByMessage", partialFilterExpression: { "message.sha256": { $exists: true } } },
);
// The first reports of simulations by their people: counted by weeks.
schema.index(
  { organization: 1, credited: 1, createdAt: 1 },
  { name: "catchesByTime", partialFilterExpression: { credited: true } },
);
// The few that count nowhere: all that are counted less these, so that the counts stay within their indexes.
schema.index(
  { organization: 1, outcome: 1 },
  { name: "testReports", partialFilterExpression: { check: { $exists: true } } },
);

export interface ReportPage {
  items: ReportDoc[];
  total: number;
  next?: { at: Date; id: string };
}

export interface ReportStore {
  insert: (report: ReportDoc, into: Into) => Promise<void>;
  /** Reports of this reporter that share one of these identities. */
  findSame: (
    organization: string,
    reporter: string,
    identities: readonly string[],
    tx?: Tx,
  ) => Promise<ReportDoc[]>;
  find: (organization: string, id: string, tx?: Tx) => Promise<ReportDoc | null>;
  /** Adds a verdict to the report as it was read; false where somebody was faster. */
  judge: (report: ReportDoc, entry: NonNullable<ReportDoc["verdicts"]>[number], tx: Tx) => Promise<boolean>;
  /** What one person reported, newest first, without counting the rest. */
  ofPerson: (
    organization: string,
    user: string,
    page: { limit: number; after?: { at: Date; id: string } },
  ) => Promise<ReportDoc[]>;
  /** How many wait for a verdict. */
  countOpen: (organization: string) => Promise<number>;
  /** How many simulations were caught between each of these instants and the next. */
  caughtBetween: (organization: string, edges: readonly Date[]) => Promise<number[]>;
  /** How many mails that are none of ours were reported; test reports are left out. */
  threatsBetween: (organization: string, edges: readonly Date[]) => Promise<number[]>;
  /** The newest few, without counting the rest. */
  latest: (organization: string, limit: number) => Promise<ReportDoc[]>;
  /** A test report of a self-check goes with it. */
  removeTest: (organization: string, id: string) => Promise<void>;
  /** By what its reporter has of it. Test reports are left out. */
  findByReceipt: (organization: string, receipt: string) => Promise<ReportDoc | null>;
  /** Newest first. Test reports are left out. */
  list: (
    organization: string,
    query: {
      outcome?: ReportOutcome;
      review?: MailReview;
      /** Id of a person. */
      reporter?: string;
      limit: number;
      after?: { at: Date; id: string };
    },
  ) => Promise<ReportPage>;
}

const keptVerdicts = 50;
const noTest = { check: trusted({ $exists: false }) };

const anyOutcome = trusted({ $in: [...reportOutcomes] });

const olderThan = (after: { at: Date; id: string } | undefined) =>
  after && {
    createdAt: trusted({ $lte: after.at }),
    $or: [{ createdAt: trusted({ $lt: after.at }) }, { _id: trusted({ $lt: after.id }) }],
  };

export function createReportStore(connection: Connection): ReportStore {
  const model =
    (connection.models["Report"] as Model<ReportDoc> | undefined) ??
    connection.model<ReportDoc>("Report", schema);
  return {
    insert: (report, into) => insertInto(model, report, into),
    findSame: (organization, reporter, identities, tx) =>
      model
        .find({ organization, "reporter.key": reporter, identities: trusted({ $in: [...identities] }) })
        .sort({ createdAt: 1 })
        .session(tx ?? null)
        .lean<ReportDoc[]>(),
    find: (organization, _id, tx) =>
      model
        .findOne({ organization, _id })
        .session(tx ?? null)
        .lean<ReportDoc>(),
    async judge({ organization, _id, version }, entry, tx) {
      const { modifiedCount } = await model.updateOne(
        { organization, _id, version: version ?? trusted({ $exists: false }) },
        {
          $set: { review: entry.verdict ?? "open", version: (version ?? 1) + 1 },
          $push: { verdicts: { $each: [entry], $slice: -keptVerdicts } },
        },
        { session: tx },
      );
      return modifiedCount === 1;
    },
    ofPerson: (organization, user, { limit, after }) =>
      model
        .find({ organization, "reporter.user": user, ...olderThan(after), ...noTest })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<ReportDoc[]>(),
    countOpen: (organization) => model.countDocuments({ organization, review: "open" }),
    async caughtBetween(organization, edges) {
      const which = { organization, credited: true };
      return countsOf(await model.aggregate([{ $match: which }, ...countBetween("createdAt", edges)]), edges);
    },
    async threatsBetween(organization, edges) {
      const count = async (which: object) =>
        countsOf(
          await model.aggregate([
            { $match: { organization, outcome: "threat", ...which } },
            ...countBetween("createdAt", edges),
          ]),
          edges,
        );
      const [all, tests] = await Promise.all([count({}), count({ check: { $exists: true } })]);
      return all.map((n, at) => n - (tests[at] ?? 0));
    },
    latest: (organization, limit) =>
      model
        .find({ organization, outcome: anyOutcome, ...noTest })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<ReportDoc[]>(),
    findByReceipt: (organization, receipt) =>
      model.findOne({ organization, receipt, ...noTest }).lean<ReportDoc>(),
    async removeTest(organization, _id) {
      await model.deleteOne({ organization, _id, check: trusted({ $exists: true }) });
    },
    async list(organization, { outcome, review, reporter, limit, after }) {
      const which = {
        organization,
        ...(outcome && { outcome }),
        ...(review && { review }),
        ...(reporter && { "reporter.user": reporter }),
      };
      const inOrder = outcome || review || reporter ? {} : { outcome: anyOutcome };
      const [found, all, tests] = await Promise.all([
        model
          .find({ ...which, ...inOrder, ...olderThan(after), ...noTest })
          .sort({ createdAt: -1, _id: -1 })
          .limit(limit + 1)
          .lean<ReportDoc[]>(),
        model.countDocuments({ ...which, ...inOrder }),
        // A test report waits for nobody's verdict.
        review ? 0 : model.countDocuments({ ...which, check: trusted({ $exists: true }) }),
      ]);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        total: all - tests,
        ...(found.length > limit && last && { next: { at: last.createdAt, id: last._id } }),
      };
    },
  };
}
