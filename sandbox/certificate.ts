import { X509Certificate } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { generate } from "selfsigned";

const day = 24 * 60 * 60 * 1000;
/** Browsers take no longer than about thirteen months. */
const lifetime = 397 * day;
const renewBefore = 30 * day;

export interface Certificate {
  key: string;
  cert: string;
  validTo: Date;
  /** SHA-256 as browsers show it. */
  fingerprint: string;
  /** Where it lies, for those who want their system to trust it. */
  file: string;
}

async function stored(folder: string, now: Date): Promise<{ key: string; cert: string } | null> {
  try {
    const [key, cert] = await Promise.all([
      readFile(path.join(folder, "key.pem"), "utf8"),
      readFile(path.join(folder, "cert.pem"), "utf8"),
    ]);
    const left = new Date(new X509Certificate(cert).validTo).getTime() - now.getTime();
    return left > renewBefore ? { key, cert } : null;
  } catch {
    return null; // not there, or not readable: a new one is made
  }
}

async function make(folder: string, now: Date): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - day),
    notAfterDate: new Date(now.getTime() + lifetime - day),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
        ],
      },
    ],
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const put = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await chmod(`${file}.new`, 0o600);
    await rename(`${file}.new`, file);
  };
  await put("key.pem", made.private);
  await put("cert.pem", made.cert);
  return { key: made.private, cert: made.cert };
}

/** The certificate of this machine's sandbox, for localhost only: made at the first start, kept, renewed a month before its end. */
export async function ensureCertificate(folder: string, now = new Date()): Promise<Certificate> {
  const { key, cert } = (await stored(folder, now)) ?? (await make(folder, now));
  const read = new X509Certificate(cert);
  return {
    key,
    cert,
    validTo: new Date(read.validTo),
    fingerprint: read.fingerprint256,
    file: path.join(folder, "cert.pem"),
  };
}
