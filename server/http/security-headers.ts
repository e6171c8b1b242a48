import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Pages get all that helmet knows. Answers of the API are no pages: they do without what speaks of windows, of prefetching
 * and to old plug-ins and browsers, which a small answer under load would pay for noticeably.
 */
export function securityHeaders(https: boolean): RequestHandler {
  const everywhere = {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: "no-referrer" as const },
    crossOriginResourcePolicy: { policy: "same-origin" as const },
  };
  const pages = helmet(everywhere);
  const answers = helmet({
    ...everywhere,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (req, res, next) => (req.path.startsWith("/api/v1/") ? answers : pages)(req, res, next);
}
