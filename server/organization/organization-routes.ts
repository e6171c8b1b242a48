import { Router } from "express";
import { GetOrganization, UpdateOrganization } from "../../shared/contracts/organization.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import { organizationView, type OrganizationService } from "./organization-service.ts";
import type { OrganizationStore } from "./organization-store.ts";

export function organizationRoutes(
  organizations: OrganizationStore,
  service: OrganizationService,
  { requireAdmin }: Guards,
): Router {
  const router = Router();
  router.get(GetOrganization.path, requireAdmin("owner", "admin", "analyst"), async (req, res) => {
    reply(res, GetOrganization, organizationView(await organizations.get(adminOf(req).organization)));
  });
  router.patch(UpdateOrganization.path, requireAdmin("owner", "admin"), async (req, res) => {
    const changes = parse(UpdateOrganization.request, req.body);
    const after = await service.update(adminOf(req), changes, versionSeen(req.get("if-match")));
    reply(res, UpdateOrganization, organizationView(after));
  });
  return router;
}
