import type lateTexts from "../../shared/texts/en/pane-late.json";
import early from "../../shared/texts/en/pane.json";
import type { Language } from "../../shared/lifecycle.ts";
import { createTranslator, type TextKey, type Translate } from "../../ui/text.ts";

type LateTexts = typeof lateTexts;
type Texts = typeof early & LateTexts;
export type PaneTextKey = TextKey<Texts>;
export type PaneTranslate = Translate<Texts>;

// Filled as texts arrive, so that a translator that was handed out before knows them too.
const en = { ...early } as Texts;
const nl = { ...early } as Texts;
const translator = createTranslator(en, nl);
let complete = false;

/** The words of the later looks come with those looks. */
export const addLateTexts = (late: LateTexts): void => void Object.assign(en, late);

/** Fetches a language that is not there yet: nobody reads both, and bytes count before the first look. */
export async function loadTexts(language: Language): Promise<void> {
  if (language === "en" || complete) return;
  const parts = await Promise.all([
    import("../../shared/texts/nl/pane.json"),
    import("../../shared/texts/nl/pane-late.json"),
  ]);
  for (const part of parts) Object.assign(nl, part.default);
  complete = true;
}

/** The pane's texts in a language that is loaded: `paneTexts("nl")("join.title")`. */
export const paneTexts = (language: Language): PaneTranslate => translator(language);

/** Small numbers in words, `four`; `first` for the beginning of a sentence. */
export function numberWord(t: PaneTranslate, count: number, first = false): string {
  const word = t("common.numbers").split(" ")[count - 1] ?? String(count);
  return first ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
