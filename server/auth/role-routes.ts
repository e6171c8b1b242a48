import { Router } from "express";
import { ListRoles } from "../../shared/contracts/role.ts";
import { roles } from "../../shared/lifecycle.ts";
import { may, permissionNames, seesDepartmentOnly } from "../../shared/permissions.ts";
import { reply } from "../http/validate.ts";
import type { UserStore } from "../users/user-store.ts";
import { adminOf, type Guards } from "./caller.ts";

/** The table that `requireAdmin` asks, to be read. */
export function roleRoutes(
  { users }: { users: Pick<UserStore, "countByRole"> },
  { requireAdmin }: Guards,
): Router {
  const router = Router();
  router.get(ListRoles.path, requireAdmin(ListRoles), async (req, res) => {
    const counts = await users.countByRole(adminOf(req).organization);
    reply(res, ListRoles, {
      permissions: permissionNames,
      roles: roles.map((role) => ({
        role,
        permissions: permissionNames.filter((permission) => may(role, permission)),
        departmentOnly: seesDepartmentOnly(role),
        users: counts[role],
      })),
    });
  });
  return router;
}
