import { createPublicKey } from "node:crypto";
import { Resolver } from "node:dns/promises";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "../config.ts";
import { domainOf } from "../domain/address.ts";
import { checkSender, type SenderCheck } from "../domain/sender-dns.ts";
import { CheckFailed, type Command, UsageError } from "./command.ts";

const usage = `npm run mail-dns [-- --server ADDRESS]

Reads from DNS what receivers look at before they believe a mail of ours: SPF, DKIM and DMARC of each domain that we send from.

  --server   the DNS server to ask, such as 1.1.1.1; the machine's own when left out`;

const notThere = new Set(["ENOTFOUND", "ENODATA"]);

/** `npm run mail-dns`: ends with 1 when something is missing or wrong. */
export const mailDnsCommand: Command = async (args, env) => {
  const { server } = optionsOf(args);
  const config = readConfig(env, { production: true });
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (server) resolver.setServers([server]);
  const key = config.dkim && { selector: config.dkim.selector, publicKey: publicKeyOf(config.dkim) };
  const domains = [...new Set([domainOf(config.serviceFrom), config.simulationDomain])];
  const checks = await Promise.all(
    domains.map(async (domain) => {
      const texts = await textsAt(resolver, domain);
      const dmarc = await policyFor(resolver, domain);
      const dkim = key && (await textsAt(resolver, `${key.selector}._domainkey.${domain}`));
      const records = { texts, dmarc, ...(dkim !== undefined && { dkim }) };
      return { domain, found: checkSender(domain, records, key) };
    }),
  );
  const lines = [
    ...checks.flatMap(({ domain, found }) => [domain, ...found.map(line)]),
    ...(key
      ? []
      : [
          "Mails are not signed here: no DKIM_SELECTOR and DKIM_PRIVATE_KEY. Your mail server may sign them.",
        ]),
  ];
  const good = checks.every(({ found }) => found.every(({ state }) => state === "ok" || state === "weak"));
  if (!good) throw new CheckFailed(lines.join("\n"));
  return lines;
};

const line = ({ state, what, words }: SenderCheck) => `  ${state.padEnd(11)} ${what.padEnd(5)} ${words}`;

function optionsOf(args: string[]): { server?: string } {
  try {
    return parseArgs({ args, options: { server: { type: "string" } } }).values;
  } catch (error) {
    throw new UsageError([(error as Error).message], usage);
  }
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
