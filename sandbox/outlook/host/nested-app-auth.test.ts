import { describe, expect, it } from "vitest";
import { brokerAnswer } from "./nested-app-auth.ts";
import type { BrokerPorts } from "./nested-app-auth.ts";

const token = {
  access_token: "access",
  id_token: "id",
  expires_in: 3600,
  account: { tid: "tenant", oid: "person", username: "newcomer@acme.example", name: "Newcomer" },
};
const ports: BrokerPorts = { getToken: () => Promise.resolve(token), nextFailure: () => null };
const ask = async (method: string, changes: Partial<BrokerPorts> = {}) => {
  const request = {
    messageType: "NestedAppAuthRequest",
    method,
    requestId: "r1",
    tokenParams: { scope: "api" },
  };
  const answer = await brokerAnswer(JSON.stringify(request), { ...ports, ...changes });
  return JSON.parse(answer!) as Record<string, unknown>;
};

describe("the token broker", () => {
  it("names the account before any token is asked for", async () => {
    expect(await ask("GetInitContext")).toMatchObject({
      requestId: "r1",
      success: true,
      initContext: { accountContext: { homeAccountId: "person.tenant", tenantId: "tenant" } },
    });
  });

  it.each(["GetToken", "GetTokenPopup"])("answers %s with tokens and account", async (method) => {
    expect(await ask(method)).toMatchObject({
      success: true,
      token: { access_token: "access", scope: "api" },
      account: { localAccountId: "person", username: "newcomer@acme.example" },
    });
  });

  it("fails as the scenario says, by method", async () => {
    const nextFailure = (method: string) => (method === "GetToken" ? "USER_INTERACTION_REQUIRED" : null);
    expect(await ask("GetToken", { nextFailure })).toMatchObject({
      success: false,
      error: { status: "USER_INTERACTION_REQUIRED" },
    });
    expect(await ask("GetTokenPopup", { nextFailure })).toMatchObject({ success: true });
  });

  it("says that there is no network when the provider does not answer", async () => {
    const answer = await ask("GetToken", { getToken: () => Promise.reject(new Error("down")) });
    expect(answer).toMatchObject({ success: false, error: { status: "NO_NETWORK" } });
  });

  it("leaves every other message alone, and refuses methods it does not know", async () => {
    expect(await brokerAnswer("hello", ports)).toBeNull();
    expect(await brokerAnswer(JSON.stringify({ messageType: "Other" }), ports)).toBeNull();
    expect(await ask("RemoveAccount")).toMatchObject({ success: false });
  });
});
