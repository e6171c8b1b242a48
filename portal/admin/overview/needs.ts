import type { Overview } from "../../../shared/contracts/overview.ts";

export type Need =
  | { key: "away" }
  | { key: "inDoubt" | "refused" | "held" | "reports" | "knocking"; n: number }
  | { key: "mailbox" }
  | { key: "domains"; names: string[] };

/** What needs a person, most urgent first. */
export function needsOf({
  mail,
  joining,
  securityMailbox,
  unverifiedDomains,
  openReports,
}: Overview): Need[] {
  const counted = [
    { key: "inDoubt", n: mail.inDoubt },
    { key: "refused", n: mail.refused },
    { key: "held", n: mail.held },
    { key: "reports", n: openReports },
  ] as const;
  return [
    ...(mail.channel.state === "paused" ? [{ key: "away" } as const] : []),
    ...counted.filter(({ n }) => n > 0),
    ...(securityMailbox ? [] : [{ key: "mailbox" } as const]),
    ...(unverifiedDomains.length > 0 ? [{ key: "domains", names: unverifiedDomains } as const] : []),
    ...(joining.knocking > 0 ? [{ key: "knocking", n: joining.knocking } as const] : []),
  ];
}
