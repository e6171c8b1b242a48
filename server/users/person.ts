import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { OutboxStore } from "../mail/outbox-store.ts";
import type { ReportStore } from "../reports/report-store.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import type { Simulations } from "../simulations/simulation.ts";
import { createPersonChanges, type PersonChangePorts } from "./person-changes.ts";
import { createPersonPage } from "./person-page.ts";
import { createPersonTimeline } from "./person-timeline.ts";

interface PersonPorts extends PersonChangePorts {
  units: Pick<UnitStore, "known" | "some">;
  apiTokens: Pick<ApiTokenStore, "findMany" | "revokeAllOf">;
  simulations: Pick<Simulations, "welcomeState" | "ofUser" | "latestWelcomes">;
  outbox: Pick<OutboxStore, "ofSimulations">;
  reports: Pick<ReportStore, "ofPerson">;
}

/** What admins see and change of one person. */
export function createPerson({ outbox, reports, ...ports }: PersonPorts) {
  const mailsOf = outbox.ofSimulations;
  return {
    personPage: createPersonPage({
      ...ports,
      mailsOf,
      getOrganization: (id) => ports.organizations.get(id),
    }),
    personTimeline: createPersonTimeline({ ...ports, mailsOf, reportsOf: reports.ofPerson }),
    personChanges: createPersonChanges(ports),
  };
}
