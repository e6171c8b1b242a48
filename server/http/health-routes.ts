import { Router } from "express";
import type { Connection } from "mongoose";

export interface Health {
  connection: Connection;
  /** What the body of /readyz tells beside the database. */
  mail: () => Promise<object>;
}

const patience = 1500;

/** `/healthz`: the process is alive. `/readyz`: the database takes writes; mail stands only in the body. */
export function healthRoutes({ connection, mail }: Health): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  router.get("/readyz", async (_req, res) => {
    const writable = await within(patience, isWritable(connection)).catch(() => false);
    const mailState = writable
      ? await within(patience, mail()).catch(() => ({ state: "unknown" }))
      : { state: "unknown" };
    if (!writable) res.set("Retry-After", "2");
    res
      .status(writable ? 200 : 503)
      .json({ status: writable ? "ready" : "unavailable", database: { writable }, mail: mailState });
  });
  return router;
}

/** Whether this process reaches a database that takes writes. */
export async function isWritable(connection: Connection): Promise<boolean> {
  const hello = await connection
    .getClient()
    .db(connection.name)
    .command({ hello: 1 }, { timeoutMS: patience });
  return hello["isWritablePrimary"] === true;
}

/** @throws Error when the work takes longer. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
