import { Router } from "express";
import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/sign-in.json" with { type: "json" };
import nl from "../../shared/texts/nl/sign-in.json" with { type: "json" };
import { dialogPolicy, showInFrames } from "./pane-policy.ts";
import { escapeHtml, plainPage } from "./plain-page.ts";

/** Where the add-in's sign-in window ends; what it has to tell stands behind the # of its address. */
export const dialogDone = "/addin/signed-in";

const texts: Record<Language, typeof en> = { en, nl };

/** Tells the pane by office.js how the sign-in ended, and the person what to do when no pane hears it. */
export function dialogPage(scripts: () => Promise<string[]>): Router {
  const router = Router();
  router.get(dialogDone, dialogPolicy, async (req, res) => {
    showInFrames(res);
    const language: Language = req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en";
    const t = (key: keyof typeof en) => escapeHtml(texts[language][key]);
    const part = (name: string, title: string, text: string) =>
      `<div data-told="${name}" data-title="${title}" hidden>${text}</div>`;
    res
      .set({ "Cache-Control": "no-cache", Vary: "Accept-Language", "Content-Language": language })
      .type("html")
      .send(
        plainPage({
          title: texts[language]["dialog.title"],
          language,
          scripts: await scripts(),
          body: `<div aria-live="polite"><div data-told="done"><p>${t("dialog.done")}</p></div>
${part("problem", t("dialog.problemTitle"), `<p>${t("dialog.problem")}</p>`)}
${part(
  "lost",
  t("dialog.lostTitle"),
  `<p>${t("dialog.lost")}</p><p>${t("dialog.lostAgain")}</p><button class="button" type="button">${t("dialog.close")}</button>`,
)}</div>`,
        }),
      );
  });
  return router;
}
