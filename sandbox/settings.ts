import path from "node:path";
import { addinClientId, portalClientId } from "./constants.ts";
import { freePort } from "./ports.ts";
import { allowedRecipients } from "./real-mail-gate.ts";
import type { Secrets } from "./secrets.ts";

type Environment = Record<string, string | undefined>;

/** What a person may set for the sandbox; all of it has defaults. */
export interface Settings {
  httpPort: number;
  httpsPort: number;
  /** Absolute. */
  dataDir: string;
  role: "all" | "web" | "worker";
  urls: { http: string; https: string };
  /** A database of one's own, instead of the sandbox's. */
  mongodbUri?: string;
  /** A real mail server, and to whom it may send. */
  realMail?: { url: string; allowed: Set<string> };
  /** A real issuer, instead of the sandbox's provider. */
  issuer?: string;
}

/** A setting that cannot be used; the text says which, and what would do. */
export class SettingsError extends Error {}

function portOf(env: Environment, name: string, usual: number): number {
  const text = env[name] ?? "";
  const port = text === "" ? usual : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingsError(`${name} is ${text}; it must be a port number.`);
  return port;
}

/** Reads the sandbox's settings. @throws SettingsError */
export async function readSettings(env: Environment, cwd: string): Promise<Settings> {
  const role = env["ROLE"] || "all";
  if (role !== "all" && role !== "web" && role !== "worker")
    throw new SettingsError(`ROLE is ${role}; it must be all, web or worker.`);
  const httpPort = portOf(env, "PORT", 3000) || (await freePort());
  const httpsPort = portOf(env, "HTTPS_PORT", 3443) || (await freePort());
  const allowed = allowedRecipients(env["SANDBOX_MAIL_TO"]);
  if (env["SMTP_URL"] && allowed.size === 0)
    throw new SettingsError(
      "SMTP_URL names a real mail server. Say in SANDBOX_MAIL_TO who may get mail from the sandbox (addresses, comma-separated), or leave SMTP_URL out.",
    );
  return {
    httpPort,
    httpsPort,
    role,
    dataDir: path.resolve(cwd, env["DATA_DIR"] || ".data"),
    urls: { http: `http://localhost:${httpPort}`, https: `https://localhost:${httpsPort}` },
    ...(env["MONGODB_URI"] && { mongodbUri: env["MONGODB_URI"] }),
    ...(env["SMTP_URL"] && { realMail: { url: env["SMTP_URL"], allowed } }),
    ...(env["IDENTITY_ISSUER"] && { issuer: env["IDENTITY_ISSUER"] }),
  };
}

/** The environment with which the product runs in the sandbox; what a person set wins over it where that makes sense. */
export function productEnvironment(
  { httpPort, urls, role }: Settings,
  parts: {
    mongodbUri: string;
    smtpUrl: string;
    secrets: Secrets;
    identity: { issuer: string; jwksUri: string } | null;
  },
  env: Environment,
): Environment {
  const { secrets, identity } = parts;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  return {
    LOG_LEVEL: "warn",
    OFFICE_JS_URL: "/sandbox/office/office.js",
    SERVER_KEY: secrets.serverKey,
    SESSION_SECRET: secrets.sessionSecret,
    ADDIN_CLIENT_ID: addinClientId,
    ADDIN_CLIENT_SECRET: secrets.addinClientSecret,
    PORTAL_CLIENT_ID: portalClientId,
    PORTAL_CLIENT_SECRET: secrets.portalClientSecret,
    PUBLIC_URL: urls.https,
    SIMULATION_DOMAIN: "n0rthfold-track.example",
    SERVICE_FROM: "firstcatch@acme.example",
    ...given,
    PORT: String(httpPort),
    ROLE: role,
    MONGODB_URI: parts.mongodbUri,
    SMTP_URL: parts.smtpUrl,
    ...(identity && {
      IDENTITY_ISSUER: identity.issuer,
      IDENTITY_JWKS_URI: identity.jwksUri,
      IDENTITY_BACKCHANNEL: `http://127.0.0.1:${httpPort}`,
      ADDIN_AUTHORITY: identity.issuer.replace("{tenantid}", "common"),
    }),
  };
}

/** Of the product's environment just what the product reads; written down so that a second server can be started by it. */
export const productSettingNames = [
  ...["LOG_LEVEL", "OFFICE_JS_URL", "SERVER_KEY", "SESSION_SECRET", "ADDIN_CLIENT_ID", "ADDIN_CLIENT_SECRET"],
  ...["ADDIN_AUDIENCE"],
  ...["ADDIN_AUTHORITY", "PORTAL_CLIENT_ID", "PORTAL_CLIENT_SECRET", "PUBLIC_URL", "MONGODB_URI", "SMTP_URL"],
  ...["IDENTITY_ISSUER", "IDENTITY_JWKS_URI", "IDENTITY_BACKCHANNEL", "TRUST_PROXY"],
  ...["SIMULATION_DOMAIN", "SERVICE_FROM", "MAILS_PER_MINUTE"],
];
