import type * as z from "zod/mini";
import type { CreateUser } from "../../shared/contracts/user.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { move, statusOf } from "../domain/lifecycle.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { Simulations } from "../simulations/simulation.ts";
import type { UnitStore } from "../structure/unit-store.ts";
import { belongingAfter, keepRequired } from "./belonging.ts";
import { asDuplicate } from "./duplicates.ts";
import { canonicalRosterAddress } from "./roster-address.ts";
import type { Start, UserDoc, UserStore } from "./user-store.ts";

export interface UserPorts {
  users: UserStore;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
  simulations: Pick<Simulations, "enqueueFirstWelcome">;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
  /** What people may belong to. */
  units: Pick<UnitStore, "known">;
}

export type UserService = ReturnType<typeof createUserService>;

type NewFields = z.output<typeof CreateUser.request>;

/** Who begins switched off is not started: a start would mail them. */
function startOf({ active = true, start = false }: NewFields, at: Date): Start | null {
  if (!start) return null;
  if (active) return { stage: "started", startMethod: "admin", startNumber: 1, startedAt: at };
  const message = "Nobody who is switched off is started.";
  throw new AppError("invalid_request", message, { violations: [{ path: "$.start", message }] });
}

/** The roster by hand. Adding somebody starts and mails nobody, unless it is asked for. */
export function createUserService(ports: UserPorts) {
  async function add(admin: Admin, fields: NewFields): Promise<UserDoc> {
    const organization = await ports.getOrganization(admin.organization);
    const email = canonicalRosterAddress(fields.email, organization);
    const at = ports.now();
    const start = startOf(fields, at);
    const record = (action: string, id: string, tx: Tx, details?: object) =>
      ports.audit.append(
        {
          organization: admin.organization,
          at,
          actor: admin.actor,
          action,
          subject: { kind: "user", id },
          ...(details && { details: { ...details } }),
        },
        tx,
      );
    try {
      const user = await ports.transact(async (tx) => {
        const belonging = await belongingAfter(ports.units, admin.organization, {}, fields, tx);
        keepRequired(organization, null, belonging);
        const made = await ports.users.insert(
          {
            organization: admin.organization,
            email,
            firstName: fields.firstName ?? "",
            lastName: fields.lastName ?? "",
            ...belonging,
            ...(fields.infix && { infix: fields.infix }),
            ...(fields.language && { language: fields.language }),
            ...(fields.employeeId && { employeeId: fields.employeeId }),
            ...(fields.active === false && { active: false }),
            ...start,
          },
          at,
          tx,
        );
        await record("user.create", made._id, tx);
        if (!start) return made;
        const language = made.language ?? organization.defaultLanguage;
        await ports.simulations.enqueueFirstWelcome({ ...made, language }, "admin", at, tx);
        await record("user.start", made._id, tx, { startNumber: made.startNumber });
        return made;
      });
      if (start) ports.mailWaits();
      return user;
    } catch (error) {
      const { employeeId } = fields;
      throw await asDuplicate(error, ports.users, admin.organization, { email, employeeId });
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
