import type { Clues } from "../../../shared/contracts/simulation.ts";
import type { Language, ScenarioDifficulty } from "../../../shared/lifecycle.ts";

/** What a simulation's mail says, filled for one person. */
export interface SimulationContent {
  fromName: string;
  /** The part of the sender's address before the @. */
  fromLocal: string;
  subject: string;
  text: string;
  html: string;
}

/** The content of a simulation, in every language of the product. A change of content is a new version. */
export interface Scenario {
  key: string;
  version: number;
  difficulty: ScenarioDifficulty;
  render: (language: Language, filling: { link: string }) => SimulationContent;
  clues: (language: Language, place: { senderDomain: string; linkHost: string }) => Clues;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text for HTML content and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** All texts of a scenario, for HTML. */
export const escapeTexts = <Texts extends Record<string, string>>(texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, escapeHtml(value)])) as Texts;

type ClueTexts = Record<`clue${1 | 2 | 3 | 4}${"Title" | "Text"}`, string>;
/** The four clues of a scenario in words; the last one names where the link leads. */
export const clueItems = (t: ClueTexts, linkHost: string): Clues["items"] =>
  ([1, 2, 3, 4] as const).map((number) => ({
    number,
    title: t[`clue${number}Title`],
    text: t[`clue${number}Text`].replace("{host}", linkHost),
  }));
