import { Router } from "express";
import { CreateUser, GetUser, ListUsers } from "../../shared/contracts/user.ts";
import { ActOnUsers, targetField } from "../../shared/contracts/user-action.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { accept, idempotencyKey, parse, reply } from "../http/validate.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { cursorOf, placeOf } from "./list-order.ts";
import type { UserActions } from "./user-actions.ts";
import type { UserJobs } from "./user-jobs.ts";
import type { UserService } from "./user-service.ts";
import { getSeen, scopeOf, within } from "./people-scope.ts";
import { userFilterOf } from "./user-filter.ts";
import type { UserStore } from "./user-store.ts";
import { userView } from "./user-view.ts";

interface UserRoutePorts {
  users: UserStore;
  service: UserService;
  actions: UserActions;
  jobs: UserJobs;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  now: () => Date;
}

const usualPage = 50;

export function userRoutes(ports: UserRoutePorts, { requireAdmin }: Guards): Router {
  const router = Router();
  const languageOf = async (organization: string) =>
    (await ports.getOrganization(organization)).defaultLanguage;

  router.get(ListUsers.path, requireAdmin(ListUsers), async (req, res) => {
    const admin = adminOf(req);
    const { organization } = admin;
    const { cursor, limit = usualPage, sort, ...asked } = parse(ListUsers.query, req.query);
    const settings = await ports.getOrganization(organization);
    const filter = within(scopeOf(admin), userFilterOf(asked, settings, ports.now()));
    // Whoever asks for those who came lately wants the latest first.
    const order = sort ?? (filter.addedSince ? "-added" : "email");
    const { items, total, more } = await ports.users.list(organization, filter, {
      sort: order,
      limit,
      ...(cursor !== undefined && { after: placeOf(order, cursor) }),
    });
    const last = items.at(-1);
    reply(res, ListUsers, {
      items: items.map((user) => userView(user, settings.defaultLanguage)),
      total,
      ...(more && last && { next: cursorOf(order, last) }),
    });
  });

  router.post(CreateUser.path, requireAdmin(CreateUser), async (req, res) => {
    const admin = adminOf(req);
    const made = await ports.service.add(admin, parse(CreateUser.request, req.body));
    reply(res, CreateUser, userView(made, await languageOf(admin.organization)));
  });

  router.post(ActOnUsers.path, requireAdmin(ActOnUsers), async (req, res) => {
    const admin = adminOf(req);
    const { users, ...order } = parse(ActOnUsers.request, req.body);
    const settings = await ports.getOrganization(admin.organization);
    const chosen = "ids" in users ? users : { filter: userFilterOf(users.filter, settings, ports.now()) };
    const answer = await ports.actions.act(admin, { ...order, users: chosen });
    if (answer) reply(res, ActOnUsers, answer);
    else {
      const filter = "filter" in chosen ? chosen.filter : {};
      const target = order[targetField[order.action] ?? "group"];
      const job = await ports.jobs.begin(
        admin,
        { action: order.action, ...(target !== undefined && { target }) },
        filter,
        idempotencyKey(req),
      );
      accept(res, ActOnUsers, { job: job._id });
    }
  });

  router.get(GetUser.path, requireAdmin(GetUser), async (req, res) => {
    const admin = adminOf(req);
    const { id } = parse(GetUser.params, req.params);
    const user = await getSeen(ports.users, admin, id);
    reply(res, GetUser, userView(user, await languageOf(admin.organization)));
  });
  return router;
}
