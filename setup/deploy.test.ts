import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Environment } from "../server/environment.ts";
import { root } from "../server/root.ts";
import { maxMessageBytes } from "../shared/contracts/report.ts";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const known = Object.keys(Environment.shape);
const required = Object.entries(Environment.shape).flatMap(([name, schema]) =>
  schema.safeParse(undefined).success ? [] : [name],
);
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name);

describe("what is given for an operator's machine", () => {
  it("the example of settings names each that is needed, and none that is not there", () => {
    const given = names(read("deploy/env.example"), /^([A-Z_]+)=/gm);
    expect(required.filter((name) => !given.includes(name))).toEqual([]);
    expect(given.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(["web", "worker"])(
    "the unit of the %s starts a program that the build makes, with settings that are there",
    (role) => {
      const unit = read(`deploy/systemd/firstcatch-${role}.service`);
      const program = /^ExecStart=\/usr\/bin\/node dist\/(.+)\.js$/m.exec(unit)?.[1];
      const { files } = JSON.parse(read("tsconfig.build.json")) as { files: string[] };
      expect(files).toContain(`${program ?? ""}.ts`);
      expect(unit).toContain(`ROLE=${role}\n`);
      for (const line of [
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
      ])
        expect(unit.split("\n")).toContain(line);
    },
  );

  it("the image has what the program needs and nothing that is only for building; compose's settings are there", () => {
    const [, last = ""] = read("deploy/Dockerfile").split(/^FROM .+\n(?=ENV)/m);
    expect(names(last, /^COPY --from=build \/build\/(\S+)/gm).sort()).toEqual([
      "addin/icons",
      "dist",
      "node_modules",
      "package.json",
    ]);
    expect(last).toMatch(/^USER node$/m);
    const set = names(read("deploy/compose.yaml"), /^ {6}([A-Z_]+): /gm);
    expect(set).toContain("MONGODB_URI");
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });

  it("the image's health check tells a server that lives from one that does not", async () => {
    const [command = "", ...args] = JSON.parse(
      /^HEALTHCHECK .+\n +CMD (\[.+\])$/m.exec(read("deploy/Dockerfile"))?.[1] ?? "[]",
    ) as string[];
    const check = (port: number) =>
      new Promise((resolve) => {
        execFile(command, args, { env: { PATH: process.env["PATH"], PORT: String(port) } }, (error) =>
          resolve(error?.code ?? 0),
        );
      });
    let status = 200;
    const server = createServer((req, res) => res.writeHead(req.url === "/healthz" ? status : 404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await check(port)).toBe(0);
    status = 500;
    expect(await check(port)).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await check(port)).toBe(1);
  });

  it.each([
    ["deploy/nginx.conf", /client_max_body_size (\d+)m;/],
    ["deploy/Caddyfile", /max_size (\d+)MB/],
  ])("the proxy of %s lets the largest mail through, and shows nobody the metrics", (file, size) => {
    const text = read(file);
    expect(Number(size.exec(text)?.[1]) * 1_000_000).toBeGreaterThan(maxMessageBytes);
    expect(text).toMatch(/\/metrics[^}]*404/);
  });
});
