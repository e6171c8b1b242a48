import { Router } from "express";
import { GetOverview, GetOverviewTrend } from "../../shared/contracts/overview.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { reply } from "../http/validate.ts";
import type { OverviewService } from "./overview-service.ts";

export function overviewRoutes(service: OverviewService, { requireAdmin }: Guards): Router {
  const router = Router();
  router.get(GetOverview.path, requireAdmin(GetOverview), async (req, res) => {
    reply(res, GetOverview, await service.get(adminOf(req).organization));
  });
  router.get(GetOverviewTrend.path, requireAdmin(GetOverviewTrend), async (req, res) => {
    reply(res, GetOverviewTrend, await service.trend(adminOf(req).organization));
  });
  return router;
}
