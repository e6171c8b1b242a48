import { parseArgs } from "node:util";
import { languages } from "../../shared/lifecycle.ts";
import { canonicalAddress, canonicalDomain, isCovered } from "../domain/address.ts";
import { AppError } from "../errors.ts";
import type { NewOrganization } from "../organization/create-organization.ts";
import { UsageError } from "./command.ts";

export const usage = `npm run organization -- create --name NAME --tenant TENANT --domain DOMAIN --owner ADDRESS [--security-mailbox ADDRESS] [--slug SLUG] [--time-zone ZONE] [--language en|nl]
npm run organization -- list

  --name              what people read, such as "Acme"
  --tenant            directory (tenant) id in Entra, such as 11111111-1111-4111-8111-111111111111
  --domain            the domain of its addresses, such as acme.example
  --owner             the first owner's address, in that domain, such as owner@acme.example
  --security-mailbox  where reported mails are passed on to, such as security@acme.example
  --slug              its part of public addresses; made from the name when left out
  --time-zone         an IANA time zone; Europe/Amsterdam when left out
  --language          en or nl, for whoever has not chosen; the portal asks when left out`;

const tenantId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The words of a refusal, or null when the value is good. */
function refusal(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function parsed(args: string[]) {
  const option = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      options: {
        name: option,
        tenant: option,
        domain: option,
        owner: option,
        "security-mailbox": option,
        slug: option,
        "time-zone": option,
        language: option,
      },
    }).values;
  } catch (error) {
    throw new UsageError([(error as Error).message], usage);
  }
}

/** Reads the options of `create`. @throws UsageError that lists all that is missing or wrong. */
export function readNewOrganization(args: string[]): NewOrganization {
  const given = parsed(args);
  const problems: string[] = [];
  const need = (name: "name" | "tenant" | "domain" | "owner"): string => {
    const value = given[name]?.trim() ?? "";
    if (value === "") problems.push(`--${name} is missing`);
    return value;
  };
  const check = (option: string, value: string | undefined, why: (value: string) => string | null) => {
    const problem = value ? why(value) : null;
    if (problem !== null) problems.push(`--${option} ${value ?? ""}: ${problem}`);
    return problem === null;
  };

  const name = need("name");
  const tenant = need("tenant");
  const domain = need("domain");
  const owner = need("owner");
  const mailbox = given["security-mailbox"];
  const zone = given["time-zone"];
  check("name", name, (text) => (text.length > 100 ? "longer than 100 characters" : null));
  check("tenant", tenant, (text) =>
    tenantId.test(text) ? null : "not a directory (tenant) id; Entra shows it on its overview page",
  );
  const domainIsGood = check("domain", domain, (text) =>
    refusal(() => canonicalDomain(text)) === null ? null : "not a domain name such as acme.example",
  );
  const ownerIsGood = check("owner", owner, (text) => refusal(() => canonicalAddress(text)));
  if (domain && owner && domainIsGood && ownerIsGood)
    check("owner", owner, (text) =>
      isCovered(canonicalAddress(text), [canonicalDomain(domain)]) ? null : `not an address in ${domain}`,
    );
  check("security-mailbox", mailbox, (text) => refusal(() => canonicalAddress(text)));
  check("slug", given.slug, (text) =>
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 60
      ? null
      : "up to 60 small letters, digits and single hyphens",
  );
  check("time-zone", zone, (text) =>
    isTimeZone(text) ? null : "not an IANA time zone such as Europe/Amsterdam",
  );
  const language = languages.find((one) => one === given.language);
  check("language", given.language, () => (language ? null : `not one of ${languages.join(", ")}`));
  if (problems.length > 0) throw new UsageError(problems, usage);
  return {
    name,
    tenantId: tenant,
    domain,
    ownerEmail: owner,
    ...(mailbox && { securityMailbox: mailbox }),
    ...(given.slug && { slug: given.slug }),
    ...(zone && { timeZone: zone }),
    ...(language && { language }),
  };
}
