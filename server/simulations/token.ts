import { createHash, createHmac } from "node:crypto";

/** The server's keys; older ones still make the tokens of what they began. */
export interface Keyring {
  id: string;
  secret: string;
  previous?: readonly { id: string; secret: string }[];
}

export interface Token {
  token: string;
  keyId: string;
}

/** 32 bytes as base64url. */
export const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** What is stored of a token. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * The secret in a simulation's mail: made from its id whenever the mail is made, so that a copy or a later attempt needs
 * no stored secret, and a stolen database holds none.
 */
export function tokenFor(keys: Keyring, simulationId: string, keyId: string = keys.id): Token {
  const key = [keys, ...(keys.previous ?? [])].find(({ id }) => id === keyId);
  if (!key) throw new Error(`The server key "${keyId}" is not known any more.`);
  return {
    token: createHmac("sha256", key.secret).update(`simulation\0${simulationId}`).digest("base64url"),
    keyId,
  };
}
