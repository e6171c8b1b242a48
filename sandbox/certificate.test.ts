import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import https from "node:https";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ensureCertificate } from "./certificate.ts";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-tls-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

it("makes a certificate that a client who trusts it takes for localhost and both loopback addresses", async () => {
  const { key, cert } = await ensureCertificate(folder);
  const read = new X509Certificate(cert);
  expect(read.checkHost("localhost")).toBe("localhost");
  expect(read.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(read.checkIP("::1")).toBe("::1");
  expect(read.checkHost("acme.example")).toBeUndefined();

  const server = https.createServer({ key, cert }, (_req, res) => res.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const status = await new Promise((resolve, reject) => {
    https
      .get({ host: "127.0.0.1", servername: "localhost", port, ca: cert }, (res) => {
        res.resume();
        resolve(res.statusCode);
      })
      .on("error", reject);
  });
  server.close();
  expect(status).toBe(200);
});

it("keeps the certificate over restarts, and renews it in its last month", async () => {
  const first = await ensureCertificate(folder);
  expect((await ensureCertificate(folder)).cert).toBe(first.cert);
  const later = new Date(first.validTo.getTime() - 29 * 24 * 60 * 60 * 1000);
  const renewed = await ensureCertificate(folder, later);
  expect(renewed.cert).not.toBe(first.cert);
  expect(renewed.validTo.getTime()).toBeGreaterThan(first.validTo.getTime());
});
