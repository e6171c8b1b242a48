import { Router } from "express";
import type { UserJob } from "../../shared/contracts/user-action.ts";
import { CancelJob, GetJob, ListJobs } from "../../shared/contracts/user-action.ts";
import { adminOf, type Guards } from "../auth/caller.ts";
import { parse, reply } from "../http/validate.ts";
import { reasonsOf } from "./skip-reasons.ts";
import type { UserJobDoc } from "./user-job-store.ts";
import type { UserJobs } from "./user-jobs.ts";

const view = (job: UserJobDoc): UserJob => ({
  id: job._id,
  action: job.action,
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
  const mayAct = requireAdmin("owner", "admin");

  router.get(ListJobs.path, mayAct, async (req, res) => {
    reply(res, ListJobs, { items: (await jobs.latest(adminOf(req).organization)).map(view) });
  });

  router.get(GetJob.path, mayAct, async (req, res) => {
    const { organization } = adminOf(req);
    const { id } = parse(GetJob.params, req.params);
    const job = await jobs.find(organization, id);
    reply(res, GetJob, { ...view(job), skipped: await jobs.skippedOf(organization, id) });
  });

  router.post(CancelJob.path, mayAct, async (req, res) => {
    const { id } = parse(CancelJob.params, req.params);
    reply(res, CancelJob, view(await jobs.cancel(adminOf(req), id)));
  });
  return router;
}
