import en from "../../shared/texts/en/pane.json";
import type { Language } from "../../shared/lifecycle.ts";
import { createTranslator, type TextKey, type Translate } from "../../ui/text.ts";

export type PaneTextKey = TextKey<typeof en>;
export type PaneTranslate = Translate<typeof en>;

let translator = createTranslator(en, en);
let complete = false;

/** Fetches a language that is not there yet: nobody reads both, and bytes count before the first look. */
export async function loadTexts(language: Language): Promise<void> {
  if (language === "en" || complete) return;
  const nl = await import("../../shared/texts/nl/pane.json");
  translator = createTranslator(en, nl.default);
  complete = true;
}

/** The pane's texts in a language that is loaded: `paneTexts("nl")("join.title")`. */
export const paneTexts = (language: Language): PaneTranslate => translator(language);

/** Small numbers in words, `four`; `first` for the beginning of a sentence. */
export function numberWord(t: PaneTranslate, count: number, first = false): string {
  const word = t("common.numbers").split(" ")[count - 1] ?? String(count);
  return first ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
