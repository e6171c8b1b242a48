import { Router } from "express";
import { CreateUser, GetUser, ListUsers } from "../../shared/contracts/user.ts";
import { ActOnUsers } from "../../shared/contracts/user-action.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { AppError } from "../errors.ts";
import { accept, idempotencyKey, parse, reply } from "../http/validate.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserActions } from "./user-actions.ts";
import type { UserJobs } from "./user-jobs.ts";
import type { UserService } from "./user-service.ts";
import type { UserFilter, UserStore } from "./user-store.ts";
import { userView } from "./user-view.ts";

interface UserRoutePorts {
  users: UserStore;
  service: UserService;
  actions: UserActions;
  jobs: UserJobs;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
}

const usualPage = 50;

/** A cursor is the last address seen, made opaque so that nobody builds one. */
const cursorOf = (email: string): string => Buffer.from(email).toString("base64url");
function afterCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const email = Buffer.from(cursor, "base64url").toString("utf8");
  if (cursorOf(email) !== cursor)
    throw new AppError("invalid_request", "This cursor does not come from an earlier answer.");
  return email;
}

export function userRoutes(ports: UserRoutePorts, { requireAdmin }: Guards): Router {
  const router = Router();
  const mayRead = requireAdmin("owner", "admin", "analyst");
  const mayWrite = requireAdmin("owner", "admin");
  const languageOf = async (organization: string) =>
    (await ports.getOrganization(organization)).defaultLanguage;

  router.get(ListUsers.path, mayRead, async (req, res) => {
    const { organization } = adminOf(req);
    const { cursor, limit = usualPage, ...filter } = parse(ListUsers.query, req.query);
    const after = afterCursor(cursor);
    const asked: UserFilter = {
      ...(filter.stage && { stage: filter.stage }),
      ...(filter.status && { status: filter.status }),
      ...(filter.query && { query: filter.query }),
      ...(filter.group && { group: filter.group }),
    };
    const { items, total, more } = await ports.users.list(organization, asked, {
      limit,
      ...(after !== undefined && { after }),
    });
    const language = await languageOf(organization);
    const last = items.at(-1);
    reply(res, ListUsers, {
      items: items.map((user) => userView(user, language)),
      total,
      ...(more && last && { next: cursorOf(last.email) }),
    });
  });

  router.post(CreateUser.path, mayWrite, async (req, res) => {
    const admin = adminOf(req);
    const made = await ports.service.add(admin, parse(CreateUser.request, req.body));
    reply(res, CreateUser, userView(made, await languageOf(admin.organization)));
  });

  router.post(ActOnUsers.path, mayWrite, async (req, res) => {
    const admin = adminOf(req);
    const order = parse(ActOnUsers.request, req.body);
    const answer = await ports.actions.act(admin, order);
    if (answer) reply(res, ActOnUsers, answer);
    else {
      const filter = "filter" in order.users ? order.users.filter : {};
      const job = await ports.jobs.begin(admin, order.action, filter, idempotencyKey(req));
      accept(res, ActOnUsers, { job: job._id });
    }
  });

  router.get(GetUser.path, mayRead, async (req, res) => {
    const { organization } = adminOf(req);
    const { id } = parse(GetUser.params, req.params);
    reply(res, GetUser, userView(await ports.users.get(organization, id), await languageOf(organization)));
  });
  return router;
}
