import type { ReportedAs } from "../../shared/after-report.ts";
import type { MailReview, MailVerdict, ReportOutcome, TrainingStage } from "../../shared/lifecycle.ts";

/** A reported mail, as stored. */
export interface ReportDoc {
  _id: string;
  organization: string;
  /** Who reported: the user, or for somebody whom the roster does not know, the directory's ids and address. */
  reporter: { key: string; user?: string; address: string; tid: string; oid: string };
  receipt: string;
  outcome: ReportOutcome;
  forwarded: boolean;
  marked: boolean;
  /** The first report of a simulation by its person. */
  credited: boolean;
  simulation?: string;
  subject: string;
  from?: string;
  internetMessageId?: string;
  receivedAt?: string;
  comment?: string;
  reportedAs?: ReportedAs;
  /** Kept where the mail itself was not handed over. */
  headers?: string;
  message?: { sha256: string; size: number; kept: boolean };
  /** What makes another press the same report: each is unique per reporter. */
  identities: string[];
  /** Of the request, to tell a repeated press from a key that is used twice. */
  requestHash: string;
  /** The reporter's stage as it was answered. */
  stage: TrainingStage;
  /** The self-check that made it: it stands in no list and in no count. */
  check?: string;
  /** Where it stands for the security team; absent where it is proven to be harmless, and for a test report. */
  review?: MailReview;
  /** The latest verdicts, newest last; the audit log has them all. */
  verdicts?: { verdict: MailVerdict | null; by: string; at: Date }[];
  /** One more with each verdict; absent before the first. */
  version?: number;
  createdAt: Date;
}

/** 8 characters of Crockford's base32, written R-XXXX-XXXX, from 5 random bytes. */
export function receiptFrom(random: Uint8Array): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let bits = 0n;
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let n = 7; n >= 0; n--) text += alphabet[Number((bits >> BigInt(5 * n)) & 31n)] ?? "";
  return `R-${text.slice(0, 4)}-${text.slice(4)}`;
}
