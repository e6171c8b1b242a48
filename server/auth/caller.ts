import type { Request, RequestHandler } from "express";
import type { AdminEndpoint } from "../../shared/contracts/endpoint.ts";
import type { Role } from "../../shared/lifecycle.ts";
import { may, permissions } from "../../shared/permissions.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { Actor } from "../audit/audit-store.ts";
import { sealOrigin } from "../audit/origin.ts";
import { canonicalAddress } from "../domain/address.ts";
import { statusOf } from "../domain/lifecycle.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import { bearerOf, looksLikeApiToken } from "./bearer.ts";
import type { CheckAccessToken, TokenIdentity } from "./access-token.ts";

/** An employee at the button: known by the directory, perhaps not yet by the roster. */
export interface Employee extends TokenIdentity {
  /** Id of the organization. */
  organization: string;
  organizationDoc: OrganizationDoc;
  /** `tid:oid`. */
  directory: string;
  user: UserDoc | null;
}

/** An admin in the portal, or a script with that admin's API token. */
export interface Admin {
  organization: string;
  user: UserDoc & { role: Role };
  actor: Actor;
}

export interface AuthPorts {
  checkAccessToken: CheckAccessToken;
  organizations: OrganizationStore;
  users: UserStore;
  apiTokens: ApiTokenStore;
}

const employees = new WeakMap<Request, Employee>();
const admins = new WeakMap<Request, Admin>();

/** The employee of this request, after `requireEmployee`. */
export function employeeOf(req: Request): Employee {
  const employee = employees.get(req);
  if (!employee) throw new Error("employeeOf() on a route without requireEmployee");
  return employee;
}

/** The admin of this request, after `requireAdmin`. */
export function adminOf(req: Request): Admin {
  const admin = admins.get(req);
  if (!admin) throw new Error("adminOf() on a route without requireAdmin");
  return admin;
}

/** An actor with where the request came from, which only that person's own key opens. */
export async function actorFrom(
  req: Request,
  users: Pick<UserStore, "auditKey">,
  user: UserDoc,
  actor: Actor,
): Promise<Actor> {
  return req.ip === undefined ? actor : { ...actor, from: sealOrigin(req.ip, await users.auditKey(user)) };
}

const signIn = () => new AppError("unauthenticated", "Please sign in first.");

/**
 * Refuses what a foreign page could have sent with the session's cookie: unsafe methods need the client's own header,
 * and a browser must say that the page is ours (Fetch Metadata, W3C).
 */
export function refuseCrossSite(req: Request): void {
  if (["GET", "HEAD", "OPTIONS"].includes(req.method)) return;
  const site = req.get("sec-fetch-site");
  if ((site !== undefined && site !== "same-origin") || req.get("x-firstcatch") === undefined)
    throw new AppError("cross_site", "This request does not come from our own pages.");
}

export type Guards = ReturnType<typeof createGuards>;

/** The two doors of the API. Rights are read from the stored user on each request, whatever the token or cookie says. */
export function createGuards(ports: AuthPorts) {
  const requireEmployee: RequestHandler = async (req, _res, next) => {
    const token = bearerOf(req);
    if (!token || looksLikeApiToken(token)) throw signIn();
    const identity = await ports.checkAccessToken(token);
    const organization = await ports.organizations.findByTenant(identity.tid);
    if (!organization)
      throw new AppError(
        "tenant_not_registered",
        "Your organization does not use Firstcatch yet. Please ask your IT department.",
      );
    const directory = `${identity.tid}:${identity.oid}`;
    const user = await ports.users.findPerson(organization._id, directory, addressOrNone(identity.address));
    employees.set(req, {
      ...identity,
      organization: organization._id,
      organizationDoc: organization,
      directory,
      user,
    });
    next();
  };

  async function adminBehind(req: Request): Promise<Admin> {
    const token = bearerOf(req);
    let organization: string, userId: string, actor: Actor;
    let epoch: number | undefined;
    if (token) {
      const found = looksLikeApiToken(token) ? await ports.apiTokens.findByToken(token) : null;
      if (!found) throw signIn();
      [organization, userId, actor] = [found.organization, found.user, { kind: "apiToken", id: found._id }];
    } else {
      const admin = req.session.admin;
      if (!admin) throw signIn();
      refuseCrossSite(req);
      [organization, userId, actor] = [admin.organization, admin.user, { kind: "user", id: admin.user }];
      epoch = admin.epoch;
    }
    const user = await ports.users.find(organization, userId);
    if (!user?.role || statusOf(user) !== "active") throw signIn();
    if (epoch !== undefined && epoch !== (user.sessionEpoch ?? 0)) throw signIn();
    return {
      organization,
      user: { ...user, role: user.role },
      actor: await actorFrom(req, ports.users, user, actor),
    };
  }

  /** Lets in whose stored role has the permission that the endpoint names. */
  const requireAdmin =
    ({ permission }: AdminEndpoint): RequestHandler =>
    async (req, _res, next) => {
      const admin = await adminBehind(req);
      if (!may(admin.user.role, permission))
        throw new AppError(
          "forbidden",
          `This is for ${permissions[permission].join(", ")}; you are ${admin.user.role}.`,
        );
      admins.set(req, admin);
      next();
    };

  /** May the caller of a request that goes on for long still do what `requireAdmin` let in? */
  async function isStillAdmin(req: Request): Promise<boolean> {
    try {
      const { user } = await adminBehind(req);
      return user.role === adminOf(req).user.role;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  return { requireEmployee, requireAdmin, isStillAdmin };
}

/** An address that cannot be used finds nobody; the report of its owner is taken all the same. */
function addressOrNone(address: string): string {
  try {
    return canonicalAddress(address);
  } catch {
    return "";
  }
}
