import { createHash } from "node:crypto";
import { Router } from "express";
import type { Logger } from "pino";

const style = `
body{margin:0;background:#eef4f4;color:#0b2b2e;font:17px/1.6 "Segoe UI",Arial,Helvetica,sans-serif}
main{max-width:34rem;margin:0 auto;padding:3rem 1.25rem}
h1{font-size:1.9rem;line-height:1.25;margin:1.25rem 0 .75rem}
ol{padding-left:1.4rem}li{margin:.5rem 0}
.card{background:#fff;border-radius:12px;padding:1.25rem 1.5rem;margin:1.5rem 0}
.quiet{color:#4a6467;font-size:.9rem}
svg{width:4.5rem;height:4.5rem}
@media (prefers-color-scheme:dark){body{background:#0b2325;color:#e6f2f2}.card{background:#12363a}.quiet{color:#a8c3c5}}
`;
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = `default-src 'none'; style-src ${hash(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Words {
  title: string;
  calm: string;
  whatNow: string;
  steps: [string, string, string];
  kept: string;
}
const words: Record<"en" | "nl", Words> = {
  en: {
    title: "This was a practice mail",
    calm: "Nothing happened, and nothing was entered anywhere. The mail you came from was harmless: it is there to practise with.",
    whatNow: "Now catch it:",
    steps: [
      "Go back to the mail and look at it once more: who sent it, what does it ask, where do its buttons lead?",
      "Press the report button above the mail.",
      "You will see at once what gave it away.",
    ],
    kept: "This page keeps nothing about you: no cookie, no form, no note of who opened it.",
  },
  nl: {
    title: "Dit was een oefenmail",
    calm: "Er is niets gebeurd en er is nergens iets ingevuld. De mail waar je vandaan komt was onschuldig: je kunt ermee oefenen.",
    whatNow: "Vang hem nu:",
    steps: [
      "Ga terug naar de mail en bekijk hem nog eens: wie stuurt hem, wat wordt er gevraagd, waar gaan de knoppen heen?",
      "Druk op de meldknop boven de mail.",
      "Je ziet meteen waaraan je het had kunnen zien.",
    ],
    kept: "Deze pagina bewaart niets over jou: geen cookie, geen formulier, geen aantekening van wie hem opende.",
  },
};

const drawing =
  '<svg viewBox="0 0 48 48" role="img" aria-hidden="true"><rect width="48" height="48" rx="11" fill="#05676e"/>' +
  '<path d="M12 25l8 9c7 7 16 2 16-6V17" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>' +
  '<circle cx="36" cy="13" r="3.5" fill="none" stroke="#fff" stroke-width="3"/></svg>';

const page = (language: "en" | "nl"): string => {
  const { title, calm, whatNow, steps, kept } = words[language];
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${drawing}
<h1>${title}</h1>
<p>${calm}</p>
<div class="card">
<p>${whatNow}</p>
<ol>
${steps.map((step) => `<li>${step}</li>`).join("\n")}
</ol>
</div>
<p class="quiet">${kept}</p>
</main>
</body>
</html>
`;
};
const pages = { en: page("en"), nl: page("nl") };

/**
 * Where the links of simulations lead. Known, unknown and mangled tokens get the same answer, and nothing is recorded of
 * whoever opened it: scanners and previews open links too, so an opened link says nothing about a person. It does say that
 * the mail has arrived; a mail that was in doubt is so no more. That is noted after the answer, so that nobody can time it.
 */
export function learnRoutes(
  markArrived: (token: string) => Promise<void>,
  log: Pick<Logger, "error">,
): Router {
  const router = Router();
  router.get("/learn/:token", (req, res) => {
    res.once("finish", () => {
      markArrived(req.params.token).catch((error: unknown) =>
        log.error({ err: error }, "an arrived mail was not noted"),
      );
    });
    const language = req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en";
    res
      .set({
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "Content-Language": language,
        Vary: "Accept-Language",
      })
      .type("html")
      .send(pages[language]);
  });
  return router;
}
