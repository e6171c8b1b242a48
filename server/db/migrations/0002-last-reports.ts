import type { ReportDoc } from "../../reports/report.ts";
import type { UserDoc } from "../../users/user-store.ts";
import type { Migration } from "../migrations.ts";

/** When people reported last, from the reports of before it was noted with them; one that is noted later stays. */
export const lastReports: Migration = {
  name: "0002-last-reports",
  collection: "users",
  async change(connection, within) {
    const users = connection.collection<UserDoc>("users");
    const people = await users.find({ _id: within }, { projection: { organization: 1 } }).toArray();
    let changed = 0;
    for (const { _id, organization } of people) {
      const last = await connection
        .collection<ReportDoc>("reports")
        .find(
          { organization, "reporter.user": _id, check: { $exists: false } },
          { projection: { createdAt: 1 } },
        )
        .sort({ createdAt: -1, _id: -1 })
        .limit(1)
        .next();
      if (!last) continue;
      const { modifiedCount } = await users.updateOne(
        { _id, organization, $nor: [{ lastReportAt: { $gte: last.createdAt } }] },
        { $set: { lastReportAt: last.createdAt } },
      );
      changed += modifiedCount;
    }
    return changed;
  },
};
