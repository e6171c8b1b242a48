import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/*
 * Where a request of an admin came from stands in the audit log, encrypted under a key of that person which lies with the
 * person: erasing them erases the key, and the chain of entries stays whole (ADR 0011).
 */

const cipher = "aes-256-gcm";
const [nonceBytes, tagBytes] = [12, 16];

/** 256 random bits, base64url. */
export const newOriginKey = (): string => randomBytes(32).toString("base64url");

/** The network address in AES-256-GCM: base64url of nonce, tag and text. An IPv4 address that came as IPv6 is told as IPv4. */
export function sealOrigin(address: string, key: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, Buffer.from(key, "base64url"), nonce);
  const text = Buffer.concat([sealing.update(address.replace(/^::ffff:(?=[\d.]+$)/i, "")), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), text]).toString("base64url");
}

/** The network address again; undefined where the key is not the one that it was sealed with. */
export function openOrigin(sealed: string, key: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const opening = createDecipheriv(
      cipher,
      Buffer.from(key, "base64url"),
      bytes.subarray(0, nonceBytes),
    ).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = bytes.subarray(nonceBytes + tagBytes);
    return Buffer.concat([opening.update(text), opening.final()]).toString();
  } catch {
    return undefined;
  }
}
