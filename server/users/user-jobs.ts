import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import { tookTooLong, type Transact } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import { writeJobResult } from "./job-result.ts";
import type { UserActions } from "./user-actions.ts";
import type { Skipped, UserJobDoc, UserJobStore } from "./user-job-store.ts";
import type { UserFilter, UserStore } from "./user-store.ts";

export interface UserJobPorts {
  store: UserJobStore;
  users: Pick<UserStore, "idsInGroups" | "findMany">;
  actions: Pick<UserActions, "apply">;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  /** Real time that a worker may be silent before another one goes on, in milliseconds. */
  leaseMs?: number;
}

/** People of a job that are changed in one transaction. */
const partSize = 250;
/** The transaction of a part met the end of its job. */
class Stopped extends Error {}

export type UserJobs = ReturnType<typeof createUserJobs>;

/** Actions on more people than one call changes: in parts, each of them once, stopped and gone on with between two parts. */
export function createUserJobs({ store, leaseMs = 30_000, ...ports }: UserJobPorts) {
  async function find(organization: string, id: string): Promise<UserJobDoc> {
    const job = await store.find(organization, id);
    if (!job) throw new AppError("not_found", "There is no such job.");
    return job;
  }

  async function workOn(job: UserJobDoc, stopping: () => boolean): Promise<void> {
    const { organization, action, target, actor, by } = job;
    for (;;) {
      if (stopping()) return store.letGo(job);
      const part = await store.nextPart(job);
      const at = ports.now();
      if (!part) return store.finish(job, at);
      try {
        await ports.actions.apply(
          { organization, actor },
          part.ids,
          { action, ...(target !== undefined && { target }), actor: by, chosen: "byFilter", at },
          async ({ go, skipped }, tx) => {
            const outcome = { changed: go.length, skipped };
            if (!(await store.record(job, part, outcome, { at, leaseMs }, tx))) throw new Stopped();
          },
        );
      } catch (error) {
        if (error instanceof Stopped) return;
        if (!tookTooLong(error) || part.ids.length === 1) throw error;
        await ports.transact((tx) => store.split(job, part, partSize, tx));
      }
    }
  }

  return {
    /** All whom the filter finds now. The same key by the same admin is the same job. */
    async begin(
      admin: Admin,
      { action, target }: Pick<UserJobDoc, "action" | "target">,
      filter: UserFilter,
      key?: string,
    ): Promise<UserJobDoc> {
      const job = await store.create(
        {
          organization: admin.organization,
          action,
          ...(target !== undefined && { target }),
          actor: admin.actor,
          by: { id: admin.user._id, role: admin.user.role },
          ...(key !== undefined && { key }),
          createdAt: ports.now(),
        },
        ports.users.idsInGroups(admin.organization, filter, partSize),
      );
      if (job.action !== action || job.target !== target)
        throw new AppError("idempotency_key_reused", "This Idempotency-Key was used for another action.");
      return job;
    },

    find,

    latest: (organization: string) => store.latest(organization),

    skippedOf: (organization: string, id: string): Promise<Skipped[]> => store.skippedOf(organization, id),

    /** What became of each person, to be written somewhere; that somebody took it stands in the audit log before. */
    async result({ organization, actor }: Admin, id: string) {
      const job = await find(organization, id);
      await ports.audit.append({
        organization,
        at: ports.now(),
        actor,
        action: "job.download",
        subject: { kind: "job", id },
      });
      return {
        job,
        write: (into: NodeJS.WritableStream) => writeJobResult({ store, users: ports.users }, job, into),
      };
    },

    /** Ends it after the people it is at; a job that is over stays as it is. */
    async cancel(admin: Admin, id: string): Promise<UserJobDoc> {
      const { organization, actor } = admin;
      const at = ports.now();
      const cancelled = await ports.transact(async (tx) => {
        const job = await store.cancel(organization, id, at, tx);
        if (job)
          await ports.audit.append(
            {
              organization,
              at,
              actor,
              action: "job.cancel",
              subject: { kind: "job", id },
              details: { action: job.action, done: job.done, total: job.total },
            },
            tx,
          );
        return job;
      });
      return cancelled ?? find(organization, id);
    },

    /** Works on every job that nobody is at, until none is left or `stopping` says so. */
    async run(stopping: () => boolean = () => false): Promise<void> {
      for (let job = await store.claim(leaseMs); job; job = stopping() ? null : await store.claim(leaseMs))
        await workOn(job, stopping);
    },
  };
}
