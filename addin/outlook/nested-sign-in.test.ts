import type { IPublicClientApplication } from "@azure/msal-browser";
import { describe, expect, it } from "vitest";
import { nestedSignIn } from "./nested-sign-in.ts";

const config = {
  clientId: "client",
  authority: "https://login.example/organizations",
  scope: "api://x/access_as_user",
};
const result = { accessToken: "token", tenantId: "tid", account: { localAccountId: "oid" } };
const interaction = new Error("interaction required");

function signInWith(options: { silent?: unknown; popup?: unknown; bridge?: boolean } = {}) {
  const calls: [string, unknown][] = [];
  const answer = (name: string, given: unknown) => (request: unknown) => {
    calls.push([name, request]);
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given ?? result);
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
  const signIn = nestedSignIn(config, { isSetSupported: () => options.bridge ?? true }, load);
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
    const signIn = nestedSignIn(config, { isSetSupported: () => true }, () => {
      loads++;
      return Promise.reject(new Error("chunk lost"));
    });
    await expect(signIn.token({})).rejects.toMatchObject({ code: "failed" });
    await expect(signIn.token({})).rejects.toMatchObject({ code: "failed" });
    expect(loads).toBe(2);
  });
});
