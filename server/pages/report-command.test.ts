import { webcrypto } from "node:crypto";
import vm from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

/** The file that Outlook for Windows runs: no page, no imports, and little else. */
const file = "/addin/report-command.js";
const eml = [
  "From: Your bank <service@evil.example>",
  "To: newcomer@acme.example",
  "Subject: Your account will be closed",
  "Message-ID: <1@evil.example>",
  "",
  "Act now: https://evil.example/login",
].join("\r\n");

let test: TestApp;
let acme: TestOrganization;
let base: string;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
  base = await test.listen();
});
afterAll(() => test.stop());

interface Result {
  moveItemTo: string;
  onErrorDeleteItem?: boolean;
  showPostProcessingDialog: { title: string; description: string };
}
interface Runtime {
  /** What the broker of Outlook says; null for a client without one. */
  token: (() => Promise<string>) | null;
  language?: string;
  /** How the way to the server is; straight where nothing is said. */
  way?: typeof fetch;
  /** What a poor runtime lacks. */
  without?: readonly string[];
}

/** Runs the served file in a bare context and presses the button: what `event.completed` is given, call by call. */
async function press(
  { token, language = "en-US", way = fetch, without = [] }: Runtime,
  event: { options?: unknown; freeText?: string } = {},
): Promise<Result[]> {
  const code = await (await fetch(base + file)).text();
  const handlers = new Map<string, (event: unknown) => void>();
  const origin = "https://training.acme.example";
  const context: Record<string, unknown> = {
    Office: {
      actions: {
        associate: (name: string, handler: (event: unknown) => void) => handlers.set(name, handler),
      },
      context: {
        displayLanguage: language,
        requirements: { isSetSupported: (name: string) => name !== "NestedAppAuth" || token !== null },
        mailbox: {
          item: {
            internetMessageId: "<1@evil.example>",
            subject: "Your account will be closed",
            from: { displayName: "Your bank", emailAddress: "service@evil.example" },
            getAsFileAsync: (done: (result: unknown) => void) =>
              done({ status: "succeeded", value: Buffer.from(eml).toString("base64") }),
            getAllInternetHeadersAsync: (done: (result: unknown) => void) =>
              done({ status: "succeeded", value: eml.split("\r\n\r\n")[0] }),
          },
        },
      },
    },
    ...{ setTimeout, clearTimeout, atob, btoa, TextDecoder, TextEncoder, URL, URLSearchParams },
    ...{ FormData, Blob, crypto: webcrypto, console },
    fetch: (address: string, init: RequestInit) => way(address.replace(origin, base), init),
    ...(token && { nestedAppAuthBridge: bridge(token) }),
  };
  for (const name of without) Reflect.deleteProperty(context, name);
  // Outlook for Windows has a window, and nothing in it.
  context["window"] = context;
  vm.runInNewContext(code, context, { filename: file });
  const results: Result[] = [];
  await new Promise<void>((resolve) => {
    handlers.get("onReportCommand")?.({
      ...event,
      completed: (result: Result) => {
        results.push(result);
        resolve();
      },
    });
  });
  return results;
}

