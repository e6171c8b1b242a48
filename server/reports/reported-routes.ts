import { Router, type Request, type RequestHandler, type Response } from "express";
import { languages, type Language } from "../../shared/lifecycle.ts";
import { longest } from "../auth/session.ts";
import { statusOf } from "../domain/lifecycle.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import type { UserStore } from "../users/user-store.ts";
import { askSignInPage, noReportPage, reportedPage } from "./reported-page.ts";
import type { ReportStore } from "./report-store.ts";

export interface ReportedRoutePorts {
  /** Sessions of browsers. */
  cookies: RequestHandler;
  organizations: Pick<OrganizationStore, "find">;
  users: Pick<UserStore, "find" | "findPerson">;
  reports: Pick<ReportStore, "findByReceipt">;
}

const receiptForm = /^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const domainForm = /^[\w.-]{1,253}$/;

/** Whoever is signed in at this browser, in the portal or only to see what they reported. */
interface Reader {
  organization: string;
  directory?: string;
  user?: string;
  /** Somebody signed in to the portal stays signed in there. */
  isAdmin: boolean;
}

/** What became of one's own report: for whoever reported it, signed in, and nobody else. */
export function reportedRoutes({ cookies, organizations, users, reports }: ReportedRoutePorts): Router {
  const router = Router();

  /** Null when nobody is signed in, or whoever was is removed since. */
  async function readerOf(req: Request): Promise<Reader | null> {
    const { admin, reporter } = req.session;
    if (admin) {
      const user = await users.find(admin.organization, admin.user);
      if (!user || statusOf(user) === "removed" || admin.epoch !== (user.sessionEpoch ?? 0)) return null;
      const { organization, directory } = user;
      return { organization, user: user._id, ...(directory && { directory }), isAdmin: true };
    }
    if (!reporter || Date.now() - reporter.signedInAt > longest) return null;
    const { organization, directory } = reporter;
    const user = await users.findPerson(organization, directory, "");
    if (user && statusOf(user) === "removed") return null;
    return { organization, directory, ...(user && { user: user._id }), isAdmin: false };
  }

  router.get("/reported/:receipt", cookies, async (req, res) => {
    const receipt = String(req.params["receipt"]).toUpperCase();
    const domain = req.query["domain"];
    const signIn = `/auth/sign-in?${new URLSearchParams({
      next: `/reported/${receiptForm.test(receipt) ? receipt : "R"}`,
      ...(typeof domain === "string" && domainForm.test(domain) && { domain }),
    }).toString()}`;
    const reader = await readerOf(req);
    const organization = reader && (await organizations.find(reader.organization));
    if (!organization) {
      send(req, res, 401, (language) => askSignInPage(language, signIn));
      return;
    }
    const report = receiptForm.test(receipt) ? await reports.findByReceipt(organization._id, receipt) : null;
    const own =
      report &&
      ((reader.directory !== undefined && report.reporter.key === reader.directory) ||
        (reader.user !== undefined && report.reporter.user === reader.user));
    if (!own) {
      const again = reader.isAdmin ? null : `${signIn}&choose=1`;
      send(req, res, 404, (language) => noReportPage(language, organization.name, again));
      return;
    }
    send(req, res, 200, (language) => reportedPage(language, organization, report));
  });
  return router;
}

function send(req: Request, res: Response, status: number, html: (language: Language) => string): void {
  const chosen = languages.find((language) => language === req.query["in"]);
  const language = chosen ?? (req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en");
  res
    .status(status)
    .vary("Accept-Language")
    .set({ "Cache-Control": "no-store", "Content-Language": language })
    .type("html")
    .send(html(language));
}
