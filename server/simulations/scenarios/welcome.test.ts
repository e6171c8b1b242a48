import { describe, expect, it } from "vitest";
import en from "../../../shared/texts/en/scenario-welcome.json" with { type: "json" };
import nl from "../../../shared/texts/nl/scenario-welcome.json" with { type: "json" };
import { languages } from "../../../shared/lifecycle.ts";
import { Clues } from "../../../shared/contracts/simulation.ts";
import { welcomeScenario } from "./welcome.ts";

const place = { senderDomain: "n0rthfold-track.example", linkHost: "training.acme.example" };
const link = "https://training.acme.example/learn/token";

describe.each(languages)("the Welcome scenario in %s", (language) => {
  const mail = welcomeScenario.render(language, { link });
  const clues = welcomeScenario.clues(language, place);

  it("has four clues that stand in the excerpt, each once", () => {
    expect(Clues.parse(clues)).toEqual(clues);
    expect(clues.items.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const marked = [clues.senderAddress, ...clues.lines].flat().flatMap(({ clue }) => clue ?? []);
    expect(marked.sort()).toEqual([1, 2, 3, 4]);
  });

  it("tells the truth about where the button leads", () => {
    expect(clues.items[3]!.text).toContain(place.linkHost);
    expect(mail.html.match(/href="[^"]*"/g)).toEqual([`href="${link}"`]);
    expect(mail.text.match(/https?:\S+/g)).toEqual([link]);
  });

  it("spells the sender as the mail does", () => {
    expect(clues.senderAddress.map(({ text }) => text).join("")).toBe(
      `${mail.fromLocal}@${place.senderDomain}`,
    );
  });

  it("quotes only words that the mail says", () => {
    const said = mail.html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    for (const line of clues.lines)
      for (const { text, clue, button } of line)
        if ((clue && clue < 4) || button) expect(said).toContain(text.trim());
  });

  it("escapes what it is filled with, loads nothing and does not look like us", () => {
    const hostile = welcomeScenario.render(language, {
      link: `https://x.example/"><script>alert(1)</script>`,
    });
    expect(hostile.html).not.toContain("<script>");
    expect(mail.html).not.toMatch(/<(img|script|link|form|input|iframe|style|object)\b|url\(/i);
    expect(mail.html + mail.text).not.toMatch(/firstcatch/i);
  });

  it("has all texts", () => {
    const texts = language === "en" ? en : nl;
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    for (const text of Object.values(texts)) expect(text).not.toBe("");
  });
});
