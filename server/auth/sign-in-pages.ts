import type { Request, Response } from "express";
import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/sign-in.json" with { type: "json" };
import nl from "../../shared/texts/nl/sign-in.json" with { type: "json" };
import { escapeHtml, plainPage } from "../pages/plain-page.ts";

const texts: Record<Language, typeof en> = { en, nl };

/** What a person may be told on the way in and out. */
export type SignInPage =
  /** Whose portal is wanted; `unknown` after a domain that nobody here uses. */
  | { page: "which"; next: string; unknown: boolean }
  | { page: "tooOften"; next: string; seconds: number }
  | { page: "over" | "notConfirmed" | "noRole" | "away"; next?: string }
  | { page: "signedOut" };

/** What the browser asks for; where that is neither of ours, the organization's own, or English. */
export function pageLanguage(req: Request, usual: Language = "en"): Language {
  const asked = req.get("accept-language") && req.acceptsLanguages("en", "nl");
  return asked === "nl" || asked === "en" ? asked : usual;
}

/** Answers a browser with one of these pages, in its language; nobody keeps it. */
export function sendSignInPage(
  req: Request,
  res: Response,
  status: number,
  page: SignInPage,
  usual?: Language,
): void {
  const language = pageLanguage(req, usual);
  res
    .status(status)
    .vary("Accept-Language")
    .set({ "Cache-Control": "no-store", "Content-Language": language })
    .type("html")
    .send(signInPage(language, page));
}

function signInPage(language: Language, asked: SignInPage): string {
  const t = texts[language];
  const title = t[`${asked.page}.title`];
  return plainPage({ title, language, body: bodyOf(asked, t) });
}

function bodyOf(asked: SignInPage, t: typeof en): string {
  switch (asked.page) {
    case "which":
      return `${asked.unknown ? `<p role="alert" id="unknown">${escapeHtml(t["which.unknown"])}</p>` : ""}
<form method="get" action="/auth/sign-in"><input type="hidden" name="next" value="${escapeHtml(asked.next)}">
<label for="email">${escapeHtml(t["which.address"])}</label><input id="email" name="email" type="email" autocomplete="username" required${asked.unknown ? ' aria-invalid="true" aria-describedby="unknown"' : ""}>
<button class="button" type="submit">${escapeHtml(t["which.next"])}</button></form>`;
    case "tooOften": {
      const minutes = Math.ceil(asked.seconds / 60);
      const wait = t[minutes === 1 ? "tooOften.wait_one" : "tooOften.wait_other"];
      const text = `${t["tooOften.text"]} ${wait.replace("{minutes}", String(minutes))}`;
      return paragraph(text) + wayOn(t.again, signInAt(asked.next));
    }
    case "signedOut":
      return paragraph(t["signedOut.text"]) + wayOn(t["signedOut.again"], "/portal");
    case "over":
    case "notConfirmed":
    case "noRole":
    case "away":
      return paragraph(t[`${asked.page}.text`]) + wayOn(t.again, signInAt(asked.next));
  }
}

const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>\n`;
const wayOn = (words: string, href: string) =>
  `<p><a class="button" href="${escapeHtml(href)}">${escapeHtml(words)}</a></p>`;
/** Where a sign-in begins that leads on to where its person wanted to go. */
const signInAt = (next?: string) =>
  next === undefined ? "/auth/sign-in" : `/auth/sign-in?${new URLSearchParams({ next }).toString()}`;
