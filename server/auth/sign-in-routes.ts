import { promisify } from "node:util";
import { Router, type Request, type RequestHandler } from "express";
import type * as oidc from "openid-client";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Config } from "../config.ts";
import { canonicalAddress } from "../domain/address.ts";
import { personName } from "../domain/person-name.ts";
import { statusOf } from "../domain/lifecycle.ts";
import { AppError } from "../errors.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import { pagePolicy } from "../pages/page-routes.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import type { UserStore } from "../users/user-store.ts";
import { actorFrom } from "./caller.ts";
import { codeFlow } from "./code-flow.ts";
import { organizationAsked } from "./organization-asked.ts";
import { cookieName, saveSession, signInWithin } from "./session.ts";
import { sendSignInPage } from "./sign-in-pages.ts";

interface SignInPorts {
  identity: Config["identity"];
  /** Origin that browsers sign in at; https. */
  origin: string;
  organizations: OrganizationStore;
  users: UserStore;
  audit: AuditStore;
  /** How often one client may start to sign in. */
  limit: RateLimit;
  now: () => Date;
}

/** A path of ours, resolved against our own origin and compared, so that no spelling leads elsewhere. */
export function ownPath(next: unknown, origin: string): string {
  if (typeof next !== "string" || next.length > 2000) return "/portal";
  try {
    const url = new URL(next, origin);
    return url.origin === origin && (url.pathname.startsWith("/portal") || isForReporter(url.pathname))
      ? url.pathname + url.search
      : "/portal";
  } catch {
    return "/portal";
  }
}

/** What needs no role: it shows people what became of their own reports. */
const isForReporter = (path: string): boolean => path.startsWith("/reported/");

const regenerate = (req: Request) => promisify(req.session.regenerate.bind(req.session))();
/** A sign-in that came to nothing leaves nothing behind; who was signed in before still is. */
async function forget(req: Request): Promise<void> {
  if (!req.session.admin) await promisify(req.session.destroy.bind(req.session))();
}

/** Sign-in of admins by OpenID Connect: code flow with PKCE, state and nonce bound to the browser's session. */
export function signInRoutes(ports: SignInPorts): Router {
  const router = Router();
  const { identity } = ports;
  const flow = codeFlow({
    identity,
    client: identity.portal,
    redirectUri: `${ports.origin}/auth/callback`,
    scope: "openid profile email",
  });

  const notTooOften: RequestHandler = async (req, res, next) => {
    const seconds = await ports.limit.take(req.ip);
    if (seconds === null) {
      next();
      return;
    }
    res.set("Retry-After", String(seconds));
    sendSignInPage(req, res, 429, {
      page: "tooOften",
      next: ownPath(req.query["next"], ports.origin),
      seconds,
    });
  };

  // Its form ends at the provider: browsers hold form-action against where a form is sent on to, as well.
  router.get("/auth/sign-in", pagePolicy(new URL(identity.issuer).origin), notTooOften, async (req, res) => {
    const organization = await organizationAsked(ports.organizations, req.query);
    const next = ownPath(req.query["next"], ports.origin);
    const tenant = organization?.tenantIds[0];
    if (!tenant) {
      const unknown = req.query["email"] !== undefined || req.query["domain"] !== undefined;
      sendSignInPage(req, res, unknown ? 404 : 200, { page: "which", next, unknown });
      return;
    }
    const choose = req.query["choose"] === "1" && { prompt: "select_account" };
    const started = await flow.begin(tenant, { ...choose }).catch(() => null);
    if (!started) {
      sendSignInPage(req, res, 503, { page: "away", next }, organization.defaultLanguage);
      return;
    }
    const { begun, href } = started;
    req.session.signIn = { ...begun, next };
    if (!req.session.admin) req.session.cookie.maxAge = signInWithin;
    await saveSession(req);
    res.redirect(303, href);
  });

  router.get("/auth/callback", async (req, res) => {
    const begun = req.session.signIn;
    delete req.session.signIn;
    const signIn = begun && Date.now() - begun.startedAt <= signInWithin ? begun : undefined;
    if (!signIn) {
      await forget(req);
      sendSignInPage(req, res, 400, { page: "over" });
      return;
    }
    const claims = await flow.finish(req.originalUrl, signIn).then(
      (tokens) => tokens.claims(),
      () => null,
    );
    const tid = claims?.["tid"];
    const oid = claims?.["oid"];
    if (!claims || tid !== signIn.tenant || typeof oid !== "string") {
      await forget(req);
      sendSignInPage(req, res, 400, { page: "notConfirmed", next: signIn.next });
      return;
    }
    const organization = await ports.organizations.findByTenant(tid);
    if (organization && isForReporter(signIn.next)) {
      // Who is signed in to the portal in this browser stays so, and sees their own reports as well.
      if (!req.session.admin) {
        await regenerate(req);
        const directory = `${tid}:${oid}`.toLowerCase();
        req.session.reporter = { organization: organization._id, directory, signedInAt: Date.now() };
      }
      await saveSession(req);
      res.redirect(303, signIn.next);
      return;
    }
    const admin = organization && (await adminNamed(organization, `${tid}:${oid}`, claims));
    if (!organization || !admin) {
      await forget(req);
      sendSignInPage(req, res, 403, { page: "noRole", next: signIn.next }, organization?.defaultLanguage);
      return;
    }
    await regenerate(req);
    req.session.admin = {
      organization: organization._id,
      user: admin._id,
      signedInAt: Date.now(),
      epoch: admin.sessionEpoch ?? 0,
    };
    await ports.audit.append({
      organization: organization._id,
      at: ports.now(),
      actor: await actorFrom(req, ports.users, admin, { kind: "user", id: admin._id }),
      action: "session.begin",
      subject: { kind: "user", id: admin._id },
    });
    await saveSession(req);
    res.redirect(303, signIn.next);
  });

  /** By directory id; by address only for one whose directory id is not known yet, which is then linked. */
  async function adminNamed(organization: OrganizationDoc, directory: string, claims: oidc.IDToken) {
    const { preferred_username: username, name } = claims;
    const address = typeof username === "string" ? usable(username) : "";
    const found = await ports.users.findPerson(organization._id, directory, address);
    if (!found?.role || statusOf(found) !== "active") return null;
    if (found.directory === directory) return found;
    if (found.directory !== undefined) return null;
    // A first owner was made from an address alone; names that the roster has win.
    const named = found.firstName === "" && found.lastName === "" && typeof name === "string";
    return ports.users.update(found, { directory, ...(named && personName(name)) }, ports.now());
  }

  router.post("/auth/sign-out", (req, res, next) => {
    if ((req.get("sec-fetch-site") ?? "same-origin") !== "same-origin")
      throw new AppError("cross_site", "This request does not come from our own pages.");
    req.session.destroy((error: unknown) => {
      if (error) {
        next(error);
        return;
      }
      res.clearCookie(cookieName, { path: "/", secure: true, httpOnly: true, sameSite: "lax" });
      res.redirect(303, "/auth/signed-out");
    });
  });

  router.get("/auth/signed-out", (req, res) => sendSignInPage(req, res, 200, { page: "signedOut" }));

  return router;
}

function usable(username: string): string {
  try {
    return canonicalAddress(username);
  } catch {
    return "";
  }
}
