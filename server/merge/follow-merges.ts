import type { MergePorts } from "./merge-service.ts";

/**
 * A request that knew the other one before the merge may write of them after it: what it wrote follows to the one who stays.
 * Safe to run at once by several, and again.
 */
export async function followMerges(
  { merges, rows, transact, now }: Pick<MergePorts, "merges" | "rows" | "transact" | "now">,
  stopping: () => boolean,
): Promise<void> {
  for (const merge of await merges.toFollow()) {
    if (stopping()) return;
    const { organization, goes, stays, followUntil } = merge;
    // Looked at before: what comes while this runs is found by the next run, if there is to be one.
    const isOver = followUntil !== undefined && followUntil <= now();
    await transact(async (tx) => {
      const late = await rows.lateReports(organization, goes, stays, tx);
      if (late.length > 0) await merges.addReports(merge, late, tx);
    });
    if (isOver) await merges.followed(merge);
  }
}
