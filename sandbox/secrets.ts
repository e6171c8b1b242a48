import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";

/** What this sandbox made up for itself at its first start. Kept, so that links, sessions and tokens outlive a restart. */
export interface Secrets {
  serverKey: string;
  sessionSecret: string;
  portalClientSecret: string;
  addinClientSecret: string;
  providerCookies: string;
  /** Private key of the identity provider; one for all its tenants, as in Entra. */
  signingKey: JWK & { kid: string };
}

const made = () => randomBytes(36).toString("base64url");

async function makeSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const signingKey = { ...jwk, kid: await calculateJwkThumbprint(jwk), use: "sig", alg: "RS256" };
  return {
    serverKey: made(),
    sessionSecret: made(),
    portalClientSecret: made(),
    addinClientSecret: made(),
    providerCookies: made(),
    signingKey,
  };
}

/** Reads the secrets of this data folder, or makes them. */
export async function ensureSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, "secrets.json");
  const text = await readFile(file, "utf8").catch(() => null);
  const kept = text === null ? null : (JSON.parse(text) as Partial<Secrets>);
  if (kept?.addinClientSecret) return kept as Secrets;
  // A folder of an earlier version lacks one, and keeps the others.
  const secrets = { ...(await makeSecrets()), ...kept };
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
