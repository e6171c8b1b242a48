import { Router } from "express";
import { GetSession } from "../../shared/contracts/session.ts";
import { reply } from "../http/validate.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import { displayName } from "../users/user-view.ts";
import { adminOf, type Guards } from "./caller.ts";

export function sessionRoutes(organizations: OrganizationStore, { requireAdmin }: Guards): Router {
  const router = Router();
  router.get(GetSession.path, requireAdmin("owner", "admin", "analyst", "manager"), async (req, res) => {
    const { organization, user } = adminOf(req);
    const { name, defaultLanguage } = await organizations.get(organization);
    reply(res, GetSession, {
      user: {
        id: user._id,
        email: user.email,
        name: displayName(user),
        role: user.role,
        language: user.language ?? defaultLanguage,
      },
      organization: { id: organization, name },
    });
  });
  return router;
}
