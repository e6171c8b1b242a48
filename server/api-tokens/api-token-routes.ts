import { Router } from "express";
import {
  CreateApiToken,
  ListApiTokens,
  RevokeApiToken,
  type ApiToken,
} from "../../shared/contracts/api-token.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import type { Transact } from "../db/connect.ts";
import { parse, reply } from "../http/validate.ts";
import type { ApiTokenDoc, ApiTokenStore } from "./api-token-store.ts";

const tokenView = (token: ApiTokenDoc): ApiToken => ({
  id: token._id,
  name: token.name,
  hint: token.hint,
  createdAt: token.createdAt.toISOString(),
  ...(token.lastUsedAt && { lastUsedAt: token.lastUsedAt.toISOString() }),
  ...(token.revokedAt && { revokedAt: token.revokedAt.toISOString() }),
});

/** Each admin sees and revokes their own tokens alone. */
export function apiTokenRoutes(
  ports: { apiTokens: ApiTokenStore; audit: AuditStore; transact: Transact; now: () => Date },
  { requireAdmin }: Guards,
): Router {
  const router = Router();

  router.get(ListApiTokens.path, requireAdmin(ListApiTokens), async (req, res) => {
    const { organization, user } = adminOf(req);
    const items = await ports.apiTokens.list(organization, user._id);
    reply(res, ListApiTokens, { items: items.map(tokenView), total: items.length });
  });

  router.post(CreateApiToken.path, requireAdmin(CreateApiToken), async (req, res) => {
    const { organization, user, actor } = adminOf(req);
    const { name } = parse(CreateApiToken.request, req.body);
    const at = ports.now();
    const made = await ports.transact(async (tx) => {
      const token = await ports.apiTokens.create(organization, user._id, name, at, tx);
      await ports.audit.append(
        { organization, at, actor, action: "apiToken.create", subject: { kind: "apiToken", id: token._id } },
        tx,
      );
      return token;
    });
    reply(res, CreateApiToken, { ...tokenView(made), token: made.token });
  });

  router.delete(RevokeApiToken.path, requireAdmin(RevokeApiToken), async (req, res) => {
    const { organization, user, actor } = adminOf(req);
    const { id } = parse(RevokeApiToken.params, req.params);
    const at = ports.now();
    await ports.transact(async (tx) => {
      await ports.apiTokens.revoke(organization, user._id, id, at, tx);
      await ports.audit.append(
        { organization, at, actor, action: "apiToken.revoke", subject: { kind: "apiToken", id } },
        tx,
      );
    });
    res.status(RevokeApiToken.status).end();
  });
  return router;
}
