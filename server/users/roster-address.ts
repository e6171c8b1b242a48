import { canonicalAddress, isCovered, isGuest } from "../domain/address.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";

/** Addresses lie in the organization's domains, through whichever door they come. @throws AppError `address_…`. */
export function rosterAddress(
  typed: string,
  organization: Pick<OrganizationDoc, "domains" | "joining">,
): string {
  const address = canonicalAddress(typed);
  const domains = organization.domains.map((domain) => domain.name);
  if (!isCovered(address, domains, organization.joining.allowedAddresses))
    throw new AppError(
      "address_not_allowed",
      isGuest(address)
        ? "This address stands for a guest of the directory, and it is not listed by itself."
        : "This address is in none of the organization's domains, and it is not listed by itself.",
    );
  return address;
}

/** The same for a request's field `email`: a refusal says that it is this field. */
export function canonicalRosterAddress(
  typed: string,
  organization: Pick<OrganizationDoc, "domains" | "joining">,
): string {
  try {
    return rosterAddress(typed, organization);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    throw new AppError(code, message, { violations: [{ path: "$.email", message }], cause: error });
  }
}
