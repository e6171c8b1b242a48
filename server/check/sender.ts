import { Resolver } from "node:dns/promises";
import type { SenderDns } from "../../shared/contracts/check.ts";
import type { Config } from "../config.ts";
import { readSenders } from "../mail/sender-records.ts";

/** Several admins who look at the page, and its reloads, are one question. */
const keptFor = 10_000;

/** Reads what DNS says of our sending domains. `asks` is false where they are names of the sandbox. */
export function createSenderDns(
  config: Config,
  { asks, servers }: { asks: boolean; servers?: readonly string[] },
): () => Promise<SenderDns> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (servers) resolver.setServers([...servers]);
  let known: { until: number; answer: Promise<SenderDns> } | undefined;

  async function read(): Promise<SenderDns> {
    const signed = config.dkim !== undefined;
    if (!asks) return { asked: false, signed, domains: [] };
    const domains = (await readSenders(config, resolver)).map(({ domain, found }) => ({
      domain,
      found: found.map(({ what, state, code, record, publish }) => ({
        what,
        state,
        code,
        ...(record !== undefined && { record }),
        ...(publish && { publish }),
      })),
    }));
    return { asked: true, signed, domains };
  }

  return () => {
    if (!known || Date.now() > known.until) known = { until: Date.now() + keptFor, answer: read() };
    return known.answer;
  };
}
