import type { Language } from "../shared/lifecycle.ts";

type Plural = "_one" | "_other";
/** Keys as they are asked for: `clues_one` and `clues_other` are both `clues`. */
export type TextKey<Texts> = keyof Texts extends infer K
  ? K extends `${infer Base}${Plural}`
    ? Base
    : K & string
  : never;
export type TextParams = Record<string, string | number>;
export type Translate<Texts> = (key: TextKey<Texts>, params?: TextParams) => string;

/** Locales with a 24-hour clock and the day before the month, as both languages' readers here expect. */
export const locales: Record<Language, string> = { en: "en-GB", nl: "nl-NL" };

/**
 * Texts of one page in all languages: `createTranslator(en, nl)("nl")("key", { name })`. English is the type. With a
 * `count` a key may have plural forms, `key_one` and `key_other`.
 */
export function createTranslator<Texts extends Record<string, string>>(
  en: Texts,
  nl: { [K in keyof Texts]: string },
): (language: Language) => Translate<Texts> {
  const all: Record<Language, Record<string, string>> = { en, nl };
  return (language) => {
    const texts = all[language];
    const plurals = new Intl.PluralRules(locales[language]);
    return (key, params = {}) => {
      const form = typeof params.count === "number" ? `${key}_${plurals.select(params.count)}` : key;
      const text = texts[form] ?? texts[`${key}_other`] ?? texts[key] ?? key;
      return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
    };
  };
}

/** The language of ours that fits a BCP 47 tag such as `nl-BE`; null when none does. */
export function languageOf(tag: string | undefined): Language | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return primary === "nl" || primary === "en" ? primary : null;
}

/** The time of day, `09:14`. */
export function formatTime(instant: string | Date, language: Language, zone?: string): string {
  return format(instant, language, { hour: "2-digit", minute: "2-digit", timeZone: zone });
}

/** The day, `3 Nov 2026`. */
export function formatDate(instant: string | Date, language: Language, zone?: string): string {
  return format(instant, language, { day: "numeric", month: "short", year: "numeric", timeZone: zone });
}

function format(instant: string | Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(locales[language], options).format(date);
}
