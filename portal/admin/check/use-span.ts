import { locales } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { spanOf } from "./check-words.ts";

/** A span of milliseconds in the reader's words. */
export function useSpan(): (milliseconds: number) => string {
  const { t, language } = useTexts();
  return (milliseconds) => {
    const { key, n, digits } = spanOf(milliseconds);
    const shown = new Intl.NumberFormat(locales[language], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(n);
    return t(key, { n: shown, count: n });
  };
}
