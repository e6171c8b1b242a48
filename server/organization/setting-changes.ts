import type { SettingChange } from "../../shared/contracts/organization.ts";
import { usualEmployeeIdLabel } from "../../shared/employee-id.ts";
import { usualWorkingHours } from "../../shared/working-hours.ts";
import { reportClasses, reportClients } from "../../shared/after-report.ts";
import { moveCode, usualAfterReport } from "../domain/after-report.ts";
import { nothingRequired } from "./people-settings.ts";
import type { OrganizationDoc } from "./organization-store.ts";

const plain = {
  name: (organization) => organization.name,
  timeZone: (organization) => organization.timeZone,
  workingHours: ({ workingHours = usualWorkingHours }) =>
    `${workingHours.days.join(",")} ${workingHours.from}-${workingHours.until}`,
  "required.company": ({ required = nothingRequired }) => String(required.company),
  "required.department": ({ required = nothingRequired }) => String(required.department),
  employeeIdLabel: ({ employeeIdLabel: { name, own } = usualEmployeeIdLabel }) =>
    own ? JSON.stringify(own) : name,
  "terms.url": ({ terms }) => terms?.url,
  languages: (organization) => organization.languages.join(", "),
  defaultLanguage: (organization) => organization.defaultLanguage,
  securityMailbox: (organization) => organization.securityMailbox,
  pendingMailbox: (organization) => organization.pendingMailbox?.address,
  "sender.name": (organization) => organization.senderName,
  keptDays: (organization) => organization.keptDays?.toString(),
  "joining.anyoneCanJoin": ({ joining }) => String(joining.anyoneCanJoin),
  "joining.opensAt": ({ joining }) => joining.opensAt?.toISOString(),
  "joining.closesAt": ({ joining }) => joining.closesAt?.toISOString(),
  "joining.contact": ({ joining }) => joining.contact,
} satisfies Record<string, (organization: OrganizationDoc) => string | undefined>;

const missingIn = (list: readonly string[], from: readonly string[]) =>
  from.filter((entry) => !list.includes(entry));

/** Where mails of each class go, and for each client on its own where that differs. */
const moves: [string, (organization: OrganizationDoc) => string | undefined][] = reportClasses.flatMap(
  (kind) => [
    [`afterReport.${kind}`, ({ afterReport = usualAfterReport }) => moveCode(afterReport.all[kind])],
    ...reportClients.map((client): (typeof moves)[number] => [
      `afterReport.${client}.${kind}`,
      ({ afterReport }) => moveCode(afterReport?.clients?.[client]?.[kind]),
    ]),
  ],
);

/** What differs between two readings of the settings, as the audit log keeps it. */
export function settingChanges(before: OrganizationDoc, after: OrganizationDoc): SettingChange[] {
  const changes: SettingChange[] = [...Object.entries(plain), ...moves].flatMap(([field, read]) => {
    const [from, to] = [read(before), read(after)];
    return from === to
      ? []
      : [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
  const names = ({ domains }: OrganizationDoc) => domains.map(({ name }) => name);
  const verified = ({ domains }: OrganizationDoc) =>
    domains.filter((domain) => domain.verified).map(({ name }) => name);
  for (const [field, was, is] of [
    ["domains", names(before), names(after)],
    ["domains.verified", verified(before), verified(after)],
    ["joining.allowedDomains", before.joining.allowedDomains, after.joining.allowedDomains],
  ] as const) {
    const [added, removed] = [missingIn(was, is), missingIn(is, was)];
    if (added.length + removed.length > 0) changes.push({ field, added, removed });
  }
  const [was, is] = [before.joining.allowedAddresses, after.joining.allowedAddresses];
  const [added, removed] = [missingIn(was, is), missingIn(is, was)];
  if (added.length + removed.length > 0)
    changes.push({
      field: "joining.allowedAddresses",
      addedCount: added.length,
      removedCount: removed.length,
    });
  return changes;
}
