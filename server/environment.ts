import { createPrivateKey } from "node:crypto";
import * as z from "zod";

const entra = "https://login.microsoftonline.com";

/** What a setting is for, and what it may look like or where it comes from; the start's list and the table in the docs say it. */
type Told = { what: string; example: string } | { what: string; hint: string };
const told = (what: string, example: string): Told => ({ what, example });
const key = (what: string): Told => ({ what, hint: "make one with: openssl rand -base64 48" });

const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().min(32, "must have 32 characters or more");
const loopbackHttp = z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ });

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** Everything that comes from outside, with its defaults; config.ts alone reads it. */
export const Environment = z.object({
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .meta(
      told(
        "the https address that people, Outlook and mails use, without a path",
        "https://training.acme.example",
      ),
    ),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, "must begin with mongodb:// or mongodb+srv://")
    .meta(
      told(
        "the database: a replica set of MongoDB 6.0 or newer (one node is enough; transactions need it)",
        "mongodb://127.0.0.1:27017/firstcatch?replicaSet=rs0",
      ),
    ),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .meta(told("the mail server", "smtp://user:password@mail.acme.example:587")),
  SIMULATION_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]+$/, "must be a domain name")
    .meta(
      told(
        "the domain that simulations come from: one that you own, and that looks odd at second sight",
        "n0rthfold-track.example",
      ),
    ),
  SERVICE_FROM: z
    .email()
    .meta(told("the sender of our own mails, such as reports passed on", "firstcatch@acme.example")),
  SERVER_KEY: secret.meta(
    key("makes the tokens in mails. Keep it: with another key, mails already sent are no longer recognised"),
  ),
  SESSION_SECRET: secret.meta(key("signs the portal's cookies")),
  ADDIN_CLIENT_ID: z
    .string()
    .min(1)
    .meta(told("application (client) id of the add-in in Entra", "22222222-2222-4222-8222-222222222222")),
  PORTAL_CLIENT_ID: z
    .string()
    .min(1)
    .meta(told("application (client) id of the portal in Entra", "33333333-3333-4333-8333-333333333333")),
  PORTAL_CLIENT_SECRET: z
    .string()
    .min(1)
    .meta({ what: "the client secret of the portal's registration", hint: "Entra shows it once" }),
  ROLE: z
    .enum(["all", "web", "worker"])
    .default("all")
    .meta(told("which part this process is: `web`, `worker`, or both", "web")),
  PORT: port.default(3000).meta(told("port of plain http", "3000")),
  HOST: z
    .string()
    .optional()
    .meta(
      told("address to listen on; every one unless set. With a proxy on this machine: loopback", "127.0.0.1"),
    ),
  TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .meta(told("number of proxies in front that set `X-Forwarded-For` and `X-Forwarded-Proto`", "1")),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .meta(told("the least important kind of line in the log", "debug")),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}=*$/, "must have 16 characters or more, all of which a bearer token may have")
    .optional()
    .meta(key("bearer token of `/metrics`, which is not there without it")),
  MAILS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(600)
    .meta(told("most simulations that one organization sends in a minute", "600")),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/i, "must be a selector such as fc2026")
    .optional()
    .meta(
      told(
        "selector of the DKIM key, published in the DNS of both sending domains; mails go unsigned without it",
        "fc2026",
      ),
    ),
  DKIM_PRIVATE_KEY: z
    .string()
    .transform((text) => text.replaceAll("\\n", "\n"))
    .refine(isRsaKey, "must be an RSA private key in PEM")
    .optional()
    .meta(
      told(
        "the DKIM key: RSA in PEM, on one line with `\\n` for line ends where needed",
        "-----BEGIN PRIVATE KEY-----\\n…",
      ),
    ),
  OFFICE_JS_URL: z
    .string()
    .min(1)
    .default("https://appsforoffice.microsoft.com/lib/1/hosted/office.js")
    .meta(
      told(
        "where the pane loads office.js from; Microsoft asks for its own network in production",
        "https://appsforoffice.microsoft.com/lib/1/hosted/office.js",
      ),
    ),
  IDENTITY_ISSUER: z
    .url()
    .refine((url) => url.includes("{tenantid}"), "must hold {tenantid}")
    .default(`${entra}/{tenantid}/v2.0`)
    .meta(told("issuer of tokens, with `{tenantid}` where the tenant stands", `${entra}/{tenantid}/v2.0`)),
  IDENTITY_JWKS_URI: z
    .url()
    .default(`${entra}/common/discovery/v2.0/keys`)
    .meta(told("the keys that sign access tokens", `${entra}/common/discovery/v2.0/keys`)),
  IDENTITY_BACKCHANNEL: loopbackHttp
    .optional()
    .meta(
      told(
        "plain http on loopback to which the server's own calls to the issuer go instead; for the sandbox",
        "http://127.0.0.1:3000",
      ),
    ),
  ADDIN_AUDIENCE: z
    .string()
    .optional()
    .meta(
      told(
        "audiences taken in access tokens, comma-separated; client id and `api://host/client-id` unless set",
        "api://training.acme.example/22222222-2222-4222-8222-222222222222",
      ),
    ),
  ADDIN_CLIENT_SECRET: z.string().min(1).optional().meta({
    what: "a client secret of the add-in's registration; with it people also sign in where Outlook itself signs nobody in to add-ins, by a window",
    hint: "Entra shows it once; docs/outlook.md tells which redirect address goes with it",
  }),
  ADDIN_AUTHORITY: z
    .url()
    .default(`${entra}/organizations`)
    .meta(told("the authority that the add-in signs in at", `${entra}/organizations`)),
});

export type SettingName = keyof typeof Environment.shape;
export const isSetting = (name: string): name is SettingName => name in Environment.shape;
/** A setting's purpose and an example of it. */
export const settingTold = (name: SettingName): Told => Environment.shape[name].meta() as Told;
