import { fields, parseJson, text } from "./protocol.ts";

/** Tokens of the mailbox's person, as the sandbox's identity provider gives them out. */
export interface BrokeredToken {
  access_token: string;
  id_token: string;
  expires_in: number;
  account: { tid: string; oid: string; username: string; name: string };
}

/** The ways in which the bridge says no, in its own words. */
export const brokerStatuses = [
  "USER_INTERACTION_REQUIRED",
  "USER_CANCEL",
  "NO_NETWORK",
  "DISABLED",
  "ACCOUNT_UNAVAILABLE",
  "PERSISTENT_ERROR",
  "TRANSIENT_ERROR",
  "NESTED_APP_AUTH_UNAVAILABLE",
] as const;
export type BrokerStatus = (typeof brokerStatuses)[number];

export interface BrokerPorts {
  getToken: () => Promise<BrokeredToken>;
  /** What to fail the next request with, or null; asked once for each request. */
  nextFailure: (method: string) => BrokerStatus | null;
}

/** msal wants a name for the cloud that an account lives in; any will do. */
const environment = "login.windows.net";

/** Answers a request of msal-browser for tokens; null when the text is no such request. */
export async function brokerAnswer(data: unknown, ports: BrokerPorts): Promise<string | null> {
  const request = fields(parseJson(data));
  if (request.messageType !== "NestedAppAuthRequest") return null;
  const method = text(request.method);
  const answer = (body: Record<string, unknown>) =>
    JSON.stringify({ messageType: "NestedAppAuthResponse", requestId: request.requestId, ...body });
  const refuse = (status: BrokerStatus, description: string) =>
    answer({ success: false, error: { status, code: status.toLowerCase(), description } });

  if (!["GetInitContext", "GetToken", "GetTokenPopup"].includes(method))
    return refuse("PERSISTENT_ERROR", `The mail client does not know ${method}.`);
  const failure = ports.nextFailure(method);
  if (failure) return refuse(failure, "Asked for by the scenario.");
  try {
    const token = await ports.getToken();
    return answer({
      success: true,
      ...(method === "GetInitContext" ? context(token) : tokens(token, request)),
    });
  } catch {
    return refuse("NO_NETWORK", "The identity provider did not answer.");
  }
}

const homeAccountId = ({ account }: BrokeredToken) => `${account.oid}.${account.tid}`;

const context = (token: BrokeredToken) => ({
  initContext: {
    sdkName: "sandbox-outlook",
    sdkVersion: "1.0.0",
    capabilities: { queryAccount: true },
    accountContext: { homeAccountId: homeAccountId(token), environment, tenantId: token.account.tid },
  },
});

const tokens = (token: BrokeredToken, request: Record<string, unknown>) => ({
  token: {
    access_token: token.access_token,
    id_token: token.id_token,
    expires_in: token.expires_in,
    scope: text(fields(request.tokenParams).scope),
    properties: null,
  },
  account: {
    environment,
    homeAccountId: homeAccountId(token),
    localAccountId: token.account.oid,
    tenantId: token.account.tid,
    username: token.account.username,
    name: token.account.name,
  },
});
