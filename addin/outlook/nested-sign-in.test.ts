import type { IPublicClientApplication } from "@azure/msal-browser";
import { describe, expect, it } from "vitest";
import { nestedSignIn } from "./nested-sign-in.ts";

const config = {
  clientId: "client",
  authority: "https://login.example/organizations",
  scope: "api://x/access_as_user",
};
const mailbox = "newcomer@acme.example";
const resultOf = (localAccountId: string, username: string, idTokenClaims = {}) => ({
  accessToken: localAccountId === "oid" ? "token" : `token of ${localAccountId}`,
  tenantId: "tid",
  account: { localAccountId, username, idTokenClaims },
});
const result = resultOf("oid", mailbox);
const interaction = new Error("interaction required");

function signInWith(options: { silent?: unknown; popup?: unknown; bridge?: boolean; mailbox?: string } = {}) {
  const calls: [string, unknown][] = [];
  const answer = (name: string, given: unknown) => (request: unknown) => {
    calls.push([name, request]);
    const now = Array.isArray(given) ? (given.shift() as unknown) : given;
    return now instanceof Error ? Promise.reject(now) : Promise.resolve(now ?? result);
  };
  const app = {
    acquireTokenSilent: answer("silent", options.silent),
    acquireTokenPopup: answer("popup", options.popup),
  };
  const load = () =>
    Promise.resolve({
      createClient: () => Promise.resolve(app as unknown as IPublicClientApplication),
      needsInteraction: (error: unknown) => error === interaction,
    });
  const signIn = nestedSignIn(
    config,
    { isSetSupported: () => options.bridge ?? true },
    load,
    () => options.mailbox ?? mailbox,
  );
  return { signIn, calls };
}

describe("signing in", () => {
  it("is silent, for our own scope, and then knows who it is", async () => {
    const { signIn, calls } = signInWith();
    expect(signIn.identity()).toBeNull();
    expect(await signIn.token({})).toBe("token");
    expect(signIn.identity()).toEqual({ tid: "tid", oid: "oid" });
    expect(calls).toEqual([["silent", { scopes: [config.scope], forceRefresh: false }]]);
  });

  it("asks for a fresh token after a refusal", async () => {
    const { signIn, calls } = signInWith();
    await signIn.token({ again: true });
    expect(calls[0]?.[1]).toMatchObject({ forceRefresh: true });
  });

  it("opens a window when interaction is required and a person asked", async () => {
    const { signIn, calls } = signInWith({ silent: interaction });
    expect(await signIn.token({ pressed: true })).toBe("token");
    expect(calls.map(([name]) => name)).toEqual(["silent", "popup"]);
  });

  it("opens no window by itself", async () => {
    const { signIn, calls } = signInWith({ silent: interaction });
    await expect(signIn.token({})).rejects.toMatchObject({ code: "failed" });
    expect(calls).toHaveLength(1);
  });

  it("fails when the person closes the window", async () => {
    const { signIn } = signInWith({ silent: interaction, popup: new Error("user_cancelled") });
    await expect(signIn.token({ pressed: true })).rejects.toMatchObject({ code: "failed" });
  });

  it("says so where Outlook has no bridge, and does not even load msal", async () => {
    const { signIn, calls } = signInWith({ bridge: false });
    await expect(signIn.token({ pressed: true })).rejects.toMatchObject({ code: "unavailable" });
    expect(calls).toEqual([]);
  });

  it("loads msal again after the first load failed", async () => {
    let loads = 0;
    const lost = () => {
      loads++;
      return Promise.reject(new Error("chunk lost"));
    };
    const signIn = nestedSignIn(config, { isSetSupported: () => true }, lost, () => mailbox);
    await expect(signIn.token({})).rejects.toMatchObject({ code: "failed" });
    await expect(signIn.token({})).rejects.toMatchObject({ code: "failed" });
    expect(loads).toBe(2);
  });
});

describe("an account that is not the mailbox's", () => {
  const other = resultOf("colleague", "colleague@acme.example");
  const problem = { reason: "otherAccount", address: "colleague@acme.example", mailbox };

  it("is asked about when it was picked in a window, and goes on only with a yes", async () => {
    const { signIn } = signInWith({ silent: [interaction, other, other], popup: other });
    await expect(signIn.token({ button: true })).rejects.toMatchObject({ code: "failed", problem });
    // A next call, which finds it silently, asks no less.
    await expect(signIn.token({ pressed: true })).rejects.toMatchObject({ problem });
    expect(signIn.identity()).toBeNull();
    expect(await signIn.token({ button: true, account: "keep" })).toBe("token of colleague");
    expect(signIn.identity()).toEqual({ tid: "tid", oid: "colleague" });
  });

  it("makes room for the mailbox's own when another is chosen", async () => {
    const { signIn, calls } = signInWith({ silent: [interaction], popup: [other, result] });
    await expect(signIn.token({ button: true })).rejects.toMatchObject({ problem });
    expect(await signIn.token({ button: true, account: "choose" })).toBe("token");
    expect(calls.at(-1)).toEqual(["popup", { scopes: [config.scope], prompt: "select_account" }]);
    expect(await signIn.token({})).toBe("token");
  });

  it.each([
    ["the same address in capitals", resultOf("oid", "Newcomer@ACME.example"), mailbox],
    ["a sign-in name of its own", resultOf("oid", "nc17@corp.example", { email: mailbox }), mailbox],
    ["a mailbox without an address", resultOf("oid", "nc17@corp.example"), ""],
  ])("is not suspected for %s", async (_name, popup, own) => {
    const { signIn } = signInWith({ silent: [interaction], popup, mailbox: own });
    expect(await signIn.token({ button: true })).toBe("token");
  });

  it("is what Outlook says it is when nobody was asked", async () => {
    const { signIn } = signInWith({ silent: other });
    expect(await signIn.token({})).toBe("token of colleague");
  });
});
