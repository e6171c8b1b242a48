import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-setup-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a set-up function on a machine that has nothing but Node: an empty PATH, an empty cache, no way to the network. */
function onBareMachine(module: string, call: string, env: Record<string, string> = {}): Promise<string> {
  const url = new URL(module, import.meta.url).href;
  const program = `import(${JSON.stringify(url)}).then((m) => m.${call}).then((r) => console.log(JSON.stringify(r)), (e) => console.log(e.message))`;
  const child = spawn(process.execPath, ["-e", program], {
    env: {
      PATH: path.join(folder, "bin"),
      HOME: folder,
      FIRSTCATCH_CACHE: path.join(folder, "cache"),
      MONGOMS_DOWNLOAD_MIRROR: "http://127.0.0.1:1",
      ...env,
    },
  });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  return new Promise((resolve) => child.once("close", () => resolve(said)));
}

/** A program that only knows its version. */
async function pretendMongod(name: string, version: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "db version v${version}"\n`);
  await chmod(file, 0o755);
  return file;
}
const data = () => path.join(folder, "data");
const ensure = () => `ensureMongod(${JSON.stringify(data())})`;

describe("finding a mongod", () => {
  it("takes the one that is named, before one on the PATH, and writes the choice down beside the data", async () => {
    const named = await pretendMongod("named", "7.0.12");
    await pretendMongod("bin/mongod", "8.0.4");
    const said = await onBareMachine("./mongod.mjs", ensure(), { MONGOMS_SYSTEM_BINARY: named });
    expect(said).toContain("mongod 7.0.12 (MONGOMS_SYSTEM_BINARY)");
    const kept = JSON.parse(await readFile(path.join(data(), "mongod.json"), "utf8")) as object;
    expect(kept).toEqual({ binary: named, version: "7.0.12", source: "MONGOMS_SYSTEM_BINARY" });
  });

  it("takes the one on the PATH, and goes on with it though another is there later", async () => {
    const first = await pretendMongod("bin/mongod", "7.0.12");
    await onBareMachine("./mongod.mjs", ensure());
    await pretendMongod("other/mongod", "8.0.4");
    const said = await onBareMachine("./mongod.mjs", ensure(), { PATH: path.join(folder, "other") });
    expect(JSON.parse(said)).toMatchObject({ binary: first, version: "7.0.12" });
  });

  it("does not open data with another series than the one that wrote them", async () => {
    await pretendMongod("bin/mongod", "7.0.12");
    await onBareMachine("./mongod.mjs", ensure());
    await pretendMongod("bin/mongod", "8.0.4");
    const said = await onBareMachine("./mongod.mjs", ensure());
    expect(said).toContain("is 8.0.4, but the data");
    expect(said).toContain("install mongod 7.0 again");
  });

  it("says each thing it tried, and the ways out, when there is none", async () => {
    const said = await onBareMachine("./mongod.mjs", ensure());
    expect(said).toContain("the vendor's download did not work");
    expect(said).toContain("set MONGOMS_SYSTEM_BINARY to a mongod");
    expect(said).toContain("set MONGODB_URI to a MongoDB replica set");
    expect(said).not.toContain("    at ");
  });
});

it("names a Chromium that does not run as the mistake it is", async () => {
  const said = await onBareMachine("./chromium.mjs", "ensureChromium()", {
    CHROMIUM_PATH: "/nowhere/chromium",
  });
  expect(said).toContain("CHROMIUM_PATH is /nowhere/chromium, which does not run");
});
