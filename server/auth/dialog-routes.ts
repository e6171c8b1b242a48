import { promisify } from "node:util";
import { Router, type Request, type Response } from "express";
import * as oidc from "openid-client";
import { Challenge, type DialogProblem, RedeemSignIn } from "../../shared/contracts/sign-in.ts";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import { parse, reply } from "../http/validate.ts";
import { dialogDone } from "../pages/dialog-page.ts";
import { showInFrames } from "../pages/pane-policy.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import type { CheckAccessToken } from "./access-token.ts";
import { codeFlow } from "./code-flow.ts";
import { organizationAsked } from "./organization-asked.ts";
import { saveSession, signInWithin } from "./session.ts";
import type { SignInCodes } from "./sign-in-codes.ts";

interface DialogPorts {
  identity: Config["identity"];
  /** Origin that people sign in at; https. */
  origin: string;
  organizations: OrganizationStore;
  checkAccessToken: CheckAccessToken;
  signInCodes: SignInCodes;
  dialogLimit: RateLimit;
  redeemLimit: RateLimit;
}

/** office.js finds in it that the page is a dialog, and of which Outlook. */
const hostInfo = /^[\w.$|-]{1,300}$/;

/**
 * Sign-in of the add-in where Outlook signs nobody in to add-ins: a window at our own code flow, bound to its browser by
 * the session and to the pane by a verifier. The pane gets what Outlook would have given it, an access token of our scope.
 */
export function dialogRoutes(ports: DialogPorts): Router {
  const router = Router();
  const { identity } = ports;
  const { clientId, clientSecret, scope } = identity.addin;
  if (!clientSecret) return router;
  const flow = codeFlow({
    identity,
    client: { clientId, clientSecret },
    redirectUri: `${ports.origin}/auth/dialog/callback`,
    scope: `openid profile email ${scope}`,
  });

  /** To the page that tells the pane. What it tells stands behind a #, which no server and no log sees. */
  function tell(res: Response, known: string, told: { code: string } | { problem: DialogProblem }): void {
    const query = known && new URLSearchParams({ _host_Info: known }).toString();
    // An opener elsewhere would be cut off by our usual policy, and with it the pane.
    showInFrames(res);
    res.set("Cache-Control", "no-store");
    res.redirect(303, `${dialogDone}?${query}#${new URLSearchParams(told).toString()}`);
  }

  router.get("/auth/dialog", async (req, res) => {
    const { email, choose, _host_Info: given } = req.query;
    const challenge = parse(Challenge, req.query["challenge"]);
    const known = typeof given === "string" && hostInfo.test(given) ? given : "";
    if ((await ports.dialogLimit.take(req.ip)) !== null) {
      tell(res, known, { problem: "tooOften" });
      return;
    }
    const hint = typeof email === "string" && email.length <= 320 ? email : "";
    const organization = await organizationAsked(ports.organizations, hint ? { email: hint } : {});
    const tenant = organization?.tenantIds[0];
    if (!tenant) {
      tell(res, known, { problem: "unknown" });
      return;
    }
    const hints = {
      ...(hint && { login_hint: hint }),
      ...(choose === "1" && { prompt: "select_account" }),
    };
    const started = await flow.begin(tenant, hints).catch(() => null);
    if (!started) {
      tell(res, known, { problem: "broken" });
      return;
    }
    req.session.dialog = { ...started.begun, challenge, hostInfo: known };
    if (!req.session.admin) req.session.cookie.maxAge = signInWithin;
    showInFrames(res);
    await saveSession(req);
    res.redirect(303, started.href);
  });

  router.get("/auth/dialog/callback", async (req, res) => {
    const begun = req.session.dialog;
    delete req.session.dialog;
    await forget(req);
    if (!begun || Date.now() - begun.startedAt > signInWithin) {
      tell(res, begun?.hostInfo ?? "", { problem: "expired" });
      return;
    }
    try {
      const tokens = await flow.finish(req.originalUrl, begun);
      const claims = tokens.claims();
      // The same check as at every call: what it would refuse then is refused now, with words.
      const { tid, oid, address } = await ports.checkAccessToken(tokens.access_token);
      if (tid !== begun.tenant.toLowerCase() || claims?.["tid"] !== begun.tenant || claims["oid"] !== oid) {
        tell(res, begun.hostInfo, { problem: "account" });
        return;
      }
      const code = await ports.signInCodes.make(begun.challenge, {
        accessToken: tokens.access_token,
        expiresIn: tokens.expires_in ?? 0,
        tid,
        oid,
        address,
      });
      tell(res, begun.hostInfo, { code });
    } catch (error) {
      tell(res, begun.hostInfo, { problem: problemOf(error) });
    }
  });

  router.post(RedeemSignIn.path, async (req, res) => {
    const retryAfter = await ports.redeemLimit.take(req.ip);
    if (retryAfter !== null)
      throw new AppError("unavailable", "Very many sign-ins come from your network.", { retryAfter });
    const { code, verifier } = parse(RedeemSignIn.request, req.body);
    const signedIn = await ports.signInCodes.take(code, verifier);
    // One answer for all of them: nobody learns which codes there were.
    if (!signedIn)
      throw new AppError(
        "unauthenticated",
        "This sign-in was used already, or took too long. Sign in again.",
      );
    reply(res, RedeemSignIn, signedIn);
  });
  return router;
}

/** A window leaves no session behind, unless somebody is signed in to the portal in this browser, or about to be. */
async function forget(req: Request): Promise<void> {
  if (!req.session.admin && !req.session.signIn) await promisify(req.session.destroy.bind(req.session))();
}

function problemOf(error: unknown): DialogProblem {
  if (!(error instanceof oidc.AuthorizationResponseError)) return "broken";
  if (error.error === "access_denied") return "denied";
  return ["interaction_required", "login_required", "consent_required"].includes(error.error)
    ? "needed"
    : "broken";
}
