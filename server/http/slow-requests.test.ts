import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { serverLimits } from "./server-limits.ts";

let test: TestApp;
let acme: TestOrganization;
let server: Server;
let port: number;
const sockets: Socket[] = [];

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  // The limits of the product, a hundred times as impatient.
  const { headersTimeout, requestTimeout, connectionsCheckingInterval } = serverLimits;
  server = createServer(
    {
      ...serverLimits,
      headersTimeout: headersTimeout / 100,
      requestTimeout: requestTimeout / 100,
      connectionsCheckingInterval: connectionsCheckingInterval / 100,
    },
    test.app,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  sockets.forEach((socket) => socket.destroy());
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await test.stop();
});

/** Sends the text, then a byte now and then, until the server closes; answers what it said. */
async function drip(beginning: string, byte: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let said = "";
  // Whoever is cut off while writing may see a reset.
  socket.on("error", () => socket.destroy());
  socket.on("data", (data: Buffer) => (said += data.toString("latin1")));
  socket.write(beginning);
  for (let n = 0; n < 300 && !socket.closed; n++) {
    await sleep(50);
    if (socket.writable) socket.write(byte);
  }
  expect(socket.closed).toBe(true);
  return said;
}

const request = (body: string) =>
  [
    "POST /api/v1/groups HTTP/1.1",
    "Host: training.acme.example",
    `Authorization: Bearer ${acme.ownerToken}`,
    "Content-Type: application/json",
    body,
  ].join("\r\n");

describe("whoever sends slowly", () => {
  it(
    "is cut off, in the headers and in the body, while others are served and nothing is written",
    { timeout: 30_000 },
    async () => {
      const slow = Promise.all([
        drip("GET /api/v1/users HTTP/1.1\r\nX-Slow: ", "x"),
        drip(request("Content-Length: 100000\r\n\r\n"), " "),
        drip(request("Transfer-Encoding: chunked\r\n\r\n"), "1\r\n \r\n"),
        ...Array.from({ length: 50 }, () => drip(request("Content-Length: 100\r\n\r\n{"), "")),
      ]);
      const state = { over: false };
      void slow.then(() => (state.over = true));
      let served = 0;
      while (!state.over) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/groups`, {
          headers: { Authorization: `Bearer ${acme.ownerToken}` },
        });
        expect(answer.status).toBe(200);
        expect(((await answer.json()) as { total: number }).total).toBe(0);
        served++;
        await sleep(100);
      }
      for (const said of await slow) expect(said).toMatch(/^(HTTP\/1\.1 (408|400) |$)/);
      expect(served).toBeGreaterThan(2);
    },
  );

  it("in a broken way is refused: two lengths, a length that is none, a header that does not end", async () => {
    for (const headers of [
      "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
      `X-Long: ${"x".repeat(20_000)}\r\n\r\n`,
      "X-Split: a\rb\r\n\r\n",
      "X-Nul: a\u0000b\r\n\r\n",
      " X-Folded: a\r\n\r\n",
    ])
      expect(await drip(request(headers), "")).toMatch(/^HTTP\/1\.1 4\d\d /);
    const { total } = (await (
      await fetch(`http://127.0.0.1:${port}/api/v1/groups`, {
        headers: { Authorization: `Bearer ${acme.ownerToken}` },
      })
    ).json()) as { total: number };
    expect(total).toBe(0);
  });
});
