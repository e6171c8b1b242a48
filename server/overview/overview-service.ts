import type { Overview, OverviewTrend } from "../../shared/contracts/overview.ts";
import type { MailStatus } from "../../shared/contracts/mail.ts";
import { isOpen } from "../domain/joining.ts";
import { reportView } from "../reports/report-view.ts";
import type { ReportDoc } from "../reports/report.ts";
import type { UserDoc } from "../users/user-store.ts";
import { readTrend, type TrendPorts } from "./overview-trend.ts";

/** How many people stand where; nobody who is removed. */
export interface Standings {
  notStarted: number;
  /** Of those not started: they opened the button at least once. */
  seen: number;
  started: number;
  onboarded: number;
}

export interface OverviewPorts extends TrendPorts {
  standings: (organization: string) => Promise<Standings>;
  /** How many people have a Welcome mail that the mail server took. */
  welcomed: (organization: string) => Promise<number>;
  latestStarts: (organization: string, limit: number) => Promise<UserDoc[]>;
  latestReports: (organization: string, limit: number) => Promise<ReportDoc[]>;
  /** How many reports wait for a verdict. */
  openReports: (organization: string) => Promise<number>;
  mailStatus: (organization: string) => Promise<MailStatus>;
}

const latest = 6;

export type OverviewService = ReturnType<typeof createOverviewService>;

/** The first page of the portal. Admins who ask at the same time get one answer: all of them ask when anything changes. */
export function createOverviewService(ports: OverviewPorts) {
  async function read(id: string): Promise<Overview> {
    const [organization, people, welcomed, mail, starts, reports, openReports] = await Promise.all([
      ports.getOrganization(id),
      ports.standings(id),
      ports.welcomed(id),
      ports.mailStatus(id),
      ports.latestStarts(id, latest),
      ports.latestReports(id, latest),
      ports.openReports(id),
    ]);
    const { joining } = organization;
    const allowsSome = joining.allowedDomains.length + joining.allowedAddresses.length > 0;
    const open = allowsSome && isOpen(joining, ports.now());
    const started = people.started + people.onboarded;
    return {
      funnel: {
        imported: people.notStarted + started,
        seen: people.seen + started,
        started,
        // The counts are taken one beside the other: nobody shall seem to be further than they are.
        welcomed: Math.max(people.onboarded, Math.min(welcomed, started)),
        onboarded: people.onboarded,
      },
      mail,
      joining: { open, knocking: open ? 0 : people.seen },
      securityMailbox: organization.securityMailbox !== undefined,
      unverifiedDomains: organization.domains.filter(({ verified }) => !verified).map(({ name }) => name),
      openReports,
      reports: reports.map(reportView),
      starts: starts.map(({ _id, email, firstName, infix, lastName, startedAt = ports.now() }) => ({
        id: _id,
        email,
        firstName,
        ...(infix && { infix }),
        lastName,
        startedAt: startedAt.toISOString(),
      })),
    };
  }

  return {
    get: once(read),
    /** Week by week: how many practice mails were sent and caught, and how many suspicious mails reported. */
    trend: once<OverviewTrend>((id) => readTrend(ports, id)),
  };
}

/** Those who ask for the same while it is being read wait for that one answer. */
function once<Answer>(read: (id: string) => Promise<Answer>): (id: string) => Promise<Answer> {
  const underWay = new Map<string, Promise<Answer>>();
  return (id) => {
    const known = underWay.get(id);
    if (known) return known;
    const asked = read(id).finally(() => underWay.delete(id));
    underWay.set(id, asked);
    return asked;
  };
}
