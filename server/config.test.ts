import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const complete = {
  PUBLIC_URL: "https://training.acme.example/",
  MONGODB_URI: "mongodb://127.0.0.1/firstcatch",
  SMTP_URL: "smtp://127.0.0.1:25",
  SIMULATION_DOMAIN: "n0rthfold-track.example",
  SERVICE_FROM: "firstcatch@acme.example",
  SERVER_KEY: "x".repeat(32),
  SESSION_SECRET: "y".repeat(32),
  ADDIN_CLIENT_ID: "22222222-2222-4222-8222-222222222222",
  PORTAL_CLIENT_ID: "portal",
  PORTAL_CLIENT_SECRET: "secret",
};
const problems = (env: Record<string, string>, options?: { production: boolean }): string[] => {
  try {
    readConfig(env, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe("the settings", () => {
  it("have defaults for all that can have one", () => {
    expect(readConfig(complete)).toMatchObject({
      port: 3000,
      publicUrl: "https://training.acme.example",
      role: "all",
      identity: {
        issuer: "https://login.microsoftonline.com/{tenantid}/v2.0",
        addin: {
          audiences: [complete.ADDIN_CLIENT_ID, `api://training.acme.example/${complete.ADDIN_CLIENT_ID}`],
          scope: `api://training.acme.example/${complete.ADDIN_CLIENT_ID}/access_as_user`,
        },
      },
    });
  });

  it("list all that is missing or wrong at once, and no secret", () => {
    const found = problems({
      PORT: "http",
      SERVER_KEY: "too short",
      SMTP_URL: "mail.acme.example",
      MONGODB_URI: "",
    });
    expect(found.map((problem) => problem.split(":")[0]).sort()).toEqual([
      "ADDIN_CLIENT_ID",
      "MONGODB_URI",
      "PORT",
      "PORTAL_CLIENT_ID",
      "PORTAL_CLIENT_SECRET",
      "PUBLIC_URL",
      "SERVER_KEY",
      "SERVICE_FROM",
      "SESSION_SECRET",
      "SIMULATION_DOMAIN",
      "SMTP_URL",
    ]);
    expect(found.join()).not.toContain("too short");
  });

  it("say of each problem what the setting is and how it may look", () => {
    const found = problems({ PORT: "http" });
    expect(found).toHaveLength(11);
    for (const problem of found)
      expect(problem).toMatch(/^[A-Z_]+: .+ – .+; (for example \S|make one with|Entra shows)/);
    expect(found.find((problem) => problem.startsWith("SMTP_URL"))).toBe(
      "SMTP_URL: missing – the mail server; for example smtp://user:password@mail.acme.example:587",
    );
  });

  it("tell of half a pair although others are missing too", () =>
    expect(problems({ DKIM_SELECTOR: "fc2026" })).toContain(
      "DKIM_SELECTOR, DKIM_PRIVATE_KEY: both or neither",
    ));

  it.each([
    ["PUBLIC_URL", { PUBLIC_URL: "http://training.acme.example" }],
    ["SERVER_KEY, SESSION_SECRET", { SESSION_SECRET: complete.SERVER_KEY }],
    ["NODE_TLS_REJECT_UNAUTHORIZED", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
  ])("refuse in production what only a sandbox may do: %s", (name, change) => {
    expect(problems({ ...complete, ...change })).toEqual([]);
    const found = problems({ ...complete, ...change }, { production: true });
    expect(found).toEqual([expect.stringContaining(`${name}: must`)]);
    expect(found.join()).not.toContain(complete.SERVER_KEY);
  });

  it.each([
    ["IDENTITY_BACKCHANNEL", "http://provider.acme.example"],
    ["IDENTITY_BACKCHANNEL", "https://127.0.0.1:3443"],
    ["IDENTITY_ISSUER", "https://login.microsoftonline.com/common/v2.0"],
    ["ROLE", "both"],
    ["PORT", "70000"],
    ["METRICS_TOKEN", "not a bearer token"],
    ["PUBLIC_URL", "training.acme.example"],
  ])("refuse %s=%s", (name, value) => expect(problems({ ...complete, [name]: value })).toHaveLength(1));

  it("take a DKIM key with its selector, or neither; a key that is none is named and not repeated", () => {
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const one = { DKIM_SELECTOR: "fc2026", DKIM_PRIVATE_KEY: pem.replaceAll("\n", "\\n") };
    expect(readConfig({ ...complete, ...one }).dkim).toEqual({ selector: "fc2026", privateKey: pem });
    expect(problems({ ...complete, DKIM_SELECTOR: "fc2026" })).toEqual([
      "DKIM_SELECTOR, DKIM_PRIVATE_KEY: both or neither",
    ]);
    const wrong = problems({ ...complete, ...one, DKIM_PRIVATE_KEY: "a secret that is no key" });
    expect(wrong).toEqual([expect.stringMatching(/^DKIM_PRIVATE_KEY: must be an RSA private key in PEM –/)]);
    expect(wrong.join()).not.toContain("a secret that is no key");
  });
});
