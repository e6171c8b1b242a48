import { AppError } from "../errors.ts";

/** RFC 5321 section 4.5.3.1, and the 256 octets of a path less its brackets. */
const longestLocalPart = 64;
const longestAddress = 254;
const longestDomain = 253;

// A dot-string (RFC 5321) without the characters of old routes: "%", "!" and "|".
const dotString = /^[a-z0-9#$&'*+/=?^_`{}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{}~-]+)*$/;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
// What an HTML form or a spreadsheet leaves around an address; inside of it nothing is forgiven.
const blankEnds = /^[ \t\u00a0]+|[ \t\u00a0]+$/g;
const unseen = /\p{Default_Ignorable_Code_Point}/u;
const printableAscii = /^[\u0021-\u007e]+$/;

const unusable = (why: string) =>
  new AppError("address_unusable", `This is not an e-mail address we can use: ${why}.`);

/**
 * The one form of an address: lower case, domain as A-labels. Every door (button, file, SCIM, sign-in, settings) comes
 * through here, so the same text gets the same verdict everywhere. Plus tags and dots stay: they are other mailboxes.
 * @throws AppError `address_unusable`, saying what is wrong.
 */
export function canonicalAddress(typed: string): string {
  if (typed.length > longestAddress + 66) throw unusable("it is too long");
  const text = typed.replace(blankEnds, "");
  const at = text.lastIndexOf("@");
  if (at <= 0) throw unusable("it needs a name, an @ and a domain");
  const local = text.slice(0, at);
  // Before any change of case: the Kelvin sign lower-cases to an ordinary k.
  if (!printableAscii.test(local))
    throw unusable("the part before the @ holds characters outside plain ASCII");
  if (local.startsWith("=?")) throw unusable("it is an encoded word, not an address");
  const name = local.toLowerCase();
  if (name.length > longestLocalPart)
    throw unusable(`the part before the @ is longer than ${longestLocalPart} characters`);
  if (!dotString.test(name)) throw unusable("the part before the @ is not of the plain form name.name");
  const address = `${name}@${canonicalDomain(text.slice(at + 1))}`;
  if (address.length > longestAddress) throw unusable(`it is longer than ${longestAddress} characters`);
  return address;
}

/**
 * A domain name in lower case as A-labels (RFC 5890), without a trailing dot, of two labels or more.
 * @throws AppError `address_unusable`.
 */
export function canonicalDomain(typed: string): string {
  if (typed.length > longestDomain) throw unusable("its domain is too long");
  // Look-alike forms (full-width letters, the Kelvin sign, ideographic dots) and what nobody sees (a soft hyphen, joiners)
  // would be folded away below; refuse them as typed.
  if (typed !== typed.normalize("NFKC") || typed.includes("\u3002") || unseen.test(typed))
    throw unusable("its domain holds characters that only look like letters, or that cannot be seen");
  const ascii = /^[\u0000-\u007f]*$/.test(typed) ? typed.toLowerCase() : toAscii(typed);
  const labels = ascii.split(".");
  if (labels.length < 2) throw unusable("its domain has only one part");
  if (!labels.every((part) => label.test(part))) throw unusable("its domain is not a domain name");
  if (/^\d+$/.test(labels.at(-1) ?? "")) throw unusable("its domain is a number");
  if (ascii.length > longestDomain) throw unusable("its domain is too long");
  return ascii;
}

/** UTS 46 through the URL standard's parser; text that is more than a host is refused by the label check that follows. */
function toAscii(domain: string): string {
  if (/[\u0000-\u002c/:-@[-`{-\u009f]/.test(domain)) throw unusable("its domain is not a domain name");
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    throw unusable("its domain is not a domain name");
  }
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** A guest of the directory (Entra writes `name_domain#EXT#@tenant`): somebody else's employee, under our domain. */
export const isGuest = (address: string): boolean => address.toLowerCase().includes("#ext#");

/**
 * True when an address (canonical) lies in one of the domains (canonical, exact match) or is listed by itself; a guest of
 * the directory must be listed.
 */
export const isCovered = (
  address: string,
  domains: readonly string[],
  addresses: readonly string[] = [],
): boolean => addresses.includes(address) || (!isGuest(address) && domains.includes(domainOf(address)));
