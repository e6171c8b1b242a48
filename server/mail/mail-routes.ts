import { Router } from "express";
import { ActOnStuckMails, GetMailStatus, ListStuckMails } from "../../shared/contracts/mail.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { afterCursor, cursorOf } from "../http/time-cursor.ts";
import { parse, reply } from "../http/validate.ts";
import type { MailService } from "./mail-service.ts";

const usualPage = 50;

export function mailRoutes(service: MailService, { requireAdmin }: Guards): Router {
  const router = Router();

  router.get(GetMailStatus.path, requireAdmin(GetMailStatus), async (req, res) => {
    reply(res, GetMailStatus, await service.status(adminOf(req).organization));
  });

  router.get(ListStuckMails.path, requireAdmin(ListStuckMails), async (req, res) => {
    const { cursor, limit = usualPage, state } = parse(ListStuckMails.query, req.query);
    const { items, total, next } = await service.list(adminOf(req).organization, {
      limit,
      ...(state && { state }),
      ...(cursor !== undefined && { after: afterCursor(cursor) }),
    });
    reply(res, ListStuckMails, { items, total, ...(next && { next: cursorOf(next) }) });
  });

  router.post(ActOnStuckMails.path, requireAdmin(ActOnStuckMails), async (req, res) => {
    const { action, mails, dryRun = false } = parse(ActOnStuckMails.request, req.body);
    reply(res, ActOnStuckMails, await service.act(adminOf(req), action, mails, dryRun));
  });
  return router;
}
