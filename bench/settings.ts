import { readConfig, type Config } from "../server/config.ts";

/** The settings of a server that is measured. */
export const benchConfig = (given: Record<string, string>): Config =>
  readConfig({
    PUBLIC_URL: "http://127.0.0.1:3000",
    SMTP_URL: "smtp://127.0.0.1:9",
    SIMULATION_DOMAIN: "n0rthfold-track.example",
    SERVICE_FROM: "firstcatch@acme.example",
    MAILS_PER_MINUTE: "100000000",
    SERVER_KEY: "a key for benchmarks only, of 32 characters or more",
    SESSION_SECRET: "a secret for benchmarks only, of 32 characters or more",
    ADDIN_CLIENT_ID: "22222222-2222-4222-8222-222222222222",
    PORTAL_CLIENT_ID: "portal",
    PORTAL_CLIENT_SECRET: "secret",
    LOG_LEVEL: "error",
    ...given,
  });
