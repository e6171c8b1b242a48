import express, { Router, type RequestHandler } from "express";
import multer, { MulterError } from "multer";
import {
  CreateReport,
  GetReport,
  JudgeReport,
  ListReports,
  maxMessageBytes,
  OpenReportMessage,
  ReportFields,
  ShowReportMessage,
} from "../../shared/contracts/report.ts";
import { adminOf, employeeOf, type Guards } from "../auth/caller.ts";
import { AppError } from "../errors.ts";
import { afterCursor, cursorOf } from "../http/time-cursor.ts";
import { idempotencyKey, parse, reply, versionSeen } from "../http/validate.ts";
import { limitBigBodies } from "./big-bodies.ts";
import { JudgedMeanwhile } from "./judge-report.ts";
import type { ReportDoc } from "./report.ts";
import type { ReportService } from "./report-service.ts";
import { reportView, wholeReportView } from "./report-view.ts";

const usualPage = 50;

const json = express.json({ limit: "2mb", strict: true });
const upload = multer({
  storage: multer.memoryStorage(),
  defParamCharset: "utf8",
  limits: {
    fileSize: maxMessageBytes,
    files: 1,
    fields: 12,
    parts: 14,
    fieldSize: 2 * 1024 * 1024,
    headerPairs: 50,
  },
}).single("message");

/** Reads the mail and its fields into memory; nothing of them touches a disk. */
const multipart: RequestHandler = (req, res, next) => {
  upload(req, res, (error: unknown) => {
    if (error instanceof MulterError && error.code === "LIMIT_FILE_SIZE")
      next(
        new AppError(
          "message_too_large",
          "The mail is larger than 30 MB; report it without the mail itself.",
        ),
      );
    else if (error)
      next(new AppError("invalid_request", "The multipart body could not be read.", { cause: error }));
    else next();
  });
};

const bodyGone = () => new AppError("invalid_request", "The report came without its body.");

const body: RequestHandler = (req, res, next) => {
  // Who went away, or was told to come again, while the sign-in waited for the database: an empty report would take the key
  // of the one that is still to come.
  if (req.destroyed) next(bodyGone());
  else if (req.is("multipart/form-data")) multipart(req, res, next);
  else if (req.is("json")) json(req, res, next);
  else next(new AppError("unsupported_media_type", "A report comes as JSON or as multipart/form-data."));
};

/** Reads its own bodies, so it stands before the parser of the other routes. */
export function reportRoutes(
  service: Pick<ReportService, "create" | "list" | "get" | "open" | "show" | "judge" | "names">,
  { requireEmployee, requireAdmin }: Guards,
  bigBodies = limitBigBodies(),
): Router {
  const router = Router();
  const whole = async (report: ReportDoc) => wholeReportView(report, await service.names(report));

  router.post(CreateReport.path, requireEmployee, bigBodies, body, async (req, res) => {
    const { organization, organizationDoc: settings, tid, oid, address, user } = employeeOf(req);
    const key = idempotencyKey(req);
    if (req.body === undefined) throw bodyGone();
    const fields = parse(ReportFields, { ...(req.body as object | undefined) });
    const message = req.file?.buffer;
    reply(
      res,
      CreateReport,
      await service.create({ organization, settings, tid, oid, address, user }, fields, message, key),
    );
  });

  router.get(ListReports.path, requireAdmin(ListReports), async (req, res) => {
    const { cursor, limit = usualPage, outcome, review, reporter } = parse(ListReports.query, req.query);
    const { items, total, next } = await service.list(adminOf(req).organization, {
      limit,
      ...(outcome && { outcome }),
      ...(review && { review }),
      ...(reporter && { reporter }),
      ...(cursor !== undefined && { after: afterCursor(cursor) }),
    });
    reply(res, ListReports, { items: items.map(reportView), total, ...(next && { next: cursorOf(next) }) });
  });

  router.get(GetReport.path, requireAdmin(GetReport), async (req, res) => {
    const { id } = parse(GetReport.params, req.params);
    reply(res, GetReport, await whole(await service.get(adminOf(req).organization, id)));
  });

  router.patch(JudgeReport.path, requireAdmin(JudgeReport), json, async (req, res) => {
    const { id } = parse(JudgeReport.params, req.params);
    const { verdict } = parse(JudgeReport.request, req.body);
    const seen = versionSeen(req.get("if-match"));
    const { organization, user, actor } = adminOf(req);
    try {
      const judged = await service.judge(organization, id, { verdict, by: user._id, actor, seen });
      reply(res, JudgeReport, await whole(judged));
    } catch (error) {
      if (!(error instanceof JudgedMeanwhile)) throw error;
      throw new AppError("version_conflict", error.message, { current: await whole(error.report) });
    }
  });

  router.get(ShowReportMessage.path, requireAdmin(ShowReportMessage), async (req, res) => {
    const { id } = parse(ShowReportMessage.params, req.params);
    const { organization, actor } = adminOf(req);
    reply(res, ShowReportMessage, await service.show(organization, id, actor));
  });

  router.get(OpenReportMessage.path, requireAdmin(OpenReportMessage), async (req, res) => {
    const { id } = parse(OpenReportMessage.params, req.params);
    const { organization, actor } = adminOf(req);
    const { fileName, raw } = await service.open(organization, id, actor);
    // What somebody unknown wrote: a file to keep, never a page to show.
    res
      .status(OpenReportMessage.status)
      .set({
        "Content-Type": OpenReportMessage.bytes,
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
      })
      .end(raw);
  });
  return router;
}
