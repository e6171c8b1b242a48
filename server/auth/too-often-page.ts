import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/sign-in.json" with { type: "json" };
import nl from "../../shared/texts/nl/sign-in.json" with { type: "json" };
import { escapeHtml, plainPage } from "../pages/plain-page.ts";

const texts: Record<Language, typeof en> = { en, nl };

/** For a person who may start no sign-in for so many seconds; the way on leads where they wanted to go. */
export function tooOftenPage(language: Language, seconds: number, next: string): string {
  const t = texts[language];
  const minutes = Math.ceil(seconds / 60);
  const wait = t[minutes === 1 ? "tooOften.wait_one" : "tooOften.wait_other"];
  const again = `/auth/sign-in?${new URLSearchParams({ next }).toString()}`;
  return plainPage({
    title: t["tooOften.title"],
    body: `<p>${t["tooOften.text"]} ${wait.replace("{minutes}", String(minutes))}</p>
<p><a class="button" href="${escapeHtml(again)}">${t["tooOften.again"]}</a></p>`,
    language,
  });
}
