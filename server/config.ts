import { createPrivateKey } from "node:crypto";
import * as z from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().min(32, "at least 32 characters; make one with: openssl rand -base64 48");
const entra = "https://login.microsoftonline.com";

const loopbackHttp = z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ });

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** Everything that comes from outside, with its defaults. This file alone reads the environment. */
const Environment = z.object({
  /** Port of plain http. */
  PORT: port.default(3000),
  /** The address people and mails use, without a path: https://training.acme.example */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** Where the pane loads office.js from. Microsoft asks for its own network in production. */
  OFFICE_JS_URL: z.string().min(1).default("https://appsforoffice.microsoft.com/lib/1/hosted/office.js"),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, "must begin with mongodb:// or mongodb+srv://"),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://"),
  /** Domain that simulations come from: one that you own, and that looks odd at second sight. */
  SIMULATION_DOMAIN: z.string().regex(/^[a-z0-9.-]+\.[a-z]+$/, "must be a domain name"),
  /** Sender of our own mails, such as reports passed on to the security team. */
  SERVICE_FROM: z.email(),
  /** Selector of the DKIM key, published in the DNS of both domains above; mails go unsigned without it. */
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/i, "must be a selector such as fc2026")
    .optional(),
  /** The key itself: RSA in PEM, on one line with \\n for line ends where the environment needs that. */
  DKIM_PRIVATE_KEY: z
    .string()
    .transform((text) => text.replaceAll("\\n", "\n"))
    .refine(isRsaKey, "must be an RSA private key in PEM")
    .optional(),
  /** Most mails that one organization sends in a minute. */
  MAILS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /** Which part this process is: web, worker, or both. */
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Makes the tokens in mails; keep it, or links and reports of mails already sent are no longer known. */
  SERVER_KEY: secret,
  /** Signs the portal's session cookies. */
  SESSION_SECRET: secret,
  /** Number of proxies in front that set X-Forwarded-*. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Issuer of tokens, with {tenantid} where the directory tenant stands. */
  IDENTITY_ISSUER: z
    .url()
    .refine((url) => url.includes("{tenantid}"), "must hold {tenantid}")
    .default(`${entra}/{tenantid}/v2.0`),
  /** Keys that sign access tokens. */
  IDENTITY_JWKS_URI: z.url().default(`${entra}/common/discovery/v2.0/keys`),
  /** Plain http on loopback to which the server's own calls to the issuer go instead; for the sandbox. */
  IDENTITY_BACKCHANNEL: loopbackHttp.optional(),
  /** Application (client) id of the add-in. */
  ADDIN_CLIENT_ID: z.string().min(1),
  /** Audiences taken in access tokens, comma-separated; by default the client id and api://host/client-id. */
  ADDIN_AUDIENCE: z.string().optional(),
  /** Authority the add-in signs in at. */
  ADDIN_AUTHORITY: z.url().default(`${entra}/organizations`),
  PORTAL_CLIENT_ID: z.string().min(1),
  PORTAL_CLIENT_SECRET: z.string().min(1),
});

export interface Config {
  port: number;
  publicUrl: string;
  officeJsUrl: string;
  mongodbUri: string;
  smtpUrl: string;
  simulationDomain: string;
  serviceFrom: string;
  dkim?: { selector: string; privateKey: string };
  mailsPerMinute: number;
  role: "all" | "web" | "worker";
  logLevel: string;
  /** Key of the tokens in mails; its id stands in each stored token hash so that a later key can live beside it. */
  serverKey: { id: string; secret: string };
  sessionSecret: string;
  trustProxy: number;
  identity: {
    /** With {tenantid}. */
    issuer: string;
    jwksUri: string;
    backchannel?: string;
    addin: { clientId: string; audiences: string[]; authority: string; scope: string };
    portal: { clientId: string; clientSecret: string };
  };
}

/** The start refuses with every problem at once, one a line. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads the settings. @throws ConfigError that lists all that is missing or wrong. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = Environment.safeParse(given);
  if (!read.success)
    throw new ConfigError(
      read.error.issues.map((issue) => {
        const name = issue.path.join(".");
        return `${name}: ${given[name] === undefined ? "missing" : issue.message}`;
      }),
    );
  const e = read.data;
  if ((e.DKIM_SELECTOR === undefined) !== (e.DKIM_PRIVATE_KEY === undefined))
    throw new ConfigError(["DKIM_SELECTOR, DKIM_PRIVATE_KEY: both or neither"]);
  const apiUri = `api://${new URL(e.PUBLIC_URL).host}/${e.ADDIN_CLIENT_ID}`;
  const audiences = e.ADDIN_AUDIENCE?.split(",").map((audience) => audience.trim()) ?? [
    e.ADDIN_CLIENT_ID,
    apiUri,
  ];
  return {
    port: e.PORT,
    publicUrl: e.PUBLIC_URL,
    officeJsUrl: e.OFFICE_JS_URL,
    mongodbUri: e.MONGODB_URI,
    smtpUrl: e.SMTP_URL,
    simulationDomain: e.SIMULATION_DOMAIN,
    serviceFrom: e.SERVICE_FROM,
    ...(e.DKIM_SELECTOR &&
      e.DKIM_PRIVATE_KEY && { dkim: { selector: e.DKIM_SELECTOR, privateKey: e.DKIM_PRIVATE_KEY } }),
    mailsPerMinute: e.MAILS_PER_MINUTE,
    role: e.ROLE,
    logLevel: e.LOG_LEVEL,
    serverKey: { id: "k1", secret: e.SERVER_KEY },
    sessionSecret: e.SESSION_SECRET,
    trustProxy: e.TRUST_PROXY,
    identity: {
      issuer: e.IDENTITY_ISSUER,
      jwksUri: e.IDENTITY_JWKS_URI,
      ...(e.IDENTITY_BACKCHANNEL && { backchannel: new URL(e.IDENTITY_BACKCHANNEL).origin }),
      addin: {
        clientId: e.ADDIN_CLIENT_ID,
        audiences,
        authority: e.ADDIN_AUTHORITY,
        scope: `${audiences.find((audience) => audience.startsWith("api://")) ?? apiUri}/access_as_user`,
      },
      portal: { clientId: e.PORTAL_CLIENT_ID, clientSecret: e.PORTAL_CLIENT_SECRET },
    },
  };
}
