import type * as z from "zod/mini";
import type { Organization, UpdateOrganization } from "../../shared/contracts/organization.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact } from "../db/connect.ts";
import { canonicalAddress, canonicalDomain, domainOf } from "../domain/address.ts";
import { plainAfterReport, usualAfterReport } from "../domain/after-report.ts";
import { AppError } from "../errors.ts";
import { displayName } from "../users/user-view.ts";
import { mixesAlphabets } from "./look-alike.ts";
import type { DomainProof } from "./domain-proof.ts";
import type { MailboxService } from "./mailbox-service.ts";
import { usualKeptDays, type OrganizationDoc, type OrganizationStore } from "./organization-store.ts";
import { peopleSettingsAfter, peopleSettingsView } from "./people-settings.ts";
import { refuseAt } from "./refuse-at.ts";
import { settingChanges } from "./setting-changes.ts";

export interface OrganizationPorts {
  organizations: OrganizationStore;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  /** Is the domain shown to be the organization's? */
  verifyDomain: (name: string, organization: string) => Promise<boolean>;
  proofRecord: DomainProof["record"];
  mailbox: Pick<MailboxService, "ask" | "enqueue" | "mailWaits">;
  /** Address that our own mails come from. */
  serviceFrom: string;
}

type Changes = z.output<typeof UpdateOrganization.request>;

function organizationView(
  organization: OrganizationDoc,
  { proofRecord, serviceFrom }: Pick<OrganizationPorts, "proofRecord" | "serviceFrom">,
): z.input<typeof Organization> {
  const { joining, pendingMailbox: pending } = organization;
  return {
    id: organization._id,
    name: organization.name,
    slug: organization.slug,
    domains: organization.domains.map(({ name, verified }) => ({
      name,
      verified,
      ...(!verified && { proof: proofRecord(organization._id, name) }),
    })),
    joining: {
      anyoneCanJoin: joining.anyoneCanJoin,
      allowedDomains: joining.allowedDomains,
      allowedAddresses: joining.allowedAddresses,
      ...(joining.opensAt && { opensAt: joining.opensAt.toISOString() }),
      ...(joining.closesAt && { closesAt: joining.closesAt.toISOString() }),
      ...(joining.contact && { contact: joining.contact }),
      ...(joining.changedBy && { changedBy: joining.changedBy }),
      ...(joining.changedAt && { changedAt: joining.changedAt.toISOString() }),
    },
    languages: organization.languages,
    defaultLanguage: organization.defaultLanguage,
    ...(organization.languagesOpen && { languagesOpen: true }),
    timeZone: organization.timeZone,
    ...peopleSettingsView(organization),
    ...(organization.securityMailbox && { securityMailbox: organization.securityMailbox }),
    ...(pending && {
      pendingMailbox: {
        address: pending.address,
        askedAt: pending.askedAt.toISOString(),
        expiresAt: pending.expiresAt.toISOString(),
      },
    }),
    sender: { name: organization.senderName ?? "Firstcatch", address: serviceFrom },
    keptDays: organization.keptDays ?? usualKeptDays,
    afterReport: organization.afterReport ?? usualAfterReport,
    version: organization.version,
  };
}

