import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import express from "express";
import { describe, expect, it } from "vitest";
import { createLog, loggedPath, requestLog } from "./request-log.ts";

describe("paths in the log", () => {
  it.each([
    ["/api/v1/users?query=newcomer%40acme.example", "/api/v1/users"],
    ["/api/v1/users/0f8fad5b-d9cb-469f-a165-70867728950e", "/api/v1/users/:id"],
    ["/learn/s3cr3t-t0ken", "/learn/…"],
    ["/invite/s3cr3t?x=1", "/invite/…"],
    ["/mailbox/0b1e2f3a-1111-4111-8111-111111111111/s3cr3t", "/mailbox/…"],
    ["/outlook/newcomer@acme.example", "/outlook/…"],
    ["/sandbox/mailboxes/newcomer@acme.example/messages", "/sandbox/mailboxes/…"],
    ["/auth/callback?code=s3cr3t&state=x", "/auth/callback"],
  ])("%s becomes %s", (url, expected) => expect(loggedPath(url)).toBe(expected));
});

describe("a request in the log", () => {
  async function linesFor(level: string, path: string, status: number) {
    const destination = new PassThrough();
    const app = express().use(requestLog(createLog(level, destination)));
    app.get("/api/v1/{*rest}", (_req, res) => void res.status(status).json({}));
    const server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    await answer.arrayBuffer();
    await new Promise((resolve) => server.close(resolve));
    const lines = String(destination.read() ?? "")
      .split("\n")
      .filter(Boolean);
    return { lines: lines.map((line) => JSON.parse(line) as object), id: answer.headers.get("x-request-id") };
  }

  it("is one line under the id that the answer carries, without its query", async () => {
    const { lines, id } = await linesFor("info", "/api/v1/users?query=newcomer", 400);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 30,
        requestId: id,
        method: "GET",
        path: "/api/v1/users",
        status: 400,
        ms: expect.any(Number) as number,
      }),
    ]);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is an error when it is our fault, and only spoken of in detail when it went well", async () => {
    expect((await linesFor("info", "/api/v1/me", 500)).lines).toEqual([
      expect.objectContaining({ level: 50, status: 500 }),
    ]);
    expect((await linesFor("info", "/api/v1/me", 200)).lines).toEqual([]);
    expect((await linesFor("debug", "/api/v1/me", 200)).lines).toHaveLength(1);
  });
});
