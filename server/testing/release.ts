import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";

const run = promisify(execFile);

/** Settings of a production server on this database; the port is the system's choice. */
export const productionSettings = (mongodbUri: string): Record<string, string> => ({
  PORT: "0",
  HOST: "127.0.0.1",
  PUBLIC_URL: "https://training.acme.example",
  MONGODB_URI: mongodbUri,
  SMTP_URL: "smtp://127.0.0.1:9",
  SIMULATION_DOMAIN: "n0rthfold-track.example",
  SERVICE_FROM: "firstcatch@acme.example",
  SERVER_KEY: "a key for tests only, of 32 characters or more",
  SESSION_SECRET: "a secret for tests only, of 32 characters or more",
  ADDIN_CLIENT_ID: "22222222-2222-4222-8222-222222222222",
  PORTAL_CLIENT_ID: "portal",
  PORTAL_CLIENT_SECRET: "secret",
});

/** How a program ended, and all that it said. */
export interface Ended {
  code: number | null;
  said: string;
}

/** A folder as production has it: what `npm run build` made, and the packages that are no devDependencies. No sources. */
export async function makeRelease() {
  await run(process.execPath, [path.join(root, "setup/build.mjs"), "server"], { cwd: root });
  const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-release-"));
  await cp(path.join(root, "dist"), path.join(folder, "dist"), {
    recursive: true,
    filter: (file) => path.basename(file) !== "sandbox-web",
  });
  await cp(path.join(root, "addin/icons"), path.join(folder, "addin/icons"), { recursive: true });
  await cp(path.join(root, "package.json"), path.join(folder, "package.json"));
  const { packages } = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const needed = Object.entries(packages).filter(
    ([place, { dev, devOptional }]) => !dev && !devOptional && /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place),
  );
  await Promise.all(
    needed.map(([place]) => cp(path.join(root, place), path.join(folder, place), { recursive: true })),
  );

  const start = (args: string[], env: Record<string, string>): ChildProcess =>
    spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env["PATH"], ...env } });
  return {
    folder,
    /** Runs a program to its end. */
    async run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
      const child = start(args, env);
      let said = "";
      child.stdout?.on("data", (data: Buffer) => (said += data.toString()));
      child.stderr?.on("data", (data: Buffer) => (said += data.toString()));
      const [code] = (await once(child, "close")) as [number | null];
      return { code, said };
    },
    /** Starts a server and waits until its log says that it is ready; answers its address and the way to end it. */
    async serve(env: Record<string, string>) {
      const child = start(["dist/server/main.js"], env);
      let said = "";
      child.stderr?.on("data", (data: Buffer) => (said += data.toString()));
      const port = await new Promise<number | undefined>((resolve, reject) => {
        child.stdout?.on("data", (data: Buffer) => {
          said += data.toString();
          const line = said.split("\n").find((text) => text.includes('"msg":"ready"'));
          if (line) resolve((JSON.parse(line) as { port?: number }).port);
        });
        child.once("exit", () => reject(new Error(`The server ended before it was ready:\n${said}`)));
      });
      return {
        url: `http://127.0.0.1:${port ?? 0}`,
        async stop(): Promise<number | null> {
          const over = once(child, "exit");
          child.kill("SIGTERM");
          return ((await over) as [number | null])[0];
        },
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
export type Release = Awaited<ReturnType<typeof makeRelease>>;
