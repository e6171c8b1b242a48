import { canonicalDomain } from "../domain/address.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";

/** Whose sign-in is wanted: by a domain or an address, or the only organization there is. */
export async function organizationAsked(
  organizations: OrganizationStore,
  { domain, email }: Record<string, unknown>,
): Promise<OrganizationDoc | null> {
  const text =
    typeof domain === "string"
      ? domain
      : typeof email === "string"
        ? email.slice(email.lastIndexOf("@") + 1)
        : null;
  if (text === null) return organizations.findOnly();
  try {
    const domain = canonicalDomain(text.trim());
    // A new organization's owner must come in to have its domain verified.
    return (await organizations.findByDomain(domain)) ?? (await organizations.findOnlyListing(domain));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
