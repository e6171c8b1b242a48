import type { Clues } from "../../../shared/contracts/simulation.ts";
import type { Language, ScenarioDifficulty } from "../../../shared/lifecycle.ts";
import type fileEn from "../../../shared/texts/en/scenario-file.json";
import { clueItems, escapeHtml, escapeTexts, type Scenario } from "./scenario.ts";

export type TrainingTexts = typeof fileEn;

/** What makes one training scenario different from another, beside its words. */
interface Built {
  key: string;
  difficulty: ScenarioDifficulty;
  /** The part of the sender's address before the @. */
  local: string;
  look: { brand: string; ground: string; box: string; line: string; font: string; banner: boolean };
  texts: Record<Language, TrainingTexts>;
}

const ink = "#1f1f1f";
const quiet = "#595959";
const between = (text: string, mark: string): [string, string, string] => {
  const [before = "", after = ""] = text.split("{mark}");
  return [before, mark, after];
};

function text(t: TrainingTexts, link: string): string {
  return [
    t.brand,
    "",
    t.title,
    "",
    t.greeting,
    "",
    between(t.first, t.firstMark).join(""),
    "",
    t.box,
    "",
    between(t.second, t.secondMark).join(""),
    "",
    `${t.button}:`,
    link,
    "",
    "--",
    t.footer,
    "",
  ].join("\n");
}

function html(language: Language, texts: TrainingTexts, { look }: Built, link: string): string {
  const t = escapeTexts(texts);
  const font = `font-family:${look.font}`;
  const paragraph = (said: string, mark: string) => {
    const [before, marked, after] = between(said, mark);
    return `<p style="${font};font-size:16px;line-height:24px;color:${ink};margin:0 0 16px">${before}<strong>${marked}</strong>${after}</p>`;
  };
  const head = look.banner
    ? `<tr><td bgcolor="${look.brand}" style="${font};font-size:17px;font-weight:700;color:#ffffff;background-color:${look.brand};padding:16px 28px">${t.brand}</td></tr>`
    : `<tr><td align="center" style="${font};font-size:24px;font-weight:700;color:${look.brand};padding:28px 28px 0">${t.brand}</td></tr>`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
</head>
<body style="margin:0;padding:0;background-color:${look.ground}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${look.ground}" style="background-color:${look.ground}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid ${look.line}">
${head}
<tr><td style="padding:28px">
<h1 style="${font};font-size:22px;line-height:28px;color:${ink};margin:0 0 16px">${t.title}</h1>
<p style="${font};font-size:16px;line-height:24px;color:${ink};margin:0 0 16px">${t.greeting}</p>
${paragraph(t.first, t.firstMark)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-bottom:16px"><tr>
<td bgcolor="${look.box}" style="${font};font-size:15px;font-weight:600;color:${ink};background-color:${look.box};border:1px solid ${look.line};padding:14px 16px">${t.box}</td>
</tr></table>
${paragraph(t.second, t.secondMark)}
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td bgcolor="${look.brand}" style="background-color:${look.brand}"><a href="${escapeHtml(link)}" style="${font};font-size:16px;color:#ffffff;text-decoration:none;display:inline-block;padding:12px 26px">${t.button}</a></td>
</tr></table>
</td></tr>
<tr><td style="${font};font-size:13px;line-height:20px;color:${quiet};border-top:1px solid ${look.line};padding:16px 28px">${t.footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function clues(
  t: TrainingTexts,
  local: string,
  { senderDomain, linkHost }: { senderDomain: string; linkHost: string },
): Clues {
  const quoted = (said: string, mark: string, clue: number) =>
    between(said, mark).map((part, index) => (index === 1 ? { text: part, clue } : { text: part }));
  return {
    senderName: t.brand,
    senderAddress: [{ text: `${local}@` }, { text: senderDomain, clue: 1 }],
    lines: [
      quoted(t.first, t.firstMark, 2),
      quoted(t.second, t.secondMark, 3),
      [
        { text: t.button, button: true },
        { text: linkHost, clue: 4 },
      ],
    ],
    items: clueItems(t, linkHost),
  };
}

/** A training scenario of the usual form: an invented sender, two paragraphs with a clue each, a button that leads elsewhere. */
export function trainingScenario(built: Built): Scenario {
  const { key, difficulty, local, texts } = built;
  return {
    key,
    version: 1,
    difficulty,
    render: (language, { link }) => {
      const t = texts[language];
      return {
        fromName: t.brand,
        fromLocal: local,
        subject: t.subject,
        text: text(t, link),
        html: html(language, t, built, link),
      };
    },
    clues: (language, place) => clues(texts[language], local, place),
  };
}
