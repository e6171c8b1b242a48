import { type OverviewTrend, trendWeeks } from "../../shared/contracts/overview.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { lastWeeks } from "./weeks.ts";

export interface TrendPorts {
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  /** How many simulations the mail server took between each edge and the next. */
  sentBetween: (organization: string, edges: readonly Date[]) => Promise<number[]>;
  /** How many simulations their own people reported. */
  caughtBetween: (organization: string, edges: readonly Date[]) => Promise<number[]>;
  /** How many mails were reported that are none of ours. */
  threatsBetween: (organization: string, edges: readonly Date[]) => Promise<number[]>;
  now: () => Date;
}

/** Each week's figures, in weeks of the organization's own zone. */
export async function readTrend(ports: TrendPorts, id: string): Promise<OverviewTrend> {
  const { timeZone } = await ports.getOrganization(id);
  const weeks = lastWeeks(ports.now(), timeZone, trendWeeks);
  const edges = [...weeks.map(({ from }) => from), ...weeks.slice(-1).map(({ until }) => until)];
  const [sent, caught, reported] = await Promise.all([
    ports.sentBetween(id, edges),
    ports.caughtBetween(id, edges),
    ports.threatsBetween(id, edges),
  ]);
  return {
    weeks: weeks.map(({ monday }, at) => ({
      monday,
      sent: sent[at] ?? 0,
      caught: caught[at] ?? 0,
      reported: reported[at] ?? 0,
    })),
  };
}
