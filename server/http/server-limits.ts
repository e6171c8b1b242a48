import type { ServerOptions } from "node:http";

/**
 * Patience with those who send slowly, in milliseconds: the header block within 20 s; a whole request within 5 minutes,
 * which a mail of 30 MB needs on a line of 1 Mbit/s.
 */
export const serverLimits = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5000,
} satisfies ServerOptions;
