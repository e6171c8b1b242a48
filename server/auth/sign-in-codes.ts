import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { Schema, type Connection, type Model } from "mongoose";
import type { SignedIn } from "../../shared/contracts/sign-in.ts";

/** How long a code waits for its pane, in milliseconds of real time. */
export const codeLife = 2 * 60_000;

interface SignInCode {
  /** Hash of the code. */
  _id: string;
  challenge: string;
  /** What the code stands for, under a key that only the code gives: nothing at rest here opens anything. */
  sealed: Buffer;
  until: Date;
}
const schema = new Schema<SignInCode>(
  { _id: String, challenge: String, sealed: Buffer, until: Date },
  { strict: "throw", versionKey: false, autoIndex: false, collection: "sign_in_codes" },
);
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
const keyOf = (code: string) => Buffer.from(hkdfSync("sha256", code, "", "firstcatch sign-in code", 32));

function seal(code: string, value: unknown): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(code), iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}
function unseal(code: string, sealed: Buffer): unknown {
  const decipher = createDecipheriv("aes-256-gcm", keyOf(code), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString());
}

/** One-time codes of the add-in's sign-in window; in the database, since the pane may ask another server. */
export function createSignInCodes(connection: Connection, realNow: () => number = Date.now) {
  const codes =
    (connection.models["SignInCode"] as Model<SignInCode> | undefined) ??
    connection.model<SignInCode>("SignInCode", schema);
  return {
    async make(challenge: string, signedIn: SignedIn): Promise<string> {
      const code = randomBytes(32).toString("base64url");
      await codes.create({
        _id: sha256(code),
        challenge,
        sealed: seal(code, signedIn),
        until: new Date(realNow() + codeLife),
      });
      return code;
    },
    /** Null for a code that is unknown, used or too old, and for the wrong verifier. Whoever asks uses the code up. */
    async take(code: string, verifier: string): Promise<SignedIn | null> {
      const found = await codes.findOneAndDelete({ _id: sha256(code) }).lean<SignInCode>();
      if (!found || found.until.getTime() <= realNow()) return null;
      const given = Buffer.from(sha256(verifier));
      const wanted = Buffer.from(found.challenge);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      const { sealed } = found as { sealed: Buffer | { buffer: Uint8Array } };
      return unseal(code, Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer)) as SignedIn;
    },
  };
}
export type SignInCodes = ReturnType<typeof createSignInCodes>;
