import { Router } from "express";
import { CreateGroup, ListGroups, UpdateGroup, type Group } from "../../shared/contracts/group.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import { adminOf, type Admin, type Guards } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import type { GroupDoc, GroupStore } from "./group-store.ts";

const groupView = ({ _id, name, version }: GroupDoc): Group => ({ id: _id, name, version });

export function groupRoutes(
  ports: { groups: GroupStore; audit: AuditStore; transact: Transact; now: () => Date },
  { requireAdmin }: Guards,
): Router {
  const router = Router();
  const mayWrite = requireAdmin("owner", "admin");
  /** The change and its audit entry, or neither. */
  const audited = (admin: Admin, action: string, change: (tx: Tx) => Promise<GroupDoc>) =>
    ports.transact(async (tx) => {
      const group = await change(tx);
      await ports.audit.append(
        {
          organization: admin.organization,
          at: ports.now(),
          actor: admin.actor,
          action,
          subject: { kind: "group", id: group._id },
          details: { name: group.name },
        },
        tx,
      );
      return group;
    });

  router.get(ListGroups.path, requireAdmin("owner", "admin", "analyst"), async (req, res) => {
    const items = await ports.groups.list(adminOf(req).organization);
    reply(res, ListGroups, { items: items.map(groupView), total: items.length });
  });

  router.post(CreateGroup.path, mayWrite, async (req, res) => {
    const admin = adminOf(req);
    const { name } = parse(CreateGroup.request, req.body);
    const made = await audited(admin, "group.create", (tx) =>
      ports.groups.create(admin.organization, name, tx),
    );
    reply(res, CreateGroup, groupView(made));
  });

  router.patch(UpdateGroup.path, mayWrite, async (req, res) => {
    const admin = adminOf(req);
    const { id } = parse(UpdateGroup.params, req.params);
    const { name } = parse(UpdateGroup.request, req.body);
    const seen = versionSeen(req.get("if-match"));
    const renamed = await audited(admin, "group.rename", (tx) =>
      ports.groups.rename(admin.organization, id, name, seen, tx),
    );
    reply(res, UpdateGroup, groupView(renamed));
  });
  return router;
}
