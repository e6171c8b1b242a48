import { Router } from "express";
import {
  CheckAllowed,
  GetOrganization,
  ListSettingChanges,
  UpdateOrganization,
} from "../../shared/contracts/organization.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import { judgeEntry } from "./allowed-entry.ts";
import { joinPage } from "./join-page.ts";
import { organizationView, type OrganizationService } from "./organization-service.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { settingHistory } from "./setting-history.ts";

export interface OrganizationRoutePorts {
  organizations: OrganizationStore;
  organizationService: OrganizationService;
  settingHistory: (organization: string) => ReturnType<typeof settingHistory>;
  now: () => Date;
}

export function organizationRoutes(
  { organizations, organizationService, settingHistory: history, now }: OrganizationRoutePorts,
  { requireAdmin }: Guards,
): Router {
  const router = Router();
  const mayRead = requireAdmin("owner", "admin", "analyst");
  const mayChange = requireAdmin("owner", "admin");

  router.get(GetOrganization.path, mayRead, async (req, res) => {
    reply(res, GetOrganization, organizationView(await organizations.get(adminOf(req).organization)));
  });
  router.patch(UpdateOrganization.path, mayChange, async (req, res) => {
    const changes = parse(UpdateOrganization.request, req.body);
    const after = await organizationService.update(adminOf(req), changes, versionSeen(req.get("if-match")));
    reply(res, UpdateOrganization, organizationView(after));
  });
  router.post(CheckAllowed.path, mayChange, async (req, res) => {
    const { entry } = parse(CheckAllowed.request, req.body);
    const { domains } = await organizations.get(adminOf(req).organization);
    reply(res, CheckAllowed, judgeEntry(entry, domains));
  });
  router.get(ListSettingChanges.path, mayRead, async (req, res) => {
    reply(res, ListSettingChanges, await history(adminOf(req).organization));
  });
  router.get("/join/:slug", async (req, res) => {
    const organization = await organizations.findBySlug(req.params.slug);
    const language = req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en";
    res
      .status(organization ? 200 : 404)
      .set({ "Cache-Control": "no-store", "Content-Language": language, Vary: "Accept-Language" })
      .type("html")
      .send(joinPage(organization, language, now()));
  });
  return router;
}
