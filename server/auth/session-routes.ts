import { promisify } from "node:util";
import { Router } from "express";
import type { Connection } from "mongoose";
import { usualEmployeeIdLabel } from "../../shared/employee-id.ts";
import { EndSessions, GetSession } from "../../shared/contracts/session.ts";
import { seesDepartmentOnly } from "../../shared/permissions.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Transact } from "../db/connect.ts";
import { reply } from "../http/validate.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import { displayName } from "../users/user-view.ts";
import { bearerOf } from "./bearer.ts";
import { adminOf, type Guards } from "./caller.ts";
import { cookieName, forgetSessions } from "./session.ts";

export interface SessionRoutePorts {
  connection: Connection;
  organizations: OrganizationStore;
  users: Pick<UserStore, "endSessions">;
  units: Pick<UnitStore, "find">;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
}

export function sessionRoutes(ports: SessionRoutePorts, { requireAdmin }: Guards): Router {
  const router = Router();

  async function departmentOf(organization: string, { department }: UserDoc) {
    const found = department ? await ports.units.find("departments", organization, department) : null;
    return found && { id: found._id, name: found.name };
  }

  router.get(GetSession.path, requireAdmin(GetSession), async (req, res) => {
    const { organization, user } = adminOf(req);
    const {
      name,
      defaultLanguage,
      employeeIdLabel = usualEmployeeIdLabel,
    } = await ports.organizations.get(organization);
    reply(res, GetSession, {
      user: {
        id: user._id,
        email: user.email,
        name: displayName(user),
        role: user.role,
        language: user.language ?? defaultLanguage,
      },
      organization: { id: organization, name, defaultLanguage, employeeIdLabel },
      ...(seesDepartmentOnly(user.role) && { department: await departmentOf(organization, user) }),
    });
  });

  router.post(EndSessions.path, requireAdmin(EndSessions), async (req, res) => {
    const { organization, user, actor } = adminOf(req);
    await ports.transact(async (tx) => {
      await ports.users.endSessions(organization, [user._id], tx);
      await ports.audit.append(
        {
          organization,
          at: ports.now(),
          actor,
          action: "session.endAll",
          subject: { kind: "user", id: user._id },
        },
        tx,
      );
    });
    // The caller's own first: what is destroyed is not written again when the answer ends.
    if (bearerOf(req) === null) await promisify(req.session.destroy.bind(req.session))();
    await forgetSessions(ports.connection, organization, user._id);
    res.clearCookie(cookieName, { path: "/", secure: true, httpOnly: true, sameSite: "lax" });
    res.status(EndSessions.status).end();
  });
  return router;
}
