import type { ReportDoc } from "../../reports/report.ts";
import type { Migration } from "../migrations.ts";

/**
 * Reports from before there were verdicts wait for one, as they would if they came in now. Left out are what is proven to be
 * harmless, test reports, and reports of people who were erased: nothing of those is left to look at.
 */
export const openReviews: Migration = {
  name: "0001-open-reviews",
  collection: "reports",
  async change(connection, within) {
    const { modifiedCount } = await connection.collection<ReportDoc>("reports").updateMany(
      {
        _id: within,
        review: { $exists: false },
        check: { $exists: false },
        "reporter.key": { $not: /^gone:/ },
        $or: [{ forwarded: true }, { marked: true }, { outcome: "threat" }],
      },
      { $set: { review: "open" } },
    );
    return modifiedCount;
  },
};
