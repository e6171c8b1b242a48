import { Environment, isSetting, settingTold } from "./environment.ts";

export interface Config {
  port: number;
  host?: string;
  /** Without one there are no metrics. */
  metricsToken?: string;
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
    addin: {
      clientId: string;
      /** Without one, only an Outlook that signs in to add-ins by itself can. */
      clientSecret?: string;
      audiences: string[];
      authority: string;
      scope: string;
    };
    portal: { clientId: string; clientSecret: string };
  };
}

/** The start refuses with every problem at once, one a line. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `Settings that are missing or wrong in the environment (docs/production.md tells of each):\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.problems = problems;
  }
}

type Given = Record<string, string | undefined>;
/** One line: which setting, what is the matter, what it is, and how it looks. Never the value: it may be a secret. */
function problem(name: string, matter: string): string {
  if (!isSetting(name)) return `${name}: ${matter}`;
  const told = settingTold(name);
  const how = "example" in told ? `for example ${told.example}` : told.hint;
  return `${name}: ${matter} – ${told.what}; ${how}`;
}

/** What no single setting shows. */
function acrossSettings(given: Given, production: boolean): string[] {
  const found: string[] = [];
  if ((given["DKIM_SELECTOR"] === undefined) !== (given["DKIM_PRIVATE_KEY"] === undefined))
    found.push("DKIM_SELECTOR, DKIM_PRIVATE_KEY: both or neither");
  if (!production) return found;
  if (given["PUBLIC_URL"]?.startsWith("http:"))
    found.push(
      problem("PUBLIC_URL", "must begin with https://, since Outlook and sign-in work with nothing else"),
    );
  if (given["SERVER_KEY"] !== undefined && given["SERVER_KEY"] === given["SESSION_SECRET"])
    found.push("SERVER_KEY, SESSION_SECRET: must be two different secrets");
  if (given["NODE_TLS_REJECT_UNAUTHORIZED"] === "0")
    found.push(
      "NODE_TLS_REJECT_UNAUTHORIZED: must not be 0, or anybody could pose as Entra or as the mail server; name your own authority by NODE_EXTRA_CA_CERTS",
    );
  return found;
}

/**
 * Reads the settings; `production` asks for what only the sandbox and the tests may do without.
 * @throws ConfigError that lists all that is missing or wrong.
 */
export function readConfig(env: Given, { production = false } = {}): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = Environment.safeParse(given);
  const problems = (read.error?.issues ?? []).map((issue) => {
    const name = issue.path.join(".");
    return problem(name, given[name] === undefined ? "missing" : issue.message);
  });
  problems.push(...acrossSettings(given, production));
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  const e = read.data;
  const apiUri = `api://${new URL(e.PUBLIC_URL).host}/${e.ADDIN_CLIENT_ID}`;
  const audiences = e.ADDIN_AUDIENCE?.split(",").map((audience) => audience.trim()) ?? [
    e.ADDIN_CLIENT_ID,
    apiUri,
  ];
  return {
    port: e.PORT,
    ...(e.HOST && { host: e.HOST }),
    ...(e.METRICS_TOKEN && { metricsToken: e.METRICS_TOKEN }),
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
        ...(e.ADDIN_CLIENT_SECRET && { clientSecret: e.ADDIN_CLIENT_SECRET }),
        audiences,
        authority: e.ADDIN_AUTHORITY,
        scope: `${audiences.find((audience) => audience.startsWith("api://")) ?? apiUri}/access_as_user`,
      },
      portal: { clientId: e.PORTAL_CLIENT_ID, clientSecret: e.PORTAL_CLIENT_SECRET },
    },
  };
}
