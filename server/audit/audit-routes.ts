import { Router } from "express";
import { CheckAudit, ListAudit } from "../../shared/contracts/audit.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply } from "../http/validate.ts";
import { listAudit, type AuditListPorts } from "./audit-list.ts";
import type { ChainStore } from "./chain-store.ts";
import { checkLog, type Checked } from "./check-log.ts";

interface AuditRoutePorts extends AuditListPorts {
  auditChain: ChainStore;
}

/** The audit log, and whether it is what was written. */
export function auditRoutes(ports: AuditRoutePorts, { requireAdmin }: Guards): Router {
  const router = Router();
  /** A check reads the whole log: who asks while one is under way gets its answer. */
  const underWay = new Map<string, Promise<Checked>>();

  function check(organization: string): Promise<Checked> {
    const begun = underWay.get(organization);
    if (begun) return begun;
    const checking = checkLog(ports.auditChain, organization).finally(() => underWay.delete(organization));
    underWay.set(organization, checking);
    return checking;
  }

  router.get(ListAudit.path, requireAdmin(ListAudit), async (req, res) => {
    const asked = parse(ListAudit.query, req.query);
    reply(res, ListAudit, await listAudit(ports, adminOf(req).organization, asked));
  });

  router.get(CheckAudit.path, requireAdmin(CheckAudit), async (req, res) => {
    reply(res, CheckAudit, await check(adminOf(req).organization));
  });
  return router;
}
