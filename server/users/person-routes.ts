import { Router, type Request } from "express";
import { ById } from "../../shared/contracts/common.ts";
import {
  GetPerson,
  ListHappenings,
  ListPersonSimulations,
  UpdateUser,
} from "../../shared/contracts/user-person.ts";
import { may } from "../../shared/permissions.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { afterCursor } from "../http/time-cursor.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import type { MergeService } from "../merge/merge-service.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { PersonChanges } from "./person-changes.ts";
import type { PersonPage } from "./person-page.ts";
import type { PersonTimeline } from "./person-timeline.ts";
import { getSeen } from "./people-scope.ts";
import type { UserStore } from "./user-store.ts";
import { userView } from "./user-view.ts";

interface PersonRoutePorts {
  users: Pick<UserStore, "get">;
  personPage: PersonPage;
  personTimeline: PersonTimeline;
  personChanges: PersonChanges;
  merges: Pick<MergeService, "idNow">;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
}

const usualHappenings = 20;

/** One person: all that is known, and changes by hand. */
export function personRoutes(ports: PersonRoutePorts, { requireAdmin }: Guards): Router {
  const router = Router();

  /** Of somebody whom the caller sees. @throws AppError `not_found`. */
  async function seenId(req: Request): Promise<string> {
    const { id } = parse(ById, req.params);
    await getSeen(ports.users, adminOf(req), id);
    return id;
  }

  router.get(GetPerson.path, requireAdmin(GetPerson), async (req, res) => {
    const admin = adminOf(req);
    const { id } = parse(GetPerson.params, req.params);
    const now = await ports.merges.idNow(admin.organization, id);
    await getSeen(ports.users, admin, now);
    reply(res, GetPerson, await ports.personPage.profile(admin, now));
  });

  router.get(ListPersonSimulations.path, requireAdmin(ListPersonSimulations), async (req, res) => {
    const id = await seenId(req);
    reply(res, ListPersonSimulations, await ports.personPage.simulations(adminOf(req).organization, id));
  });

  router.get(ListHappenings.path, requireAdmin(ListHappenings), async (req, res) => {
    const { organization, user } = adminOf(req);
    const id = await seenId(req);
    const { cursor, limit = usualHappenings } = parse(ListHappenings.query, req.query);
    const page = { limit, ...(cursor !== undefined && { after: afterCursor(cursor) }) };
    const { items, ...rest } = await ports.personTimeline(organization, id, page);
    // Which mail somebody reported is told to those who read reports; that they did, to all who see them.
    const told = may(user.role, "reports.read")
      ? items
      : items.map((item) => ({ ...item, report: undefined }));
    reply(res, ListHappenings, { ...rest, items: told });
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
