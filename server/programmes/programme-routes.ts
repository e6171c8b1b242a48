import { Router } from "express";
import { CreateProgramme, ListProgrammes, UpdateProgramme } from "../../shared/contracts/programme.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import type { ProgrammeService } from "./programme-service.ts";

export function programmeRoutes(service: ProgrammeService, { requireAdmin }: Guards): Router {
  const router = Router();
  router.get(ListProgrammes.path, requireAdmin(ListProgrammes), async (req, res) => {
    const counted = parse(ListProgrammes.query, req.query).with === "users";
    reply(res, ListProgrammes, await service.list(adminOf(req).organization, { counted }));
  });
  router.post(CreateProgramme.path, requireAdmin(CreateProgramme), async (req, res) => {
    const fields = parse(CreateProgramme.request, req.body);
    reply(res, CreateProgramme, await service.create(adminOf(req), fields));
  });
  router.patch(UpdateProgramme.path, requireAdmin(UpdateProgramme), async (req, res) => {
    const { id } = parse(UpdateProgramme.params, req.params);
    const change = parse(UpdateProgramme.request, req.body);
    const seen = versionSeen(req.get("if-match"));
    reply(res, UpdateProgramme, await service.update(adminOf(req), id, change, seen));
  });
  return router;
}
