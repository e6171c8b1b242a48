import { randomUUID } from "node:crypto";
import express from "express";
import pino from "pino";
import request from "supertest";
import { beforeEach, describe, expect, it } from "vitest";
import { newOriginKey } from "../audit/origin.ts";
import { createGuards, type AuthPorts } from "../auth/caller.ts";
import { errorHandler } from "../http/error-handler.ts";
import { reportRoutes } from "./report-routes.ts";
import type { Reporter, ReportService } from "./report-service.ts";
import type { ReportFields } from "../../shared/contracts/report.ts";
import type { ReportDoc } from "./report.ts";

const organization = { _id: "acme", tenantIds: ["t"] };
const admin = { _id: "a", organization: "acme", role: "analyst", active: true };
const guards = createGuards({
  checkAccessToken: () => Promise.resolve({ tid: "t", oid: "o", address: "newcomer@acme.example" }),
  organizations: { findByTenant: () => Promise.resolve(organization) },
  users: {
    findPerson: () => Promise.resolve({ _id: "u", stage: "started" }),
    find: () => Promise.resolve(admin),
    auditKey: () => Promise.resolve(newOriginKey()),
  },
  apiTokens: { findByToken: () => Promise.resolve({ organization: "acme", user: "a", _id: "k" }) },
} as unknown as AuthPorts);

let taken: { reporter: Reporter; fields: ReportFields; message?: Buffer; key?: string }[];
let asked: unknown[];
const stored = {
  _id: randomUUID(),
  receipt: "R-0000-0000",
  outcome: "threat",
  forwarded: true,
  marked: false,
  subject: "Pay",
  reporter: { address: "newcomer@acme.example", user: "u" },
  createdAt: new Date("2026-11-24T09:00:00Z"),
} as ReportDoc;
const service: Pick<ReportService, "create" | "list" | "get" | "open" | "show" | "judge" | "names"> = {
  create: (reporter, fields, message, key) => {
    taken.push({ reporter, fields, ...(message && { message }), ...(key && { key }) });
    return Promise.resolve({
      outcome: "threat",
      repeated: false,
      forwarded: true,
      receipt: "R-0000-0000",
      stage: "started",
    });
  },
  list: (...query) => {
    asked.push(query);
    return Promise.resolve({ items: [stored], total: 2, next: { at: stored.createdAt, id: stored._id } });
  },
  get: () => Promise.resolve(stored),
  judge: () => Promise.resolve(stored),
  names: () => Promise.resolve(new Map()),
  show: () => Promise.resolve({ state: "none", headers: [], links: [], attachments: [], cut: false }),
  open: () => Promise.resolve({ fileName: "R-0000-0000.eml", raw: Buffer.from("Subject: Pay\r\n") }),
};
const app = express();
app.set("query parser", "simple");
app.use(reportRoutes(service, guards), errorHandler(pino({ level: "silent" })));
beforeEach(() => {
  taken = [];
  asked = [];
});
const post = () => request(app).post("/api/v1/reports").set("Authorization", "Bearer a.b.c");
const get = (path: string) => request(app).get(path).set("Authorization", "Bearer fc_token");

