import type * as z from "zod/mini";
import type { CheckAllowed } from "../../shared/contracts/organization.ts";
import { canonicalAddress, canonicalDomain, domainOf } from "../domain/address.ts";
import { AppError } from "../errors.ts";
import { isPublicMail, mixesAlphabets, resembling } from "./look-alike.ts";

type Verdict = z.output<typeof CheckAllowed.response>;

/** What a reader cannot tell from an ordinary letter, or cannot see at all. */
const deceives = (typed: string): boolean =>
  typed !== typed.normalize("NFKC") || /[\p{Default_Ignorable_Code_Point}\u3002]/u.test(typed);

function canonical(typed: string, kind: Verdict["kind"]): string | null {
  try {
    return kind === "address" ? canonicalAddress(typed) : canonicalDomain(typed);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * May this stand among the allowed domains and addresses? Says what is wrong with it, or what to think of before it is
 * let in.
 */
export function judgeEntry(typed: string, domains: readonly { name: string; verified: boolean }[]): Verdict {
  const text = typed.trim().replace(/^@/, "");
  const kind: Verdict["kind"] = text.includes("@") ? "address" : "domain";
  const entry = canonical(text, kind);
  if (entry === null) return { entry: text, kind, problem: deceives(text) ? "lookAlike" : "invalid" };
  const domain = kind === "address" ? domainOf(entry) : entry;
  const own = domains.map(({ name }) => name);
  const resembles = resembling(domain, own);
  const like = resembles !== undefined && { resembles };
  if (mixesAlphabets(domain)) return { entry, kind, problem: "lookAlike", ...like };
  const shown = { entry, kind, ...like };
  if (kind === "domain" && !domains.some(({ name, verified }) => verified && name === domain))
    return {
      ...shown,
      problem: resembles === undefined ? "unverified" : "lookAlike",
      ...(isPublicMail(domain) && { warning: "publicMail" }),
    };
  if (isPublicMail(domain)) return { ...shown, warning: "publicMail" };
  if (resembles !== undefined) return { ...shown, warning: "lookAlike" };
  return shown;
}
