import { readFile } from "node:fs/promises";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";

const source = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

/** Runs one of the page scripts with the given globals and answers them with what it added. */
async function run(name: string, globals: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const window: Record<string, unknown> = { URL, ...globals };
  window.window = window;
  const context = createContext(window);
  runInContext(await source(name), context);
  return window;
}

describe("the Ajax stand-in", () => {
  it("has each member that office.js looks for before it would download the original", async () => {
    const window = await run("ajax.js");
    const probe = `typeof Sys.StringBuilder === "function" && typeof Type.registerNamespace === "function"
      && typeof Type.registerClass === "function" && typeof Function._validateParams === "function"
      && typeof Sys.Serialization.JavaScriptSerializer.serialize === "function"`;
    expect(runInContext(probe, createContext(window))).toBe(true);
  });

  it("checks parameters: types, and what may be left out", async () => {
    const context = createContext(await run("ajax.js"));
    const check = (values: string, expected: string) =>
      runInContext(`String(Function._validateParams(${values}, ${expected}))`, context) as string;
    expect(check(`["x"]`, `[{ name: "a", type: String }]`)).toBe("null");
    expect(check(`[7]`, `[{ name: "a", type: String }]`)).toContain("ArgumentTypeException");
    expect(check(`[]`, `[{ name: "a", mayBeNull: false }]`)).toContain("ArgumentNullException");
    expect(check(`[]`, `[{ name: "a", optional: true, mayBeNull: false }]`)).toBe("null");
  });
});

describe("the sign-in relay", () => {
  const origin = "https://localhost:3443";
  const name = JSON.stringify({ xdmInfo: `conversation|control|${origin}/` });

  async function relay() {
    const sent: unknown[][] = [];
    const listeners = new Set<(event: unknown) => void>();
    const parent = { postMessage: (...message: unknown[]) => sent.push(message) };
    const window = await run("naa-relay.js", {
      name,
      parent,
      addEventListener: (_type: string, listener: (event: unknown) => void) => listeners.add(listener),
      removeEventListener: (_type: string, listener: (event: unknown) => void) => listeners.delete(listener),
    });
    const bridge = window.nestedAppAuthBridge as {
      addEventListener: (type: string, listener: (event: { data: string }) => void) => void;
      removeEventListener: (type: string, listener: (event: { data: string }) => void) => void;
      postMessage: (text: string) => void;
    };
    return { bridge, sent, parent, listeners };
  }

  it("sends to the mail client's origin only", async () => {
    const { bridge, sent } = await relay();
    bridge.postMessage("hello");
    expect(sent).toEqual([["hello", origin]]);
  });

  it("hands back only what the mail client itself sends, until the listener is removed", async () => {
    const { bridge, parent, listeners } = await relay();
    const heard: string[] = [];
    const listener = (event: { data: string }) => heard.push(event.data);
    bridge.addEventListener("message", listener);
    const say = (event: unknown) => listeners.forEach((each) => each(event));
    say({ source: parent, origin, data: "answer" });
    say({ source: {}, origin, data: "from elsewhere" });
    say({ source: parent, origin: "https://evil.example", data: "from elsewhere" });
    bridge.removeEventListener("message", listener);
    say({ source: parent, origin, data: "too late" });
    expect(heard).toEqual(["answer"]);
  });

  it("stays away where the page is not framed by a mail client", async () => {
    expect((await run("naa-relay.js", { name: "", parent: {} })).nestedAppAuthBridge).toBeUndefined();
  });
});
