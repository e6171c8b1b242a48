import { randomUUID } from "node:crypto";
import express, { type Express } from "express";
import * as z from "zod/mini";
import type { Connection } from "mongoose";
import { ReportFields } from "../shared/contracts/report.ts";

/** The bare limit of a report: Express, its JSON parser, the contract, one write that a majority has in its journal. */
export function bareReport(connection: Connection): Express {
  const database = connection.getClient().db(`${connection.name}-bare`);
  const reports = database.collection<{ _id: string } & Partial<ReportFields>>("reports");
  const app = express();
  app.use(express.json({ limit: "2mb" }));
  app.post("/reports", async (req, res) => {
    const _id = req.get("idempotency-key") ?? randomUUID();
    const report = await reports.findOneAndUpdate(
      { _id },
      { $setOnInsert: { ...z.parse(ReportFields, req.body), at: new Date() } },
      { upsert: true, returnDocument: "after", writeConcern: { w: "majority", j: true } },
    );
    res.status(201).json({ id: report?._id });
  });
  return app;
}
