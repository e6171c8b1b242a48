import compression from "compression";
import express, { type Express } from "express";
import { CreateReport } from "../shared/contracts/report.ts";
import { apiTokenRoutes } from "./api-tokens/api-token-routes.ts";
import { auditRoutes } from "./audit/audit-routes.ts";
import { bearerOf } from "./auth/bearer.ts";
import { createGuards } from "./auth/caller.ts";
import { dialogRoutes } from "./auth/dialog-routes.ts";
import { roleRoutes } from "./auth/role-routes.ts";
import { portalSession } from "./auth/session.ts";
import { sessionRoutes } from "./auth/session-routes.ts";
import { signInRoutes } from "./auth/sign-in-routes.ts";
import { checkRoutes } from "./check/check-routes.ts";
import { noteButton } from "./check/note-button.ts";
import type { Deps } from "./deps.ts";
import { eventRoutes } from "./events/event-routes.ts";
import { refuseWhileAway } from "./http/database-away.ts";
import { errorHandler, notFound } from "./http/error-handler.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { apiPage } from "./http/api-page.ts";
import { openApiDocument } from "./http/openapi.ts";
import { requestLog } from "./http/request-log.ts";
import { answerAway, joinPageRoutes } from "./joining/join-page-routes.ts";
import { meRoutes } from "./joining/me-routes.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { outboxFigures } from "./metrics/outbox-figures.ts";
import { organizationRoutes } from "./organization/organization-routes.ts";
import { mailRoutes } from "./mail/mail-routes.ts";
import { overviewRoutes } from "./overview/overview-routes.ts";
import { pageRoutes } from "./pages/page-routes.ts";
import { reportedRoutes } from "./reports/reported-routes.ts";
import { reportRoutes } from "./reports/report-routes.ts";
import { root } from "./root.ts";
import { programmeRoutes } from "./programmes/programme-routes.ts";
import { structureRoutes } from "./structure/structure-routes.ts";
import { learnRoutes } from "./simulations/learn-routes.ts";
import { jobRoutes } from "./users/job-routes.ts";
import { mergeRoutes } from "./merge/merge-routes.ts";
import { exportRoutes } from "./purge/export-routes.ts";
import { personRoutes } from "./users/person-routes.ts";
import { userRoutes } from "./users/user-routes.ts";

/** Largest JSON body: a report's header block is the largest that comes as JSON. */
const jsonLimit = "2mb";

export interface AppPages {
  /** Scripts that the pane loads before its own: office.js, in the sandbox more. */
  paneScripts: string[];
}

/** The product's web part, without listening and without reading the environment. */
export function createApp(deps: Deps, pages: AppPages): Express {
  const { config, log } = deps;
  const openApi = once(() => openApiDocument(config.publicUrl));
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustProxy);
  app.set("query parser", "simple");
  // Nothing that the API answers is kept, so there is nothing to ask for again by a tag.
  app.set("etag", false);
  app.use(requestLog(log));
  const metrics = config.metricsToken
    ? createMetrics({ connection: deps.connection, now: deps.now, token: config.metricsToken })
    : null;
  if (metrics) app.use(metrics.watch);
  app.use(securityHeaders(!deps.sandbox));
  const compressed = compression({
    filter: (req, res) =>
      !String(res.getHeader("Content-Type")).startsWith("text/event-stream") && compression.filter(req, res),
  });
  // Answers to writes are small.
  app.use((req, res, next) => (req.method === "GET" ? compressed(req, res, next) : next()));
  const guards = createGuards(deps);
  const cookies = portalSession(deps.connection, config.sessionSecret);
  app.use(["/api/v1", "/auth"], refuseWhileAway(deps.connection, errorHandler(log)));
  app.use("/api/v1", (req, res, next) => {
    res.set("Cache-Control", "no-store");
    // Who shows a token has no use for a session, and a session for each of them would cost more than the token.
    if (bearerOf(req) === null) cookies(req, res, next);
    else next();
  });
  // First, since a company that is under attack presses this button all at once.
  app.post(CreateReport.path, noteButton(deps.buttons, deps.now, log));
  app.use(reportRoutes(metrics?.countReports(deps.reportService) ?? deps.reportService, guards));
  app.use(
    healthRoutes({ connection: deps.connection, mail: () => outboxFigures(deps.connection, deps.now()) }),
  );
  if (metrics) app.use(metrics.routes);
  app.get("/api/openapi.json", (_req, res) => void res.json(openApi()));
  app.use(apiPage(openApi));
  app.use("/auth", cookies);
  app.use(
    signInRoutes({
      identity: config.identity,
      origin: config.publicUrl,
      organizations: deps.organizations,
      users: deps.users,
      audit: deps.audit,
      limit: deps.signInLimit,
      now: deps.now,
    }),
  );
  app.use("/api/v1", express.json({ limit: jsonLimit, strict: true }));
  app.use(dialogRoutes({ ...deps, identity: config.identity, origin: config.publicUrl }));
  app.use(meRoutes(metrics?.countJoins(deps.joining) ?? deps.joining, guards));
  app.use(sessionRoutes(deps, guards));
  app.use(roleRoutes(deps, guards));
  app.use(organizationRoutes(deps, guards));
  app.use(
    userRoutes(
      {
        users: deps.users,
        service: deps.userService,
        actions: deps.userActions,
        jobs: deps.userJobs,
        getOrganization: deps.getOrganization,
        now: deps.now,
      },
      guards,
    ),
  );
  app.use(personRoutes(deps, guards));
  app.use(exportRoutes(deps, guards));
  app.use(mergeRoutes(deps.merges, guards));
  app.use(jobRoutes(deps.userJobs, guards));
  app.use(structureRoutes(deps.structure, guards));
  app.use(programmeRoutes(deps.programmes, guards));
  app.use(apiTokenRoutes(deps, guards));
  app.use(auditRoutes(deps, guards));
  app.use(mailRoutes(deps.mailService, guards));
  app.use(overviewRoutes(deps.overview, guards));
  app.use(checkRoutes(deps, guards));
  app.use(eventRoutes(deps.changeFeed, guards));
  app.use(
    pageRoutes({
      root,
      paneConfig: {
        clientId: config.identity.addin.clientId,
        authority: config.identity.addin.authority,
        scope: config.identity.addin.scope,
        ...(config.identity.addin.clientSecret && { dialog: true }),
      },
      paneScripts: pages.paneScripts,
      identityOrigin: new URL(config.identity.issuer).origin,
      origin: config.publicUrl,
    }),
  );
  app.use("/join", refuseWhileAway(deps.connection, answerAway), answerAway);
  app.use(joinPageRoutes(deps));
  app.use(reportedRoutes({ ...deps, cookies }));
  app.use(learnRoutes((token) => deps.simulations.markArrived(token), log));
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
