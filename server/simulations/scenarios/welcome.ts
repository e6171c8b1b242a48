import type { Clues } from "../../../shared/contracts/simulation.ts";
import type { Language } from "../../../shared/lifecycle.ts";
import en from "../../../shared/texts/en/scenario-welcome.json" with { type: "json" };
import nl from "../../../shared/texts/nl/scenario-welcome.json" with { type: "json" };
import { clueItems, escapeHtml, escapeTexts, type Scenario } from "./scenario.ts";

type Texts = typeof en;
const texts: Record<Language, Texts> = { en, nl };
const local = "service";

const colours = {
  ink: "#2a2119",
  quiet: "#6b5a4b",
  brand: "#7b481c",
  sand: "#f3eee8",
  line: "#e2d8cc",
  foot: "#faf7f3",
};
const font = "font-family:'Segoe UI',Arial,Helvetica,sans-serif";

function text(t: Texts, link: string): string {
  const rows = [
    [t.parcelLabel, t.parcelNumber],
    [t.feeLabel, t.fee],
    [t.payByLabel, t.payBy],
  ].map(([label, value]) => `${label}: ${value}`);
  return [
    t.brand.toUpperCase(),
    "",
    t.title,
    "",
    t.greeting,
    "",
    `${t.bodyStart} ${t.parcelNumber} ${t.bodyMiddle} ${t.rush} ${t.bodyEnd}`,
    "",
    ...rows,
    "",
    `${t.button}:`,
    link,
    "",
    "--",
    t.footer,
    "",
  ].join("\n");
}

function html(language: Language, texts: Texts, link: string): string {
  const t = escapeTexts(texts);
  const row = (label: string, value: string) =>
    `<tr><td style="${font};font-size:15px;color:${colours.quiet};padding:12px 0;border-bottom:1px solid ${colours.line};width:160px">${label}</td>` +
    `<td style="${font};font-size:15px;color:${colours.ink};font-weight:600;padding:12px 0;border-bottom:1px solid ${colours.line}">${value}</td></tr>`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
</head>
<body style="margin:0;padding:0;background-color:${colours.sand}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${colours.sand}" style="background-color:${colours.sand}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid ${colours.line};border-radius:4px">
<tr><td style="padding:20px 32px;border-bottom:3px solid ${colours.brand}">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td align="center" width="28" height="28" bgcolor="${colours.brand}" style="${font};font-size:16px;font-weight:700;color:#ffffff;background-color:${colours.brand};border-radius:6px">N</td>
<td style="${font};font-size:18px;font-weight:600;color:${colours.brand};padding-left:10px">${t.brand}</td>
</tr></table>
</td></tr>
<tr><td style="padding:32px">
<h1 style="${font};font-size:25px;line-height:32px;color:${colours.ink};margin:0 0 20px">${t.title}</h1>
<p style="${font};font-size:16px;line-height:24px;color:${colours.ink};margin:0 0 14px">${t.greeting}</p>
<p style="${font};font-size:16px;line-height:24px;color:${colours.ink};margin:0 0 20px">${t.bodyStart} <strong>${t.parcelNumber}</strong> ${t.bodyMiddle} <strong>${t.rush}</strong> ${t.bodyEnd}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${row(t.parcelLabel, t.parcelNumber)}
${row(t.feeLabel, t.fee)}
${row(t.payByLabel, t.payBy)}
</table>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:24px"><tr>
<td bgcolor="${colours.brand}" style="background-color:${colours.brand};border-radius:4px"><a href="${escapeHtml(link)}" style="${font};font-size:16px;color:#ffffff;text-decoration:none;display:inline-block;padding:12px 26px">${t.button}</a></td>
</tr></table>
</td></tr>
<tr><td bgcolor="${colours.foot}" style="${font};font-size:13px;line-height:20px;color:${colours.quiet};background-color:${colours.foot};padding:18px 32px">${t.footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function clues(t: Texts, { senderDomain, linkHost }: { senderDomain: string; linkHost: string }): Clues {
  const dot = senderDomain.indexOf(".");
  return {
    senderName: t.brand,
    senderAddress: [
      { text: `${local}@` },
      { text: senderDomain.slice(0, dot), clue: 1 },
      { text: senderDomain.slice(dot) },
    ],
    lines: [
      [{ text: t.greeting, clue: 2 }],
      [{ text: `${t.excerptStart} ` }, { text: t.rush, clue: 3 }, { text: ` ${t.excerptEnd}` }],
      [
        { text: t.button, button: true },
        { text: linkHost, clue: 4 },
      ],
    ],
    items: clueItems(t, linkHost),
  };
}

/** The first simulation: an invented carrier asks for a small fee. Easy on purpose, with four clues to find. */
export const welcomeScenario: Scenario = {
  key: "northfold-parcel",
  version: 1,
  difficulty: "easy",
  render: (language, { link }) => {
    const t = texts[language];
    return {
      fromName: t.brand,
      fromLocal: local,
      subject: t.subject,
      text: text(t, link),
      html: html(language, t, link),
    };
  },
  clues: (language, place) => clues(texts[language], place),
};
