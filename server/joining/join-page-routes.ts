import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import { languages, type Language } from "../../shared/lifecycle.ts";
import { AppError } from "../errors.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import type { JoinByMail } from "./join-by-mail.ts";
import { askedPage, awayPage, joinPage, linkPage, tooOftenPage } from "./join-pages.ts";

export interface JoinPageRoutePorts {
  organizations: Pick<OrganizationStore, "findBySlug">;
  joinByMail: Pick<JoinByMail, "ask" | "look" | "confirm">;
  /** How often one client may ask for a mail. */
  joinLimit: RateLimit;
  now: () => Date;
}

const form = express.urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 });
/** What cannot be read as a form is an empty one: the answer is the same for whatever was typed. */
const readForm: RequestHandler = (req, res, next) => form(req, res, () => next());

/** One field of the form, or "". */
function typed(req: Request, field: string): string {
  const body = req.body as Record<string, unknown> | undefined;
  const value = body && Object.hasOwn(body, field) ? body[field] : "";
  return typeof value === "string" ? value : "";
}

/** The language that the reader has chosen on the page, else their browser's. */
function languageOf(req: Request): Language {
  const chosen = languages.find((language) => language === req.query["in"]);
  return chosen ?? (req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en");
}

function send(req: Request, res: Response, status: number, html: (language: Language) => string): void {
  const language = languageOf(req);
  res
    .status(status)
    .vary("Accept-Language")
    .set({ "Cache-Control": "no-store", "Content-Language": language })
    .type("html")
    .send(html(language));
}

/** Says in a page that the database is away, rather than 202 for what nobody noted. */
export const answerAway: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof AppError && error.code === "unavailable")) {
    next(error);
    return;
  }
  res.set("Retry-After", "60");
  send(req, res, 503, awayPage);
};

const statusOf = { ask: 200, done: 200, closed: 403, over: 410 } as const;

/** The pages on which people join without the button; for everybody, without session or script. */
export function joinPageRoutes({ organizations, joinByMail, joinLimit, now }: JoinPageRoutePorts): Router {
  const router = Router();
  router.get("/join/:slug", async (req, res) => {
    const organization = await organizations.findBySlug(req.params.slug);
    send(req, res, organization ? 200 : 404, (language) => joinPage(organization, language, now()));
  });
  router.post("/join/:slug", readForm, async (req, res) => {
    const organization = await organizations.findBySlug(String(req.params["slug"]));
    const wait = await joinLimit.take(req.ip);
    if (wait !== null) {
      send(req, res, 202, (language) => tooOftenPage(organization, language, wait));
      return;
    }
    if (organization) await joinByMail.ask(organization, typed(req, "email"), languageOf(req));
    send(req, res, 202, (language) => askedPage(organization, language));
  });

  const tell = (req: Request, res: Response, told: Awaited<ReturnType<JoinByMail["confirm"]>>) => {
    const { organization, request } = told;
    const mustAccept = "mustAccept" in told;
    send(req, res, mustAccept ? 422 : statusOf[told.look], (language) =>
      linkPage(told.look, language, { organization, address: request?.address ?? "", mustAccept }),
    );
  };
  router.get("/join/:slug/:token", async (req, res) => {
    tell(req, res, await joinByMail.look(req.params.slug, req.params.token));
  });
  router.post("/join/:slug/:token", readForm, async (req, res) => {
    const { slug, token } = req.params;
    tell(req, res, await joinByMail.confirm(String(slug), String(token), typed(req, "terms") === "yes"));
  });
  return router;
}
