import en from "../../shared/texts/en/pane.json";
import nl from "../../shared/texts/nl/pane.json";
import { createTranslator, type TextKey, type Translate } from "../../ui/text.ts";

export type PaneTextKey = TextKey<typeof en>;
export type PaneTranslate = Translate<typeof en>;

/** The pane's texts in a language: `paneTexts("nl")("join.title")`. */
export const paneTexts = createTranslator(en, nl);
