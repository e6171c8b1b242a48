import { once } from "node:events";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import fc from "fast-check";
import pino from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createGuards, type AuthPorts } from "../auth/caller.ts";
import { errorHandler } from "../http/error-handler.ts";
import { limitBigBodies } from "./big-bodies.ts";
import { reportRoutes } from "./report-routes.ts";
import type { ReportService } from "./report-service.ts";

const guards = createGuards({
  checkAccessToken: () => Promise.resolve({ tid: "t", oid: "o", address: "newcomer@acme.example" }),
  organizations: { findByTenant: () => Promise.resolve({ _id: "acme" }) },
  users: { findPerson: () => Promise.resolve(null) },
} as unknown as AuthPorts);

let server: Server;
/** What the server has read of each connection is what it may hold of it. */
let sockets: Socket[];
let port: number;
let working: (() => void)[];
const service = {
  create: () =>
    new Promise((resolve) =>
      working.push(() =>
        resolve({
          outcome: "threat",
          repeated: false,
          forwarded: true,
          receipt: "R-0000-0000",
          stage: "started",
        }),
      ),
    ),
} as unknown as ReportService;

async function listen(gate = limitBigBodies()): Promise<void> {
  const app = express();
  app.use(reportRoutes(service, guards, gate), errorHandler(pino({ level: "silent" })));
  [sockets, working] = [[], []];
  server = app.listen(0, "127.0.0.1");
  server.on("connection", (socket) => sockets.push(socket));
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
}
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const megabyte = 1024 * 1024;
const multipart = (size: number) =>
  Buffer.concat([
    Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="subject"\r\n\r\nPay\r\n--x\r\nContent-Disposition: form-data; name="message"; filename="m.eml"\r\nContent-Type: message/rfc822\r\n\r\n',
    ),
    Buffer.alloc(size, "a"),
    Buffer.from("\r\n--x--\r\n"),
  ]);
const head = (length: number, type = "multipart/form-data; boundary=x") =>
  `POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a.b.c\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
/** Sends a request as it is given; answers with the status, or 0 when the connection ends without one. */
function send(length: number, ...pieces: (string | Buffer)[]): { socket: Socket; status: Promise<number> } {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => (answer += data.toString("latin1")));
  socket.on("error", () => undefined);
  socket.write(head(length));
  for (const piece of pieces) socket.write(piece);
  const status = new Promise<number>((resolve) =>
    socket.once("close", () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0))),
  );
  return { socket, status };
}
const read = () => sockets.filter(({ bytesRead }) => bytesRead > megabyte).length;
const finishAll = () => working.splice(0).forEach((finish) => finish());

describe("bodies of 25 MB", () => {
  const whole = multipart(25 * megabyte);

  it("eight at once: four are held, the others wait unread; all are taken in the end", async () => {
    await listen();
    const all = Array.from({ length: 8 }, () => send(whole.length, whole));
    await vi.waitFor(() => expect(working).toHaveLength(4), 20_000);
    // Time for the others to be read, were they.
    await sleep(200);
    expect(read()).toBe(4);
    finishAll();
    await vi.waitFor(() => expect(working).toHaveLength(4), 20_000);
    finishAll();
    expect(await Promise.all(all.map(({ status }) => status))).toEqual(Array(8).fill(201));
  });

  it("that are cut off free their places", async () => {
    await listen(limitBigBodies({ waitMs: 15_000 }));
    const half = whole.subarray(0, 12 * megabyte);
    const cut = Array.from({ length: 6 }, () => send(whole.length, half));
    await vi.waitFor(() => expect(read()).toBe(4), 20_000);
    for (const { socket } of cut) socket.destroy();
    const all = Array.from({ length: 4 }, () => send(whole.length, whole));
    await vi.waitFor(() => expect(working).toHaveLength(4), 20_000);
    finishAll();
    expect(await Promise.all(all.map(({ status }) => status))).toEqual([201, 201, 201, 201]);
  });

  it("that come too slowly free their places", async () => {
    await listen(limitBigBodies({ atOnce: 2, arriveMs: 1_000 }));
    const slow = [1, 2].map(() => send(whole.length, whole.subarray(0, 2 * megabyte)));
    await vi.waitFor(() => expect(read()).toBe(2), 20_000);
    const usual = multipart(2 * megabyte);
    const waits = send(usual.length, usual);
    for (const { status } of slow) expect(await status).toBeLessThan(500);
    await vi.waitFor(() => expect(working).toHaveLength(1), 20_000);
    finishAll();
    expect(await waits.status).toBe(201);
  });
});

describe("multipart bodies that are none", () => {
  const sound = multipart(200);
  const nasty = fc.constantFrom(
    ...[
      "--x\r\n",
      "--x--\r\n",
      "\r\n\r\n",
      "\r\n--x",
      "\0",
      '"',
      "name=",
      'name="__proto__"',
      'name="message"',
    ],
    ...[
      'filename="',
      "filename*=utf-8''%zz",
      "Content-Type: multipart/mixed; boundary=x\r\n",
      "\xff",
      "-".repeat(500),
    ],
    ...[
      "Content-Disposition: form-data",
      ": x\r\n".repeat(100),
      'name="a[b][c]"',
      'name="subject[$ne]"',
      "\r",
      "\n",
    ],
  );
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const body = fc
    .array(fc.record({ at: place, drop: fc.nat(30), put: nasty }), { minLength: 1, maxLength: 8 })
    .map((edits) =>
      edits.reduce((raw, { at, drop, put }) => {
        const where = Math.floor(at * raw.length);
        return Buffer.concat([
          raw.subarray(0, where),
          Buffer.from(put, "latin1"),
          raw.subarray(where + drop),
        ]);
      }, sound),
    );

  it("two thousand: refused, or taken where they can be read; the server goes on", async () => {
    await listen();
    const finishing = setInterval(finishAll, 1);
    const waiting = fc.sample(body, { numRuns: 2_000, seed: 20261124 });
    const statuses = new Set<number>();
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let raw = waiting.pop(); raw; raw = waiting.pop())
          statuses.add(await send(raw.length, raw).status);
      }),
    );
    expect([...statuses].filter((status) => status >= 500 || status < 200)).toEqual([]);
    expect(statuses).toContain(400);
    expect(await send(sound.length, sound).status).toBe(201);
    clearInterval(finishing);
  }, 60_000);
});
