import { randomUUID } from "node:crypto";
import type { Language } from "../../shared/lifecycle.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import { isDuplicateKey, type Transact } from "../db/connect.ts";
import { canonicalAddress, canonicalDomain, isCovered } from "../domain/address.ts";
import { AppError } from "../errors.ts";
import type { UserStore } from "../users/user-store.ts";
import type { OrganizationStore } from "./organization-store.ts";

interface CreatePorts {
  organizations: OrganizationStore;
  users: UserStore;
  audit: AuditStore;
  transact: Transact;
  clock: { now: () => Date };
  verifyDomain: (name: string, organization: string) => Promise<boolean>;
}

export interface NewOrganization {
  name: string;
  /** Part of public addresses; made from the name when left out. */
  slug?: string;
  /** Directory tenant id. */
  tenantId: string;
  domain: string;
  ownerEmail: string;
  securityMailbox?: string;
  timeZone?: string;
  /** For whoever has not chosen; left out, the portal asks. */
  language?: Language;
}

const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "organization";

/**
 * Makes an organization and its first owner; *Anyone can join* is off. Repeated with the same tenant it changes nothing and
 * answers with what is there.
 * @throws AppError `already_exists` when slug, tenant or domain belong to another organization, `address_…` for a bad owner or domain.
 */
export async function createOrganization(
  ports: CreatePorts,
  asked: NewOrganization,
): Promise<{ organizationId: string; ownerId: string }> {
  const domain = canonicalDomain(asked.domain);
  const email = canonicalAddress(asked.ownerEmail);
  if (!isCovered(email, [domain]))
    throw new AppError("address_not_allowed", "The first owner's address must lie in the domain.");
  const known = await ports.organizations.findByTenant(asked.tenantId.toLowerCase());
  if (known) {
    const owner = await ports.users.findPerson(known._id, undefined, email);
    if (!owner || !known.domains.some(({ name }) => name === domain))
      throw new AppError(
        "already_exists",
        "This directory tenant has an organization with another domain or owner already.",
      );
    return { organizationId: known._id, ownerId: owner._id };
  }
  if (await ports.organizations.findByDomain(domain))
    throw new AppError("already_exists", "This domain belongs to another organization.");
  const at = ports.clock.now();
  const id = randomUUID();
  const verified = await ports.verifyDomain(domain, id);
  try {
    return await ports.transact(async (tx) => {
      await ports.organizations.insert(
        {
          _id: id,
          name: asked.name.trim(),
          slug: asked.slug ?? slugOf(asked.name),
          tenantIds: [asked.tenantId.toLowerCase()],
          domains: [{ name: domain, verified }],
          joining: { anyoneCanJoin: false, allowedDomains: verified ? [domain] : [], allowedAddresses: [] },
          languages: ["en", "nl"],
          defaultLanguage: asked.language ?? "en",
          ...(!asked.language && { languagesOpen: true as const }),
          timeZone: asked.timeZone ?? "Europe/Amsterdam",
          ...(asked.securityMailbox && { securityMailbox: canonicalAddress(asked.securityMailbox) }),
          version: 1,
          createdAt: at,
          updatedAt: at,
        },
        tx,
      );
      const owner = await ports.users.insert(
        { organization: id, email, firstName: "", lastName: "", role: "owner", trainingExempt: true },
        at,
        tx,
      );
      await ports.audit.append(
        {
          organization: id,
          at,
          actor: { kind: "system" },
          action: "organization.create",
          subject: { kind: "organization", id },
        },
        tx,
      );
      return { organizationId: id, ownerId: owner._id };
    });
  } catch (error) {
    if (isDuplicateKey(error))
      throw new AppError(
        "already_exists",
        "Another organization has this name in its address, or this tenant.",
        { cause: error },
      );
    throw error;
  }
}