describe("POST /api/v1/reports", () => {
  it("takes JSON; who reports comes from the token alone", async () => {
    const answer = await post().set("Idempotency-Key", "k1").send({ subject: "Pay", comment: "Odd" });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      outcome: "threat",
      repeated: false,
      forwarded: true,
      receipt: "R-0000-0000",
      stage: "started",
    });
    expect(taken).toMatchObject([
      {
        reporter: { organization: "acme", oid: "o", user: { _id: "u" } },
        fields: { subject: "Pay" },
        key: "k1",
      },
    ]);
    expect((await post().send({ subject: "Pay", reporter: "colleague@acme.example" })).status).toBe(400);
  });

  it("takes multipart with the mail itself, byte for byte", async () => {
    const raw = Buffer.from([0x53, 0x3a, 0x20, 0xe2, 0x82, 0xac, 0x0d, 0x0a, 0x00, 0xff]);
    const answer = await post()
      .field("subject", "Zahlen € 5")
      .attach("message", raw, { filename: "mail é.eml", contentType: "message/rfc822" });
    expect(answer.status).toBe(201);
    expect(taken[0]!.message!.equals(raw)).toBe(true);
    expect(taken[0]!.fields).toEqual({ subject: "Zahlen € 5" });
  });

  it("takes a header block of a million characters", async () => {
    expect((await post().send({ headers: "x".repeat(1_000_000) })).status).toBe(201);
  });

  it("says 413 for a mail over 30 MB, so that the pane sends its headers instead", async () => {
    const answer = await post().attach("message", Buffer.alloc(30 * 1024 * 1024 + 1), {
      filename: "m.eml",
      contentType: "message/rfc822",
    });
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ code: "message_too_large" });
    expect(taken).toEqual([]);
  });

  it.each<[string, number, string, (r: ReturnType<typeof post>) => ReturnType<typeof post>]>([
    ["another content type", 415, "unsupported_media_type", (r) => r.type("text/plain").send("x")],
    ["no content type", 415, "unsupported_media_type", (r) => r],
    ["broken JSON", 400, "invalid_json", (r) => r.type("json").send("{")],
    ["an operator for a text", 400, "invalid_request", (r) => r.send({ subject: { $ne: null } })],
    ["a list for an object", 400, "invalid_request", (r) => r.send(["x"])],
    ["an own __proto__", 400, "invalid_request", (r) => r.type("json").send('{"__proto__":{"x":1}}')],
    ["a comment that is too long", 400, "invalid_request", (r) => r.send({ comment: "x".repeat(4001) })],
    [
      "a second file",
      400,
      "invalid_request",
      (r) => r.attach("message", Buffer.from("a"), "a").attach("message", Buffer.from("b"), "b"),
    ],
    ["a file of another name", 400, "invalid_request", (r) => r.attach("file", Buffer.from("a"), "a")],
    [
      "multipart without a boundary",
      400,
      "invalid_request",
      (r) => r.set("Content-Type", "multipart/form-data").send("x"),
    ],
    [
      "multipart that breaks off",
      400,
      "invalid_request",
      (r) => r.set("Content-Type", "multipart/form-data; boundary=x").send("--x\r\nContent-Disp"),
    ],
    ["a key with blanks", 400, "invalid_request", (r) => r.set("Idempotency-Key", "a b").send({})],
  ])("refuses %s with %i %s", async (_name, status, code, change) => {
    const answer = await change(post());
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
    expect(taken).toEqual([]);
  });

  it("wants a token, and not an admin's", async () => {
    expect((await request(app).post("/api/v1/reports").send({})).status).toBe(401);
    expect((await post().set("Authorization", "Bearer fc_token").send({})).status).toBe(401);
  });
});

describe("GET /api/v1/reports", () => {
  it("lists with a cursor that leads on", async () => {
    const first = await get("/api/v1/reports?limit=1&outcome=threat");
    expect(first.status).toBe(200);
    const { items, total, next } = first.body as { items: object[]; total: number; next: string };
    expect(total).toBe(2);
    expect(items).toEqual([
      {
        id: stored._id,
        receipt: "R-0000-0000",
        outcome: "threat",
        forwarded: true,
        marked: false,
        reporter: "newcomer@acme.example",
        reporterId: "u",
        subject: "Pay",
        version: 1,
        at: "2026-11-24T09:00:00.000Z",
      },
    ]);
    expect((await get(`/api/v1/reports?cursor=${next}`)).status).toBe(200);
    expect(asked).toEqual([
      ["acme", { limit: 1, outcome: "threat" }],
      ["acme", { limit: 50, after: { at: stored.createdAt, id: stored._id } }],
    ]);
  });

  it.each([
    "cursor=x",
    "limit=0",
    "limit=201",
    "limit=-1",
    "outcome=all",
    `cursor=${Buffer.from('[{"$gt":0},"x"]').toString("base64url")}`,
  ])("refuses ?%s", async (query) => {
    expect((await get(`/api/v1/reports?${query}`)).status).toBe(400);
  });

  it("shows one, to admins only", async () => {
    expect((await get(`/api/v1/reports/${stored._id}`)).status).toBe(200);
    expect((await request(app).get("/api/v1/reports").set("Authorization", "Bearer a.b.c")).status).toBe(401);
  });
});
