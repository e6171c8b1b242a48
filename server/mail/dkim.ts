import { buffer } from "node:stream/consumers";
import DKIM from "nodemailer/lib/dkim";
import { domainOf } from "../domain/address.ts";

/** A key whose public half stands in DNS, at `<selector>._domainkey.<domain of the sender>`. */
export interface DkimKey {
  selector: string;
  /** PEM, RSA. */
  privateKey: string;
}
export type Sign = (mail: { from: string; raw: Buffer }) => Promise<{ from: string; raw: Buffer }>;

/** Signs mails for the domain of their sender (RFC 6376, rsa-sha256, relaxed/relaxed); without a key they go as they are. */
export function dkimSigner(key: DkimKey | undefined): Sign {
  if (!key) return (mail) => Promise.resolve(mail);
  return async ({ from, raw }) => {
    const dkim = new DKIM({
      domainName: domainOf(from),
      keySelector: key.selector,
      privateKey: key.privateKey,
    });
    return { from, raw: await buffer(dkim.sign(raw)) };
  };
}
