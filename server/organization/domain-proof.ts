import { createHmac } from "node:crypto";
import { Resolver } from "node:dns/promises";
import type { DomainVerdict } from "../../shared/contracts/organization.ts";

export interface DomainProof {
  /** The TXT record that shows that a domain is the organization's; another organization needs another one. */
  record: (organization: string, domain: string) => { host: string; value: string };
  /** Looks for the record in the DNS. */
  check: (organization: string, domain: string) => Promise<DomainVerdict>;
}

const prefix = "firstcatch-verification=";
const notThere = new Set(["ENOTFOUND", "ENODATA"]);
const codeOf = (error: unknown) => (error as { code?: string }).code ?? "";

/** Shows domains to be an organization's by a TXT record that only whoever runs the domain can publish. */
export function createDomainProof({
  secret,
  servers,
}: {
  secret: string;
  /** Addresses of DNS servers; those of the machine when left out. */
  servers?: readonly string[];
}): DomainProof {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers) resolver.setServers([...servers]);

  function record(organization: string, domain: string) {
    const mac = createHmac("sha256", secret).update(`domain ${organization} ${domain}`).digest("base64url");
    return { host: `_firstcatch.${domain}`, value: prefix + mac.slice(0, 32) };
  }

  return {
    record,
    async check(organization, domain) {
      const { host, value } = record(organization, domain);
      try {
        const texts = (await resolver.resolveTxt(host)).map((pieces) => pieces.join("").trim());
        if (texts.includes(value)) return "verified";
        return texts.some((text) => text.startsWith(prefix)) ? "different" : "missing";
      } catch (error) {
        return notThere.has(codeOf(error)) ? "missing" : "unreachable";
      }
    },
  };
}