/** Nested app authentication as msal-browser speaks it. */
function bridge(token: () => Promise<string>) {
  let listener: (message: string) => void = () => undefined;
  return {
    addEventListener: (_name: string, callback: (message: string) => void) => {
      listener = callback;
    },
    removeEventListener: () => undefined,
    postMessage: (text: string) => {
      const { requestId, method } = JSON.parse(text) as { requestId: string; method: string };
      const environment = "login.microsoftonline.com";
      const account = {
        environment,
        homeAccountId: `oid.${acme.tid}`,
        localAccountId: "oid",
        tenantId: acme.tid,
      };
      const say = (answer: object) =>
        listener(
          JSON.stringify({ messageType: "NestedAppAuthResponse", requestId, success: true, ...answer }),
        );
      if (method === "GetInitContext")
        say({
          initContext: {
            ...{ sdkName: "test", sdkVersion: "1", capabilities: { queryAccount: true } },
            accountContext: account,
          },
        });
      else
        void token().then((access_token) =>
          say({
            token: {
              ...{ access_token, expires_in: 3600, scope: "api://x/access_as_user", properties: null },
              id_token: unsigned({ tid: acme.tid, oid: "oid", sub: "oid", preferred_username: "newcomer" }),
            },
            account: { ...account, username: "newcomer@acme.example", name: "New Comer" },
          }),
        );
    },
  };
}
const unsigned = (claims: object) =>
  [{ alg: "none" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".") +
  ".";

const reports = () => test.deps.connection.collection("reports").find({ organization: acme.id }).toArray();
const reportOf = async (address: string) =>
  (await reports()).find(({ reporter }) => (reporter as { address: string }).address === address);
const newcomer = () => acme.tokenOf("newcomer@acme.example");

describe("Outlook's own report button, in a runtime without pages", () => {
  it("hands the whole mail in, says what happened, and only then lets Outlook move it", async () => {
    const [result, ...more] = await press(
      { token: newcomer },
      { options: { 0: false, 1: true, 2: false }, freeText: "I have no account there." },
    );
    const report = await reportOf("newcomer@acme.example");
    expect(report).toMatchObject({
      outcome: "threat",
      reportedAs: "spam",
      comment: "I have no account there.",
      message: { size: Buffer.byteLength(eml), kept: true },
    });
    expect(result).toEqual({
      moveItemTo: "junkFolder",
      showPostProcessingDialog: {
        title: "Reported. Thank you.",
        description: `Your security team has this mail now (${String(report?.["receipt"])}). Outlook moves it to Junk Email.`,
      },
    });
    expect(more).toEqual([]);
  });

  it("leaves a mail where it is when its person is not sure, and speaks Dutch", async () => {
    const token = () => acme.tokenOf("doubter@acme.example");
    const [result] = await press({ token, language: "nl-NL" }, { options: [false, false, true] });
    expect(result?.moveItemTo).toBe("noMove");
    expect(result?.showPostProcessingDialog.title).toBe("Gemeld. Dank je wel.");
  });

  it("sends the headers where the runtime cannot send files, and says so", async () => {
    const token = () => acme.tokenOf("colleague@acme.example");
    const [result] = await press({ token, without: ["FormData", "Blob"] });
    const report = await reportOf("colleague@acme.example");
    expect(report).toBeDefined();
    expect(report).not.toHaveProperty("message");
    expect(report?.["internetMessageId"]).toBe("<1@evil.example>");
    expect(result?.showPostProcessingDialog.description).toContain("Only its headers could be read");
  });

  it("comes through when the first answer gets lost, as one report", async () => {
    const before = (await reports()).length;
    let calls = 0;
    const way: typeof fetch = async (address, init) => {
      const answer = await fetch(address, init);
      if (calls++ === 0) throw new TypeError("the connection was lost");
      return answer;
    };
    const token = () => acme.tokenOf("unlucky@acme.example");
    const [result] = await press({ token, way });
    expect(calls).toBe(2);
    expect(result?.moveItemTo).toBe("junkFolder");
    expect((await reports()).length).toBe(before + 1);
  });

  it.each([
    ["without a broker", { token: null }, "did not sign you in"],
    ["when signing in fails", { token: () => Promise.resolve("no token") }, "did not sign you in"],
    [
      "when the server cannot be reached",
      { token: newcomer, way: () => Promise.reject(new TypeError("offline")) },
      "did not get through",
    ],
    [
      "when the server fails",
      { token: newcomer, way: () => Promise.resolve(new Response("<html>", { status: 502 })) },
      "Something went wrong on our side",
    ],
  ] as [string, Runtime, string][])(
    "moves nothing and deletes nothing %s; the event is completed once all the same",
    async (_name, runtime, words) => {
      const before = (await reports()).length;
      const results = await press(runtime);
      expect(results).toHaveLength(1);
      const [result] = results;
      expect(result?.moveItemTo).toBe("noMove");
      expect(result).not.toHaveProperty("onErrorDeleteItem");
      expect(result?.showPostProcessingDialog.title).toBe("Not reported yet");
      expect(result?.showPostProcessingDialog.description).toContain(words);
      expect((await reports()).length).toBe(before);
    },
  );
});
