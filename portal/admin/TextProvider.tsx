import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Language } from "../../shared/lifecycle.ts";
import { languageOf, locales } from "../../ui/text.ts";
import { useSession } from "./api.ts";
import { fillText, placesFor } from "./rich-text.tsx";
import { TextContext, type Texts, translate } from "./text-context.ts";

const storageKey = "firstcatch.portal.language";

/** The language chosen on this device, else the signed-in user's, else the browser's. */
export function TextProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(storedLanguage);
  const session = useSession();
  const language = chosen ?? session.data?.user.language ?? languageOf(navigator.language) ?? "en";

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const texts = useMemo((): Texts => {
    const t = translate(language);
    const grouped = new Intl.NumberFormat(locales[language]);
    return {
      language,
      chooseLanguage: (next) => {
        storeLanguage(next);
        setChosen(next);
      },
      t,
      rich: (key, values = {}, params = {}) => fillText(t(key, { ...params, ...placesFor(values) }), values),
      number: (value) => grouped.format(value),
      counted: (key, count) => t(key, { count, n: grouped.format(count) }),
    };
  }, [language]);

  return <TextContext value={texts}>{children}</TextContext>;
}

/** Storage may be switched off; then the choice lasts as long as the page. */
function storedLanguage(): Language | null {
  try {
    return languageOf(localStorage.getItem(storageKey) ?? undefined);
  } catch {
    return null;
  }
}

function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    return;
  }
}
