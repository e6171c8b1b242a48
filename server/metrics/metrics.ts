import { createHash, timingSafeEqual } from "node:crypto";
import { Router, type RequestHandler } from "express";
import type { Connection } from "mongoose";
import { bearerOf } from "../auth/bearer.ts";
import { AppError } from "../errors.ts";
import { isWritable, within } from "../http/health-routes.ts";
import type { JoiningService } from "../joining/joining-service.ts";
import type { ReportService } from "../reports/report-service.ts";
import { createCounter } from "./counters.ts";
import { contentType, exposition, type Family } from "./exposition.ts";
import { outboxFigures } from "./outbox-figures.ts";
import { createProcessFigures } from "./process-figures.ts";
import { createRequestFigures } from "./request-figures.ts";

interface MetricsPorts {
  connection: Connection;
  now: () => Date;
  token: string;
}

export interface Metrics {
  /** Stands before everything that is to be counted. */
  watch: RequestHandler;
  routes: Router;
  countReports: (service: ReportService) => ReportService;
  countJoins: (service: JoiningService) => JoiningService;
}

const patience = 1500;
const hashed = (text: string) => createHash("sha256").update(text).digest();

/** `/metrics` for Prometheus, for those who show the token: numbers and words of our own, nothing of a person. */
export function createMetrics({ connection, now, token }: MetricsPorts): Metrics {
  const requests = createRequestFigures();
  const processFigures = createProcessFigures();
  const reports = createCounter("firstcatch_reports_total", "Reports taken by this process, by outcome.");
  const joins = createCounter("firstcatch_joins_total", "People who joined by the button at this process.");
  const expected = hashed(token);

  const routes = Router();
  routes.get("/metrics", async (req, res) => {
    const given = bearerOf(req);
    if (given === null || !timingSafeEqual(hashed(given), expected)) {
      res.set("WWW-Authenticate", "Bearer");
      throw new AppError("unauthenticated", "The metrics need the token of METRICS_TOKEN.");
    }
    const families = [
      ...(await databaseFamilies(connection, now())),
      reports.family(),
      joins.family(),
      ...requests.families(),
      ...processFigures(),
    ];
    res.set({ "Content-Type": contentType, "Cache-Control": "no-store" }).end(exposition(families));
  });

  return {
    watch: requests.watch,
    routes,
    countReports: (service) => ({
      ...service,
      async create(...args) {
        const receipt = await service.create(...args);
        reports.add({ outcome: receipt.outcome, repeated: String(receipt.repeated) });
        return receipt;
      },
    }),
    countJoins: (service) => ({
      ...service,
      async join(employee, language) {
        const me = await service.join(employee, language);
        // Whoever was in training when they pressed has joined before.
        if ((employee.user?.stage ?? "notStarted") === "notStarted") joins.add({});
        return me;
      },
    }),
  };
}

/** What the database tells; without it, only that it is away. */
async function databaseFamilies(connection: Connection, now: Date): Promise<Family[]> {
  const writable = await within(patience, isWritable(connection)).catch(() => false);
  const figures = writable ? await within(patience, outboxFigures(connection, now)).catch(() => null) : null;
  const gauge = (name: string, help: string, ...samples: Family["samples"]): Family => ({
    name,
    type: "gauge",
    help,
    samples,
  });
  return [
    gauge("firstcatch_database_up", "1 while the database takes writes.", { value: Number(writable) }),
    ...(figures
      ? [
          gauge("firstcatch_mail_server_up", "0 while the workers find that the mail server takes no mail.", {
            value: figures.mailServer === "up" ? 1 : 0,
          }),
          gauge(
            "firstcatch_outbox_messages",
            "Mails of all organizations by state; over: sent or cancelled.",
            ...Object.entries({ ...figures.states, over: figures.over }).map(([state, value]) => ({
              labels: { state },
              value,
            })),
          ),
          gauge(
            "firstcatch_outbox_oldest_due_seconds",
            "How long the mail has been due that has waited longest; 0 when none waits.",
            { value: figures.oldestDueSeconds },
          ),
        ]
      : []),
  ];
}
