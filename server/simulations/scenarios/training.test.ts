import { describe, expect, it } from "vitest";
import { Clues } from "../../../shared/contracts/simulation.ts";
import { languages } from "../../../shared/lifecycle.ts";
import { trainingScenarios } from "./training.ts";
import { welcomeScenario } from "./welcome.ts";

const place = { senderDomain: "n0rthfold-track.example", linkHost: "training.acme.example" };
const link = "https://training.acme.example/learn/token";
const all = trainingScenarios.flatMap((scenario) =>
  languages.map((language) => ({ scenario, language, key: scenario.key })),
);

describe.each(all)("the training scenario $key in $language", ({ scenario, language }) => {
  const mail = scenario.render(language, { link });
  const clues = scenario.clues(language, place);

  it("has four clues that stand in the excerpt, each once", () => {
    expect(Clues.parse(clues)).toEqual(clues);
    expect(clues.items.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const marked = [clues.senderAddress, ...clues.lines].flat().flatMap(({ clue }) => clue ?? []);
    expect(marked.sort()).toEqual([1, 2, 3, 4]);
  });

  it("tells the truth about the sender and about where the button leads", () => {
    expect(clues.senderAddress.map(({ text }) => text).join("")).toBe(
      `${mail.fromLocal}@${place.senderDomain}`,
    );
    expect(clues.items[3]!.text).toContain(place.linkHost);
    expect(mail.html.match(/href="[^"]*"/g)).toEqual([`href="${link}"`]);
    expect(mail.text.match(/https?:\S+/g)).toEqual([link]);
  });

  it("quotes only what the mail says, in both of its parts", () => {
    const said = mail.html.replace(/<[^>]+>/g, "").replace(/\s+/g, " ");
    for (const line of clues.lines.slice(0, 2)) {
      const words = line.map(({ text }) => text).join("");
      expect(said).toContain(words);
      expect(mail.text).toContain(words);
    }
  });

  it("escapes what it is filled with, loads nothing, asks for nothing and does not look like us", () => {
    const hostile = scenario.render(language, { link: `https://x.example/"><script>alert(1)</script>` });
    expect(hostile.html).not.toContain("<script>");
    expect(mail.html).not.toMatch(/<(img|script|link|form|input|iframe|style|object)\b|url\(/i);
    expect(mail.html + mail.text).not.toMatch(/firstcatch|\{|undefined/i);
  });
});

it("no two scenarios are told by the same sender or subject", () => {
  for (const language of languages) {
    const mails = [welcomeScenario, ...trainingScenarios].map((one) => one.render(language, { link }));
    for (const part of ["fromName", "fromLocal", "subject", "html"] as const)
      expect(new Set(mails.map((mail) => mail[part])).size).toBe(mails.length);
  }
});
