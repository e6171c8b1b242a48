import { Router, type Request, type Response } from "express";
import {
  GetSenderDns,
  ListChecks,
  ListReportButtons,
  StartCheck,
  type SenderDns,
} from "../../shared/contracts/check.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { reply } from "../http/validate.ts";
import type { ButtonStore } from "./button-store.ts";
import { checkPage } from "./check-mail.ts";
import type { CheckService } from "./check-service.ts";

export interface CheckRoutePorts {
  checks: CheckService;
  buttons: Pick<ButtonStore, "list">;
  senderDns: () => Promise<SenderDns>;
}

export function checkRoutes(
  { checks, buttons, senderDns }: CheckRoutePorts,
  { requireAdmin }: Guards,
): Router {
  const router = Router();

  router.get(ListChecks.path, requireAdmin(ListChecks), async (req, res) => {
    reply(res, ListChecks, await checks.list(adminOf(req).organization));
  });
  router.post(StartCheck.path, requireAdmin(StartCheck), async (req, res) => {
    reply(res, StartCheck, await checks.start(adminOf(req)));
  });
  router.get(GetSenderDns.path, requireAdmin(GetSenderDns), async (_req, res) => {
    reply(res, GetSenderDns, await senderDns());
  });
  router.get(ListReportButtons.path, requireAdmin(ListReportButtons), async (req, res) => {
    const items = await buttons.list(adminOf(req).organization);
    reply(res, ListReportButtons, {
      items: items.map(({ button, client, version, at }) => ({
        button,
        client,
        ...(version && { version }),
        at: at.toISOString(),
      })),
    });
  });

  const link = "/check/:organization/:id/:token";
  router.get(link, async (req, res) => {
    const { organization, id, token } = req.params;
    tell(req, res, await checks.look(organization, id, token));
  });
  router.post(link, async (req, res) => {
    const { organization, id, token } = req.params;
    tell(req, res, await checks.press(organization, id, token));
  });
  return router;
}

/** For whoever reads the mailbox, in the language of their browser. */
function tell(req: Request, res: Response, { look, name }: Awaited<ReturnType<CheckService["look"]>>): void {
  const language = req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en";
  res
    .status(look === "over" ? 410 : 200)
    .set({ "Cache-Control": "no-store", "Content-Language": language, Vary: "Accept-Language" })
    .type("html")
    .send(checkPage(look, language, name));
}
