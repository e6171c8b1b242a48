import type { Language } from "../../../shared/lifecycle.ts";
import { locales } from "../../../ui/text.ts";

const units = ["byte", "kilobyte", "megabyte"] as const;

/** A size as people read it: `512 byte`, `48 kB`, `1.2 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locales[language], {
    style: "unit",
    unit: units[step],
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}
