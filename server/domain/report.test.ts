import { describe, expect, it } from "vitest";
import { isWhatWeMade, judge, unwrapLink, type MailContent, type Match, type Piece } from "./report.ts";

const link = "https://training.acme.example/learn/AbC_-1";
const safe = (url: string) =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C02&reserved=0`;
const defense2 = (url: string) =>
  `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(url).replace(/-/g, "-2D").replace(/_/g, "-5F").replace(/%2F/g, "_").replace(/%/g, "-")}&d=DwMF&c=x`;
const defense3 = (url: string) => `https://urldefense.com/v3/__${url}__;!!AbC!def$`;

describe("what a report is", () => {
  it.each<[Match, boolean, object]>([
    [
      { whose: "reporter", kind: "welcome" },
      true,
      { outcome: "welcomeSimulation", credited: true, forwarded: false, marked: false },
    ],
    [
      { whose: "reporter", kind: "welcome" },
      false,
      { outcome: "welcomeSimulation", credited: true, forwarded: true, marked: true },
    ],
    [
      { whose: "reporter", kind: "training" },
      true,
      { outcome: "simulation", credited: true, forwarded: false, marked: false },
    ],
    [
      { whose: "reporter", kind: "training" },
      false,
      { outcome: "simulation", credited: true, forwarded: true, marked: true },
    ],
    [
      { whose: "colleague", kind: "welcome" },
      true,
      { outcome: "colleaguesSimulation", credited: false, forwarded: false, marked: false },
    ],
    [
      { whose: "colleague", kind: "training" },
      false,
      { outcome: "colleaguesSimulation", credited: false, forwarded: true, marked: true },
    ],
    [{ whose: "service" }, true, { outcome: "ourOwnMail", credited: false, forwarded: false, marked: false }],
    [{ whose: "service" }, false, { outcome: "ourOwnMail", credited: false, forwarded: true, marked: false }],
    [{ whose: "nobody" }, true, { outcome: "threat", credited: false, forwarded: true, marked: false }],
    [{ whose: "nobody" }, false, { outcome: "threat", credited: false, forwarded: true, marked: false }],
  ])("%j, harmless %s", (match, harmless, verdict) => {
    expect(judge(match, harmless)).toEqual(verdict);
  });
});

describe("links around links", () => {
  it.each([
    ["bare", link],
    ["Safe Links", safe(link)],
    ["URL Defense 2", defense2(link)],
    ["URL Defense 3", defense3(link)],
    ["URL Defense 3 behind a proxy that tidies", defense3(link.replace("//", "/"))],
    ["both", safe(defense3(link))],
  ])("are taken off: %s", (_name, wrapped) => {
    expect(unwrapLink(wrapped)).toBe(link);
  });

  it.each([
    safe("https://evil.example/learn/AbC_-1"),
    `https://safelinks.protection.outlook.com.evil.example/?url=${encodeURIComponent(link)}`,
    `https://evilsafelinks.protection.outlook.example/?url=${encodeURIComponent(link)}`,
    `https://x@eur01.safelinks.protection.outlook.com:444/?url=${encodeURIComponent(link)}`,
    `http://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}`,
    "https://urldefense.com/v3/__https://training.acme.example/learn/AbC*-1__;Xw!!x$",
    safe(safe(safe(safe(link)))),
    "javascript:alert(1)",
    "https://urldefense.proofpoint.com/v2/url?u=-zz",
  ])("are never taken for ours: %s", (wrapped) => {
    expect(unwrapLink(wrapped)).not.toBe(link);
  });
});

const el = (tag: string, attributes: Record<string, string> = {}): Piece => ({ tag, attributes });
const made: MailContent = {
  fromName: "Northfold Parcels",
  fromAddress: "service@n0rthfold-track.example",
  subject: "Your parcel",
  text: `Hello\n\nPay:\n${link}\n`,
  html: [
    el("html", { lang: "en" }),
    el("head"),
    el("meta", { charset: "utf-8" }),
    el("body", { style: "margin:0" }),
    el("p", { style: "color:#000000;margin:0" }),
    { text: "Dear customer,\n" },
    el("a", { href: link, style: "color:#ffffff" }),
    { text: "Pay" },
  ],
  extras: 0,
};
const html = made.html as Piece[];
const swap = (at: number, piece: Piece): Piece[] => html.map((old, n) => (n === at ? piece : old));

describe("proof that a mail is what we made", () => {
  it.each<[string, Partial<MailContent>]>([
    ["as sent", {}],
    ["without its text part", { text: null }],
    [
      "with links rewritten",
      {
        text: `Hello\r\nPay: <${safe(link)}>`,
        html: swap(6, el("a", { href: safe(link), originalsrc: link, shash: "x", style: "color: #FFFFFF;" })),
      },
    ],
    [
      "with a charset note and other white space",
      {
        html: [
          el("meta", { "http-equiv": "Content-Type", content: "text/html; charset=utf-8" }),
          ...html,
          { text: "\r\n\u00a0" },
        ],
      },
    ],
    ["with the sender's address in capitals", { fromAddress: "Service@N0rthfold-track.example" }],
  ])("holds %s", (_name, change) => {
    expect(isWhatWeMade({ ...made, ...change }, made)).toBe(true);
  });

  it.each<[string, Partial<MailContent>]>([
    ["another link", { html: swap(6, el("a", { href: "https://evil.example/", style: "color:#ffffff" })) }],
    [
      "another link within Safe Links",
      { html: swap(6, el("a", { href: safe("https://evil.example/"), style: "color:#ffffff" })) },
    ],
    [
      "our link beside another in originalsrc",
      {
        html: swap(6, el("a", { href: link, originalsrc: "https://evil.example/", style: "color:#ffffff" })),
      },
    ],
    ["a second link", { html: [...html, el("a", { href: "https://evil.example/" }), { text: "here" }] }],
    ["our host, another page", { html: swap(6, el("a", { href: `${link}x`, style: "color:#ffffff" })) }],
    ["another body", { html: [{ text: "Send money" }] }],
    ["one more word", { html: [...html, { text: "and call 555" }] }],
    ["a picture", { html: [...html, el("img", { src: "https://evil.example/x.png" })] }],
    ["a form", { html: [el("form", { action: "https://evil.example" }), ...html] }],
    [
      "a refresh",
      { html: [el("meta", { "http-equiv": "refresh", content: "0;url=https://evil.example" }), ...html] },
    ],
    ["a base", { html: [el("base", { href: "https://evil.example" }), ...html] }],
    ["a script handler", { html: swap(4, el("p", { style: "color:#000000;margin:0", onclick: "x()" })) }],
    [
      "a background on the body",
      { html: swap(3, el("body", { style: "margin:0", background: "https://evil.example/x" })) },
    ],
    ["another text part", { text: "Hello. Call this number." }],
    ["no HTML part", { html: null }],
    [
      "a style on the body that loads something",
      { html: swap(3, el("body", { style: "background:url(https://evil.example)" })) },
    ],
    ["an attachment", { extras: 1 }],
    ["another sender", { fromAddress: "service@evil.example" }],
    ["another sender's name", { fromName: "Your bank" }],
    ["another subject", { subject: "Re: Your parcel" }],
  ])("fails with %s", (_name, change) => {
    expect(isWhatWeMade({ ...made, ...change }, made)).toBe(false);
  });
});
