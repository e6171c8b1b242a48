import express, { type RequestHandler, Router } from "express";
import * as z from "zod/mini";
import type { Deps } from "../server/deps.ts";
import { AppError } from "../server/errors.ts";
import { notFound } from "../server/http/error-handler.ts";
import { parse } from "../server/http/validate.ts";
import type { Worker } from "../server/worker.ts";
import { UnusableAddress } from "./accounts.ts";
import type { SandboxEvents } from "./events.ts";
import { loopbackHost, noCrossSite } from "./guards.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { mailboxRoutes } from "./mailbox-routes.ts";
import { sandboxPages } from "./pages.ts";
import { type SeedPorts, addOrganization } from "./seed.ts";
import type { SendMail } from "./send-mail.ts";
import { type StatePorts, notePeopleSeen, sandboxState } from "./state.ts";

export interface SandboxRoutePorts extends StatePorts, SeedPorts {
  root: string;
  deps: Deps;
  /** Null when a real issuer was named: then the sandbox plays none. */
  identity: IdentityProvider | null;
  events: SandboxEvents;
  sendMail: SendMail;
  worker: () => Worker | null;
  /** Forgets everything and begins anew. */
  startOver: () => Promise<void>;
}

const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(320));
const TokenRequest = z.object({ email: Text, name: z.optional(Text) });
const AdminTokenRequest = z.object({ email: Text });
const OrganizationRequest = z.object({ name: Text, domain: Text, owner: Text });
const ResetRequest = z.object({ confirm: z.literal("forget everything") });
const ClockRequest = z.union([
  z.object({ advance: z.string() }),
  z.object({ now: z.iso.datetime({ offset: true }) }),
  z.object({ reset: z.literal(true) }),
]);

/** The calls that the sandbox adds for pages and scripts, and its pages. Goes in front of the product. */
export function sandboxRoutes(ports: SandboxRoutePorts): Router {
  const { deps, accounts, identity, clock, events, mailboxes } = ports;
  const router = Router();
  const json = express.json({ limit: "64kb" });
  router.use(["/sandbox", "/outlook"], loopbackHost);
  if (identity) router.use(identity.router); // a browser may come to it from any site, as to every provider
  router.use(sandboxPages({ root: ports.root, accounts, now: () => clock.now(), urls: ports.urls }));
  router.use("/sandbox", noCrossSite, (_req, res, next) => {
    res.set("Cache-Control", "no-store");
    next();
  });
  router.get("/sandbox/events", events.handler);
  router.use(mailboxRoutes(mailboxes, ports.sendMail));

  router.post("/sandbox/token", json, async (req, res) => {
    const { email, name } = parse(TokenRequest, req.body);
    if (!identity) throw new AppError("not_found", "Another identity provider is in use; ask it for tokens.");
    const account = await accounts.accountFor(email, name);
    const tokens = await identity.issueTokens(account);
    const { tid, oid } = account;
    res.json({
      token: tokens.access_token,
      ...tokens,
      account: { tid, oid, username: account.email, name: account.name },
    });
  });

  router.post("/sandbox/admin-token", json, async (req, res) => {
    const email = parse(AdminTokenRequest, req.body).email.toLowerCase();
    const organization = await deps.organizations.findByDomain(email.slice(email.lastIndexOf("@") + 1));
    const user = organization && (await deps.users.findPerson(organization._id, undefined, email));
    if (!organization || !user?.role) throw new AppError("not_found", "There is no admin with this address.");
    const at = deps.now();
    const made = await deps.transact(async (tx) => {
      const token = await deps.apiTokens.create(organization._id, user._id, "Sandbox", at, tx);
      const entry = { organization: organization._id, at, actor: { kind: "system" as const } };
      await deps.audit.append(
        { ...entry, action: "apiToken.create", subject: { kind: "apiToken", id: token._id } },
        tx,
      );
      return token;
    });
    res.json({ token: made.token });
  });

  router.post("/sandbox/clock", json, async (req, res) => {
    const { now, ran } = await clock.move(parse(ClockRequest, req.body), ports.worker());
    events.tell("clock", { now: now.toISOString(), offsetMs: clock.offsetMs() });
    res.json({ now: now.toISOString(), ran });
  });

  router.post("/sandbox/organizations", json, async (req, res) => {
    res.status(201).json(await addOrganization(ports, parse(OrganizationRequest, req.body)));
  });

  router.get("/sandbox/state", async (req, res) => {
    res.json(await sandboxState(ports, req.secure));
  });

  router.post("/sandbox/reset", json, async (req, res) => {
    parse(ResetRequest, req.body);
    if (!ports.resettable)
      throw new AppError(
        "move_not_allowed",
        "This database is not the sandbox's own (MONGODB_URI); it is not emptied.",
      );
    await ports.startOver();
    events.tell("state", {});
    events.tell("clock", { now: clock.now().toISOString(), offsetMs: 0 });
    res.json(await sandboxState(ports, req.secure));
  });

  router.use("/sandbox", notFound);
  router.use(watchPeopleList(ports));
  return router;
}

/** The last step of the story is done when a browser with a session has read the list of people. */
function watchPeopleList(ports: SandboxRoutePorts): RequestHandler {
  return (req, res, next) => {
    if (req.method === "GET" && req.path === "/api/v1/users" && req.headers.cookie?.includes("__Host-fc="))
      res.once("finish", () => {
        if (res.statusCode !== 200) return;
        notePeopleSeen(ports).then(
          (news) => news && ports.events.tell("state", {}),
          () => undefined, // the page will ask again
        );
      });
    next();
  };
}

/** An address that is none is the caller's mistake. */
export const addressErrors: express.ErrorRequestHandler = (error, _req, _res, next) => {
  next(error instanceof UnusableAddress ? new AppError("invalid_request", error.message) : error);
};
