import { Resolver } from "node:dns/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import type { SenderCheck } from "../domain/sender-dns.ts";
import { readSenders } from "../mail/sender-records.ts";
import { CheckFailed, type Command, UsageError } from "./command.ts";

const usage = `npm run mail-dns [-- --server ADDRESS]

Reads from DNS what receivers look at before they believe a mail of ours: SPF, DKIM and DMARC of each domain that we send from.

  --server   the DNS server to ask, such as 1.1.1.1; the machine's own when left out`;

/** `npm run mail-dns`: ends with 1 when something is missing or wrong. */
export const mailDnsCommand: Command = async (args, env) => {
  const { server } = optionsOf(args);
  const config = readConfig(env, { production: true });
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (server) resolver.setServers([server]);
  const checks = await readSenders(config, resolver);
  const lines = [
    ...checks.flatMap(({ domain, found }) => [domain, ...found.map(line)]),
    ...(config.dkim
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
