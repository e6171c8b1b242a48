import type * as z from "zod/mini";
import type { CreateUser } from "../../shared/contracts/user.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import { isDuplicateKey, type Transact, type Tx } from "../db/connect.ts";
import { canonicalAddress, isCovered, isGuest } from "../domain/address.ts";
import { move, statusOf } from "../domain/lifecycle.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserDoc, UserStore } from "./user-store.ts";

export interface UserPorts {
  users: UserStore;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  /** Ids of those groups that exist in the organization. */
  knownGroups: (organization: string, ids: string[], tx: Tx) => Promise<string[]>;
}

/** Addresses lie in the organization's domains, through whichever door they come. @throws AppError `address_…`. */
export function rosterAddress(
  typed: string,
  organization: Pick<OrganizationDoc, "domains" | "joining">,
): string {
  const address = canonicalAddress(typed);
  const domains = organization.domains.map((domain) => domain.name);
  if (!isCovered(address, domains, organization.joining.allowedAddresses))
    throw new AppError(
      "address_not_allowed",
      isGuest(address)
        ? "This address stands for a guest of the directory, and it is not listed by itself."
        : "This address is in none of the organization's domains, and it is not listed by itself.",
    );
  return address;
}

/** The refusal of an address, with the field that holds it. */
function atEmail(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message } = error;
  return new AppError(code, message, { violations: [{ path: "$.email", message }], cause: error });
}

export type UserService = ReturnType<typeof createUserService>;

/** The roster by hand. Adding somebody starts nobody and mails nobody. */
export function createUserService(ports: UserPorts) {
  async function add(admin: Admin, fields: z.output<typeof CreateUser.request>): Promise<UserDoc> {
    const organization = await ports.getOrganization(admin.organization);
    let email: string;
    try {
      email = rosterAddress(fields.email, organization);
    } catch (error) {
      throw atEmail(error);
    }
    const at = ports.now();
    try {
      return await ports.transact(async (tx) => {
        const groups = [...new Set(fields.groups ?? [])];
        const known = await ports.knownGroups(admin.organization, groups, tx);
        const unknown = groups.find((group) => !known.includes(group));
        if (unknown !== undefined)
          throw new AppError("invalid_request", "One of the groups does not exist.", {
            violations: [{ path: "$.groups", message: `There is no group ${unknown}.` }],
          });
        const made = await ports.users.insert(
          {
            organization: admin.organization,
            email,
            firstName: fields.firstName ?? "",
            lastName: fields.lastName ?? "",
            groups,
            ...(fields.infix && { infix: fields.infix }),
            ...(fields.language && { language: fields.language }),
            ...(fields.employeeId && { employeeId: fields.employeeId }),
          },
          at,
          tx,
        );
        await ports.audit.append(
          {
            organization: admin.organization,
            at,
            actor: admin.actor,
            action: "user.create",
            subject: { kind: "user", id: made._id },
          },
          tx,
        );
        return made;
      });
    } catch (error) {
      if (isDuplicateKey(error, "uniqueEmployeeId"))
        throw new AppError("already_exists", "Somebody has this employee ID already.", { cause: error });
      if (isDuplicateKey(error))
        throw new AppError("already_exists", "Somebody has this address already.", { cause: error });
      throw error;
    }
  }

  /** What a credited report causes: `started` becomes `onboarded`, never backwards; once. Belongs to the report's transaction. */
  async function onboard(organization: string, userId: string, at: Date, tx: Tx): Promise<UserDoc> {
    const user = await ports.users.get(organization, userId, tx);
    const what = move({ stage: user.stage, status: statusOf(user) }, "onboard");
    if (what.already || what.stage === undefined) return user;
    const onboarded = await ports.users.update(user, { stage: what.stage, onboardedAt: at }, at, tx);
    await ports.audit.append(
      {
        organization,
        at,
        actor: { kind: "self", id: userId },
        action: "user.onboard",
        subject: { kind: "user", id: userId },
      },
      tx,
    );
    return onboarded;
  }

  return { add, onboard };
}
