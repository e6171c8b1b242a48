import { Router, type Request, type Response } from "express";
import {
  CheckAllowed,
  CheckDomain,
  GetOrganization,
  ListSettingChanges,
  UpdateOrganization,
} from "../../shared/contracts/organization.ts";
import type { Language } from "../../shared/lifecycle.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply, versionSeen } from "../http/validate.ts";
import { judgeEntry } from "./allowed-entry.ts";
import type { DomainProof } from "./domain-proof.ts";
import { mailboxPage } from "./mailbox-mail.ts";
import type { MailboxService } from "./mailbox-service.ts";
import type { OrganizationService } from "./organization-service.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { settingHistory } from "./setting-history.ts";

export interface OrganizationRoutePorts {
  organizations: OrganizationStore;
  organizationService: OrganizationService;
  settingHistory: (organization: string) => ReturnType<typeof settingHistory>;
  domainProof: Pick<DomainProof, "check">;
  mailbox: Pick<MailboxService, "look" | "confirm">;
}

export function organizationRoutes(ports: OrganizationRoutePorts, { requireAdmin }: Guards): Router {
  const { organizations, organizationService, mailbox } = ports;
  const router = Router();

  router.get(GetOrganization.path, requireAdmin(GetOrganization), async (req, res) => {
    reply(res, GetOrganization, organizationService.view(await organizations.get(adminOf(req).organization)));
  });
  router.patch(UpdateOrganization.path, requireAdmin(UpdateOrganization), async (req, res) => {
    const changes = parse(UpdateOrganization.request, req.body);
    const after = await organizationService.update(adminOf(req), changes, versionSeen(req.get("if-match")));
    reply(res, UpdateOrganization, organizationService.view(after));
  });
  router.post(CheckAllowed.path, requireAdmin(CheckAllowed), async (req, res) => {
    const { entry } = parse(CheckAllowed.request, req.body);
    const { domains } = await organizations.get(adminOf(req).organization);
    reply(res, CheckAllowed, judgeEntry(entry, domains));
  });
  router.post(CheckDomain.path, requireAdmin(CheckDomain), async (req, res) => {
    const { name } = parse(CheckDomain.request, req.body);
    reply(res, CheckDomain, await organizationService.verify(adminOf(req), name, ports.domainProof.check));
  });
  router.get(ListSettingChanges.path, requireAdmin(ListSettingChanges), async (req, res) => {
    reply(res, ListSettingChanges, await ports.settingHistory(adminOf(req).organization));
  });
  router.get("/mailbox/:organization/:token", async (req, res) => {
    tellMailbox(req, res, await mailbox.look(req.params.organization, req.params.token));
  });
  router.post("/mailbox/:organization/:token", async (req, res) => {
    tellMailbox(req, res, await mailbox.confirm(req.params.organization, req.params.token));
  });
  return router;
}

/** A page for people without our scripts, in the language of their browser. */
function page(req: Request, res: Response, status: number, html: (language: Language) => string): void {
  const language = req.acceptsLanguages("en", "nl") === "nl" ? "nl" : "en";
  res
    .status(status)
    .set({ "Cache-Control": "no-store", "Content-Language": language, Vary: "Accept-Language" })
    .type("html")
    .send(html(language));
}

type Told = Awaited<ReturnType<MailboxService["look"]>>;

function tellMailbox(req: Request, res: Response, { look, organization, address }: Told): void {
  const values = { organization: organization?.name ?? "", address };
  page(req, res, look === "over" ? 410 : 200, (language) => mailboxPage(look, language, values));
}
