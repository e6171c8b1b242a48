import { Router } from "express";
import { GetMerge, MergeUsers, UndoMerge } from "../../shared/contracts/user-merge.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import type { MergeService } from "./merge-service.ts";

/** Two people who turn out to be one. */
export function mergeRoutes(merges: MergeService, { requireAdmin }: Guards): Router {
  const router = Router();

  router.get(GetMerge.path, requireAdmin(GetMerge), async (req, res) => {
    const { id } = parse(GetMerge.params, req.params);
    reply(res, GetMerge, await merges.about(adminOf(req).organization, id));
  });

  router.post(MergeUsers.path, requireAdmin(MergeUsers), async (req, res) => {
    const { id } = parse(MergeUsers.params, req.params);
    const asked = parse(MergeUsers.request, req.body);
    reply(res, MergeUsers, await merges.merge(adminOf(req), id, asked, versionSeen(req.get("if-match"))));
  });

  router.post(UndoMerge.path, requireAdmin(UndoMerge), async (req, res) => {
    const { id } = parse(UndoMerge.params, req.params);
    const asked = parse(UndoMerge.request, req.body);
    reply(res, UndoMerge, await merges.undo(adminOf(req), id, asked, versionSeen(req.get("if-match"))));
  });
  return router;
}
