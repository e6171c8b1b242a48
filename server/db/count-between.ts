import type { PipelineStage } from "mongoose";

interface Counted {
  _id: Date;
  n: number;
}

/** What ends an aggregation that counts how often `field` lies between each edge and the next; the edges ascend. */
export const countBetween = (field: string, edges: readonly Date[]): PipelineStage[] => [
  { $match: { [field]: { $gte: edges[0], $lt: edges.at(-1) } } },
  { $bucket: { groupBy: `$${field}`, boundaries: [...edges], output: { n: { $sum: 1 } } } },
];

/** Its answer as one number for each span; the database leaves out those where nothing lies. */
export function countsOf(found: readonly Counted[], edges: readonly Date[]): number[] {
  const known = new Map(found.map(({ _id, n }) => [_id.getTime(), n]));
  return edges.slice(0, -1).map((edge) => known.get(edge.getTime()) ?? 0);
}
