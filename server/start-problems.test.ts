import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import mongoose, { type Connection } from "mongoose";
import { describe, expect, it } from "vitest";
import { ConfigError } from "./config.ts";
import { demandReplicaSet, productionConfig, startProblem } from "./start-problems.ts";
import { productionSettings } from "./testing/release.ts";
import { testDatabase } from "./test/test-mongo.ts";

/** A connection to a mongod that answers `hello` like this. */
const answering = (hello: object) =>
  ({
    name: "firstcatch",
    getClient: () => ({ db: () => ({ command: () => Promise.resolve(hello) }) }),
  }) as unknown as Connection;

describe("what stands in the way of a start is said in words", () => {
  it("a database that does not answer, without its password", async () => {
    const error: unknown = await mongoose
      .createConnection("mongodb://firstcatch:canary-password@127.0.0.1:9/x", {
        serverSelectionTimeoutMS: 100,
      })
      .asPromise()
      .catch((reason: unknown) => reason);
    const words = startProblem(error);
    expect(words).toMatch(/^The database of MONGODB_URI does not answer/);
    expect(words).not.toContain("canary");
  });

  it("a database that is no replica set", async () => {
    await expect(demandReplicaSet(answering({ isWritablePrimary: true }))).rejects.toThrow(/--replSet/);
    await expect(demandReplicaSet(answering({ msg: "isdbgrid" }))).resolves.toBeUndefined();
    const database = await testDatabase();
    await expect(demandReplicaSet(database.connection)).resolves.toBeUndefined();
    await database.stop();
  });

  it("pages that were not built, together with the settings, and never to a worker", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-start-"));
    const settings = productionSettings("mongodb://127.0.0.1/firstcatch");
    expect(() => productionConfig({ ...settings, SMTP_URL: "" }, folder)).toThrow(
      expect.objectContaining({
        problems: [expect.stringMatching(/^SMTP_URL: missing/), expect.stringMatching(/^dist\/web: missing/)],
      }),
    );
    expect(productionConfig({ ...settings, ROLE: "worker" }, folder).role).toBe("worker");
    await rm(folder, { recursive: true });
  });

  it("and what is our own fault keeps its stack", () => {
    const fault = new TypeError("x is not a function");
    expect(startProblem(fault)).toBe(fault);
    expect(startProblem(new ConfigError(["PORT: wrong"]))).toContain("PORT: wrong");
    expect(startProblem(Object.assign(new Error("listen"), { code: "EADDRINUSE" }))).toMatch(/^PORT/);
  });
});
