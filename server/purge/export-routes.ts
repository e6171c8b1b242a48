import { Router } from "express";
import type { Connection } from "mongoose";
import { ExportUser } from "../../shared/contracts/user-export.ts";
import { asLabel, employeeIdWord, usualEmployeeIdLabel } from "../../shared/employee-id.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse } from "../http/validate.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserStore } from "../users/user-store.ts";
import { exportPage } from "./export-page.ts";
import { exportOf } from "./person-export.ts";

interface ExportPorts {
  connection: Connection;
  users: Pick<UserStore, "get">;
  audit: Pick<AuditStore, "append">;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  now: () => Date;
}

/** All that is stored on one person, as a file. Who took it stands in the audit log before it leaves. */
export function exportRoutes(ports: ExportPorts, { requireAdmin }: Guards): Router {
  const router = Router();
  router.get(ExportUser.path, requireAdmin(ExportUser), async (req, res) => {
    const { organization, actor } = adminOf(req);
    const { id } = parse(ExportUser.params, req.params);
    const { format = "json", language } = parse(ExportUser.query, req.query);
    const at = ports.now();
    const user = await ports.users.get(organization, id);
    const settings = await ports.getOrganization(organization);
    const all = await exportOf(ports.connection, settings, user, at);
    const subject = { kind: "user", id };
    await ports.audit.append({
      organization,
      at,
      actor,
      action: "user.export",
      subject,
      details: { format },
    });
    const page = format === "html";
    const tongue = language ?? settings.defaultLanguage;
    const { employeeIdLabel = usualEmployeeIdLabel, defaultLanguage } = settings;
    const reader = {
      language: tongue,
      timeZone: settings.timeZone,
      employeeId: asLabel(employeeIdWord(employeeIdLabel, tongue, defaultLanguage)),
    };
    res
      .status(ExportUser.status)
      .set({
        "Content-Type": page ? "text/html; charset=utf-8" : ExportUser.bytes,
        "Content-Disposition": `attachment; filename="person-${id}.${format}"`,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
      })
      .end(page ? exportPage(all, reader) : JSON.stringify(all, null, 2));
  });
  return router;
}
