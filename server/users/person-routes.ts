import { Router } from "express";
import {
  GetPerson,
  ListHappenings,
  ListPersonSimulations,
  UpdateUser,
} from "../../shared/contracts/user-person.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { afterCursor } from "../http/time-cursor.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { PersonChanges } from "./person-changes.ts";
import type { PersonPage } from "./person-page.ts";
import type { PersonTimeline } from "./person-timeline.ts";
import { userView } from "./user-view.ts";

interface PersonRoutePorts {
  personPage: PersonPage;
  personTimeline: PersonTimeline;
  personChanges: PersonChanges;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
}

const usualHappenings = 20;

/** One person: all that is known, and changes by hand. */
export function personRoutes(ports: PersonRoutePorts, { requireAdmin }: Guards): Router {
  const router = Router();

  router.get(GetPerson.path, requireAdmin(GetPerson), async (req, res) => {
    const { id } = parse(GetPerson.params, req.params);
    reply(res, GetPerson, await ports.personPage.profile(adminOf(req), id));
  });

  router.get(ListPersonSimulations.path, requireAdmin(ListPersonSimulations), async (req, res) => {
    const { id } = parse(ListPersonSimulations.params, req.params);
    reply(res, ListPersonSimulations, await ports.personPage.simulations(adminOf(req).organization, id));
  });

  router.get(ListHappenings.path, requireAdmin(ListHappenings), async (req, res) => {
    const { id } = parse(ListHappenings.params, req.params);
    const { cursor, limit = usualHappenings } = parse(ListHappenings.query, req.query);
    const page = { limit, ...(cursor !== undefined && { after: afterCursor(cursor) }) };
    reply(res, ListHappenings, await ports.personTimeline(adminOf(req).organization, id, page));
  });

  router.patch(UpdateUser.path, requireAdmin(UpdateUser), async (req, res) => {
    const admin = adminOf(req);
    const { id } = parse(UpdateUser.params, req.params);
    const asked = parse(UpdateUser.request, req.body);
    const changed = await ports.personChanges.update(admin, id, asked, versionSeen(req.get("if-match")));
    const { defaultLanguage } = await ports.getOrganization(admin.organization);
    reply(res, UpdateUser, userView(changed, defaultLanguage));
  });
  return router;
}
