import { Router } from "express";
import { structure } from "../../shared/contracts/structure.ts";
import { structureKinds } from "../../shared/structure.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import { scopeOf } from "../users/people-scope.ts";
import type { StructureService } from "./structure-service.ts";

/** The same three doors for each kind. */
export function structureRoutes(service: StructureService, { requireAdmin }: Guards): Router {
  const router = Router();
  for (const kind of structureKinds) {
    const { list, create, update } = structure[kind];
    router.get(list.path, requireAdmin(list), async (req, res) => {
      const admin = adminOf(req);
      const items = await service.list(kind, admin.organization, scopeOf(admin));
      reply(res, list, { items, total: items.length });
    });
    router.post(create.path, requireAdmin(create), async (req, res) => {
      const fields = parse(create.request, req.body);
      reply(res, create, await service.create(adminOf(req), kind, fields));
    });
    router.patch(update.path, requireAdmin(update), async (req, res) => {
      const { id } = parse(update.params, req.params);
      const change = parse(update.request, req.body);
      const seen = versionSeen(req.get("if-match"));
      reply(res, update, await service.update(adminOf(req), kind, id, change, seen));
    });
  }
  return router;
}
