import { Router, type Request } from "express";
import { GetMe, JoinTraining, RequestWelcomeCopy } from "../../shared/contracts/me.ts";
import type { Language } from "../../shared/lifecycle.ts";
import { employeeOf, type Guards } from "../auth/caller.ts";
import { reply } from "../http/validate.ts";
import type { JoiningService } from "./joining-service.ts";

/** The first language of Accept-Language that the organization has; the pane sends Outlook's. */
function languageAsked(req: Request, offered: Language[]): Language | undefined {
  const asked = req.acceptsLanguages();
  const wanted = asked.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.map((tag) => offered.find((language) => language === tag)).find(Boolean);
}

export function meRoutes(joining: JoiningService, { requireEmployee }: Guards): Router {
  const router = Router();
  router.get(GetMe.path, requireEmployee, async (req, res) => {
    const employee = employeeOf(req);
    await joining.seen(employee.user);
    reply(res, GetMe, await joining.me(employee, employee.user));
  });
  router.post(JoinTraining.path, requireEmployee, async (req, res) => {
    const employee = employeeOf(req);
    reply(
      res,
      JoinTraining,
      await joining.join(employee, languageAsked(req, employee.organizationDoc.languages)),
    );
  });
  router.post(RequestWelcomeCopy.path, requireEmployee, async (req, res) => {
    reply(res, RequestWelcomeCopy, await joining.welcomeCopy(employeeOf(req)));
  });
  return router;
}
