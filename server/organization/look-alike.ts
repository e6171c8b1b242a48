import { domainToUnicode } from "node:url";

/** Where anybody gets an address: whoever allows one of these allows the world. */
const publicMail = new Set([
  ...["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com"],
  ...["icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com", "gmx.net"],
  ...["gmx.de", "web.de", "t-online.de", "mail.com", "zoho.com", "yandex.com", "tutanota.com", "hey.com"],
  ...[
    "outlook.de",
    "outlook.nl",
    "hotmail.nl",
    "live.nl",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "xs4all.nl",
  ],
  ...["hetnet.nl", "home.nl", "upcmail.nl", "casema.nl", "telfort.nl", "telenet.be", "skynet.be"],
]);

export const isPublicMail = (domain: string): boolean => publicMail.has(domain);

const latin = /\p{Script=Latin}/u;
const other = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** A label of letters from two alphabets: no word is written so, only a name that should be taken for another. */
export const mixesAlphabets = (domain: string): boolean =>
  domainToUnicode(domain)
    .split(".")
    .some((label) => latin.test(label) && other.test(label));

// Letters of other alphabets that are drawn like ours.
const twins: Record<string, string> = {
  ...{
    а: "a",
    с: "c",
    е: "e",
    һ: "h",
    і: "i",
    ј: "j",
    к: "k",
    о: "o",
    р: "p",
    ѕ: "s",
    у: "y",
    х: "x",
    м: "m",
  },
  ...{
    т: "t",
    в: "b",
    н: "h",
    ԁ: "d",
    ԛ: "q",
    ԝ: "w",
    α: "a",
    ο: "o",
    ρ: "p",
    ν: "v",
    ι: "i",
    κ: "k",
    τ: "t",
  },
};
/** One drawing for all that looks alike at a glance. */
const drawn = (domain: string): string =>
  domainToUnicode(domain)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x00-\x7f]/gu, (letter) => twins[letter] ?? letter)
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replace(/[1|i]/g, "l")
    .replaceAll("0", "o")
    .replaceAll("5", "s")
    .replaceAll("-", "");

/** The known domain that this other one could be taken for; undefined when there is none, or when it is that domain. */
export function resembling(domain: string, known: readonly string[]): string | undefined {
  if (known.includes(domain)) return undefined;
  const picture = drawn(domain);
  return known.find((name) => drawn(name) === picture);
}