/** @throws AppError `invalid_request`, naming the place, for what is no domain or address. */
function canonical(path: string, values: string[], make: (text: string) => string): string[] {
  return [
    ...new Set(
      values.map((value, index) => {
        try {
          return make(value);
        } catch (error) {
          return refuseAt(`${path}[${index}]`, error instanceof Error ? error.message : "not usable");
        }
      }),
    ),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

export type OrganizationService = ReturnType<typeof createOrganizationService>;

/** The organization's settings; who threw the joining switch, and when, is kept with it. */
export function createOrganizationService(ports: OrganizationPorts) {
  async function changedDomains(before: OrganizationDoc, asked: Changes["domains"]) {
    if (!asked) return before.domains;
    const names = canonical(
      "$.domains",
      asked.map((domain) => domain.name),
      canonicalDomain,
    );
    return Promise.all(
      names.map(async (name) => {
        const known = before.domains.find((domain) => domain.name === name);
        const owner = await ports.organizations.findByDomain(name);
        if (owner && owner._id !== before._id)
          return refuseAt("$.domains", `${name} belongs to another organization.`);
        return known?.verified ? known : { name, verified: await ports.verifyDomain(name, before._id) };
      }),
    );
  }

  function changedJoining(
    before: OrganizationDoc,
    asked: Changes["joining"],
    domains: OrganizationDoc["domains"],
    by: string,
    at: Date,
  ) {
    const verified = domains.filter((domain) => domain.verified).map((domain) => domain.name);
    const { opensAt, closesAt, contact, ...plain } = asked ?? {};
    const joining = { ...before.joining };
    if (plain.allowedDomains)
      joining.allowedDomains = canonical("$.joining.allowedDomains", plain.allowedDomains, canonicalDomain);
    else joining.allowedDomains = joining.allowedDomains.filter((name) => verified.includes(name));
    if (plain.allowedAddresses)
      joining.allowedAddresses = canonical(
        "$.joining.allowedAddresses",
        plain.allowedAddresses,
        canonicalAddress,
      );
    joining.allowedAddresses.forEach((address, index) => {
      if (!before.joining.allowedAddresses.includes(address) && mixesAlphabets(domainOf(address)))
        refuseAt(`$.joining.allowedAddresses[${index}]`, "Its domain mixes letters of two alphabets.");
    });
    const stranger = joining.allowedDomains.find((name) => !verified.includes(name));
    if (stranger !== undefined)
      throw new AppError("domain_not_verified", `${stranger} is not a verified domain of this organization.`);
    if (opensAt !== undefined) joining.opensAt = opensAt === null ? undefined : new Date(opensAt);
    if (closesAt !== undefined) joining.closesAt = closesAt === null ? undefined : new Date(closesAt);
    if (joining.opensAt && joining.closesAt && joining.closesAt <= joining.opensAt)
      refuseAt("$.joining.closesAt", "The end must come after the beginning.");
    if (contact !== undefined) joining.contact = contact === null || contact === "" ? undefined : contact;
    if (plain.anyoneCanJoin !== undefined && plain.anyoneCanJoin !== joining.anyoneCanJoin) {
      joining.anyoneCanJoin = plain.anyoneCanJoin;
      joining.changedBy = by;
      joining.changedAt = at;
    }
    return joining;
  }

  const view = (organization: OrganizationDoc) => organizationView(organization, ports);

  /** The mailbox that holds from now on, and the one that is asked. */
  function changedMailbox(
    before: OrganizationDoc,
    asked: Changes["securityMailbox"],
    at: Date,
  ): Partial<OrganizationDoc> {
    if (asked === undefined) return {};
    if (asked === null) return { securityMailbox: undefined, pendingMailbox: undefined };
    const address = canonical("$.securityMailbox", [asked], canonicalAddress)[0] ?? "";
    if (address === before.securityMailbox) return { pendingMailbox: undefined };
    return { pendingMailbox: ports.mailbox.ask(before, address, at) };
  }

  /** Changes settings; a stale `seen` version is refused with the values as they are. */
  async function update(admin: Admin, asked: Changes, seen?: number): Promise<OrganizationDoc> {
    const before = await ports.organizations.get(admin.organization);
    const conflict = (current: OrganizationDoc) =>
      new AppError("version_conflict", "Somebody else changed these settings meanwhile.", {
        current: view(current),
      });
    if (seen !== undefined && seen !== before.version) throw conflict(before);
    if (asked.timeZone !== undefined && !isTimeZone(asked.timeZone))
      refuseAt("$.timeZone", "This is not an IANA time zone like Europe/Amsterdam.");
    const at = ports.now();
    const domains = await changedDomains(before, asked.domains);
    const joining = changedJoining(before, asked.joining, domains, displayName(admin.user), at);
    const languages = asked.languages ? [...new Set(asked.languages)] : before.languages;
    const defaultLanguage = asked.defaultLanguage ?? before.defaultLanguage;
    if (!languages.includes(defaultLanguage))
      refuseAt("$.defaultLanguage", "The default must be one of the languages.");
    const changes: Partial<OrganizationDoc> = {
      name: asked.name ?? before.name,
      domains,
      joining,
      languages,
      defaultLanguage,
      timeZone: asked.timeZone ?? before.timeZone,
    };
    Object.assign(changes, changedMailbox(before, asked.securityMailbox, at));
    if (asked.sender)
      changes.senderName = asked.sender.name === "" ? undefined : (asked.sender.name ?? undefined);
    if (asked.keptDays !== undefined)
      changes.keptDays = asked.keptDays === usualKeptDays ? undefined : asked.keptDays;
    if (asked.languages ?? asked.defaultLanguage) changes.languagesOpen = undefined;
    Object.assign(changes, peopleSettingsAfter(before, asked, languages));
    if (asked.afterReport) changes.afterReport = plainAfterReport(asked.afterReport);
    try {
      const after = await ports.transact(async (tx) => {
        const written = await ports.organizations.update(before, changes, at, tx);
        if (changes.pendingMailbox)
          await ports.mailbox.enqueue(admin.organization, changes.pendingMailbox, tx);
        await ports.audit.append(
          {
            organization: admin.organization,
            at,
            actor: admin.actor,
            action:
              before.joining.anyoneCanJoin === joining.anyoneCanJoin
                ? "organization.change"
                : "joining.switch",
            subject: { kind: "organization", id: admin.organization },
            details: { changes: settingChanges(before, written) },
          },
          tx,
        );
        return written;
      });
      if (changes.pendingMailbox) ports.mailbox.mailWaits();
      return after;
    } catch (error) {
      if (error instanceof AppError && error.code === "version_conflict")
        throw conflict(await ports.organizations.get(admin.organization));
      throw error;
    }
  }

  /** Notes that a domain was shown to be the organization's, unless another one was faster. */
  async function verify(admin: Admin, typed: string, check: DomainProof["check"]) {
    const id = admin.organization;
    const [name = ""] = canonical("$.name", [typed], canonicalDomain);
    const known = (await ports.organizations.get(id)).domains.find((domain) => domain.name === name);
    if (!known) throw new AppError("not_found", "This is not one of the organization's domains.");
    const verdict = known.verified ? "verified" : await check(id, name);
    if (verdict === "verified" && !known.verified) {
      const owner = await ports.organizations.findByDomain(name);
      if (owner) refuseAt("$.name", `${name} belongs to another organization.`);
      const at = ports.now();
      await ports.transact(async (tx) => {
        const before = await ports.organizations.get(id, tx);
        const domains = before.domains.map((domain) =>
          domain.name === name ? { name, verified: true } : domain,
        );
        const after = await ports.organizations.update(before, { domains }, at, tx);
        await ports.audit.append(
          {
            organization: id,
            at,
            actor: admin.actor,
            action: "domain.verify",
            subject: { kind: "organization", id },
            details: { changes: settingChanges(before, after) },
          },
          tx,
        );
      });
    }
    return { verdict, organization: view(await ports.organizations.get(id)) };
  }

  return { update, verify, view };
}
