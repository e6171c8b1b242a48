import { createPublicKey } from "node:crypto";
import type { Resolver } from "node:dns/promises";
import type { Config } from "../config.ts";
import { domainOf } from "../domain/address.ts";
import { checkSender, type SenderCheck } from "../domain/sender-dns.ts";

const notThere = new Set(["ENOTFOUND", "ENODATA"]);

/** What DNS says of each domain that mails come from. */
export function readSenders(
  config: Pick<Config, "dkim" | "serviceFrom" | "simulationDomain">,
  resolver: Resolver,
): Promise<{ domain: string; found: SenderCheck[] }[]> {
  const key = config.dkim && { selector: config.dkim.selector, publicKey: publicKeyOf(config.dkim) };
  const domains = [...new Set([domainOf(config.serviceFrom), config.simulationDomain])];
  return Promise.all(
    domains.map(async (domain) => {
      const [texts, dmarc, dkim] = await Promise.all([
        textsAt(resolver, domain),
        policyFor(resolver, domain),
        key && textsAt(resolver, `${key.selector}._domainkey.${domain}`),
      ]);
      const records = { texts, dmarc, ...(dkim !== undefined && { dkim }) };
      return { domain, found: checkSender(domain, records, key) };
    }),
  );
}

const publicKeyOf = ({ privateKey }: NonNullable<Config["dkim"]>): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");

async function textsAt(resolver: Resolver, name: string): Promise<string[] | null> {
  try {
    return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""));
  } catch (error) {
    return notThere.has(String((error as { code?: string }).code)) ? [] : null;
  }
}

/** Receivers go from the domain up to the one that was registered; so do we, as far as two labels. */
async function policyFor(resolver: Resolver, domain: string): Promise<string[] | null> {
  const labels = domain.split(".");
  for (let at = 0; at <= labels.length - 2; at++) {
    const texts = await textsAt(resolver, `_dmarc.${labels.slice(at).join(".")}`);
    if (texts === null || texts.length > 0) return texts;
  }
  return [];
}
