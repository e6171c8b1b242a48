import { Router } from "express";
import type { UserJob } from "../../shared/contracts/user-action.ts";
import {
  CancelJob,
  GetJob,
  GetJobResult,
  ListJobs,
  targetField,
} from "../../shared/contracts/user-action.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply } from "../http/validate.ts";
import { reasonsOf } from "./skip-reasons.ts";
import type { UserJobDoc } from "./user-job-store.ts";
import type { UserJobs } from "./user-jobs.ts";

const view = (job: UserJobDoc): UserJob => ({
  id: job._id,
  action: job.action,
  ...(job.target !== undefined && { [targetField[job.action] ?? ""]: job.target }),
  state: job.state,
  total: job.total,
  done: job.done,
  changed: job.changed,
  reasons: reasonsOf(job.reasons),
  createdAt: job.createdAt.toISOString(),
  ...(job.finishedAt && { finishedAt: job.finishedAt.toISOString() }),
});

export function jobRoutes(jobs: UserJobs, { requireAdmin }: Guards): Router {
  const router = Router();

  router.get(ListJobs.path, requireAdmin(ListJobs), async (req, res) => {
    reply(res, ListJobs, { items: (await jobs.latest(adminOf(req).organization)).map(view) });
  });

  router.get(GetJob.path, requireAdmin(GetJob), async (req, res) => {
    const { organization } = adminOf(req);
    const { id } = parse(GetJob.params, req.params);
    const job = await jobs.find(organization, id);
    reply(res, GetJob, { ...view(job), skipped: await jobs.skippedOf(organization, id) });
  });

  router.get(GetJobResult.path, requireAdmin(GetJobResult), async (req, res) => {
    const { id } = parse(GetJobResult.params, req.params);
    const { job, write } = await jobs.result(adminOf(req), id);
    res.status(GetJobResult.status).set({
      "Content-Type": `${GetJobResult.bytes}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${job.action}-${job.createdAt.toISOString().slice(0, 10)}.csv"`,
    });
    // Whoever goes away in the middle ends it; nobody is left to tell.
    await write(res).catch((error: unknown) => {
      if (!res.destroyed) throw error;
    });
  });

  router.post(CancelJob.path, requireAdmin(CancelJob), async (req, res) => {
    const { id } = parse(CancelJob.params, req.params);
    reply(res, CancelJob, view(await jobs.cancel(adminOf(req), id)));
  });
  return router;
}
