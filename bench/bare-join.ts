import { randomUUID } from "node:crypto";
import express, { type Express } from "express";
import type { Connection } from "mongoose";

/** The bare limit of a join: one Express handler, one majority transaction with three inserts, nothing else. */
export function bareJoin(connection: Connection): Express {
  const client = connection.getClient();
  const database = client.db(`${connection.name}-bare`);
  const collection = (name: string) =>
    database.collection<{ _id: string; user?: string; email?: string; at: Date }>(name);
  const [users, outbox, events] = [collection("users"), collection("outbox"), collection("events")];
  const app = express();
  app.post("/join", async (req, res) => {
    const [user, email, at] = [randomUUID(), req.get("x-address") ?? "", new Date()];
    await client.withSession((session) =>
      session.withTransaction(
        async () => {
          await users.insertOne({ _id: user, email, at }, { session });
          await outbox.insertOne({ _id: randomUUID(), user, at }, { session });
          await events.insertOne({ _id: randomUUID(), user, at }, { session });
        },
        { readConcern: { level: "snapshot" }, writeConcern: { w: "majority", j: true } },
      ),
    );
    res.json({ user });
  });
  return app;
}
