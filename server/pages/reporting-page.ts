import { Router } from "express";
import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/reporting-page.json" with { type: "json" };
import nl from "../../shared/texts/nl/reporting-page.json" with { type: "json" };
import { escapeHtml, plainPage } from "./plain-page.ts";

const texts: Record<Language, typeof en> = { en, nl };

/** What happens to a reported mail, for the person who is about to report one. */
export function reportingPage(): Router {
  const router = Router();
  router.get("/addin/reporting", (req, res) => {
    const language = req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en";
    const { title, ...paragraphs } = texts[language];
    const body = Object.values(paragraphs)
      .map((text) => `<p>${escapeHtml(text)}</p>`)
      .join("\n");
    res
      .set({ "Cache-Control": "no-cache", Vary: "Accept-Language", "Content-Language": language })
      .type("html")
      .send(plainPage({ title, body, language }));
  });
  return router;
}
