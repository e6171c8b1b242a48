import type { AdapterFactory, default as OidcProvider } from "oidc-provider";
import { type Accounts, claimsOf } from "./accounts.ts";
import { addinClientId, apiAudience, apiScope, portalClientId } from "./constants.ts";
import { escape, plainPage, plainPagePolicy } from "./plain-page.ts";
import type { Secrets } from "./secrets.ts";

export interface TenantProviderOptions {
  tid: string;
  issuer: string;
  /** Origin of the portal; sign-in comes back there. */
  origin: string;
  secrets: Secrets;
  accounts: Accounts;
  store: AdapterFactory;
}

/** The library warns at each load that it is not supported on Node 20, where it runs all the same; nobody can act on that here. */
async function loadQuietly() {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await import("oidc-provider");
  } finally {
    console.warn = warn;
  }
}
const { default: Provider, interactionPolicy } = await loadQuietly();

const scopes = "openid profile email";
const day = 24 * 3600;

/** Who signs in is asked each time: in the sandbox one person plays several people in one browser. */
function askEachTime() {
  const policy = interactionPolicy.base();
  policy
    .get("login")
    ?.checks.add(
      new interactionPolicy.Check("pick_account", "Somebody has to be picked", "login_required", (ctx) =>
        ctx.oidc.result?.login
          ? interactionPolicy.Check.NO_NEED_TO_PROMPT
          : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

/** The OpenID provider of one directory tenant, with tokens as Entra's v2.0 endpoint makes them. */
export function createTenantProvider(options: TenantProviderOptions): OidcProvider {
  const { tid, issuer, origin, secrets, accounts, store } = options;
  const cookie = tid.slice(0, 8);
  const port = Number(new URL(origin).port);
  const api = { audience: apiAudience(port), scope: apiScope(port) };
  const provider = new Provider(issuer, {
    adapter: store,
    jwks: { keys: [secrets.signingKey] },
    clients: [
      {
        client_id: portalClientId,
        client_secret: secrets.portalClientSecret,
        redirect_uris: [`${origin}/auth/callback`],
        post_logout_redirect_uris: [`${origin}/auth/signed-out`, `${origin}/portal`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
      },
      {
        client_id: addinClientId,
        client_secret: secrets.addinClientSecret,
        redirect_uris: [`${origin}/auth/dialog/callback`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    clientAuthMethods: ["client_secret_post", "client_secret_basic"],
    cookies: {
      keys: [secrets.providerCookies],
      names: { session: `idp_${cookie}`, interaction: `idp_${cookie}_pick`, resume: `idp_${cookie}_resume` },
      long: { signed: true, httpOnly: true, sameSite: "lax", path: new URL(issuer).pathname },
      short: { signed: true, httpOnly: true, sameSite: "lax" },
    },
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub", "tid", "oid", "ver"],
      profile: ["name", "preferred_username"],
      email: ["email", "xms_edov"],
    },
    findAccount: async (_ctx, oid) => {
      const account = await accounts.byObjectId(tid, oid);
      return account
        ? { accountId: oid, claims: () => Promise.resolve({ ...claimsOf(account), sub: oid }) }
        : undefined;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      // The add-in's sign-in window asks for the scope of our API, and gets a token like those that Outlook hands out.
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, client) => (client.clientId === addinClientId ? api.audience : []),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: api.scope,
          audience: api.audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: 3600,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    extraTokenClaims: async (_ctx, token) => {
      const account = "accountId" in token && (await accounts.byObjectId(tid, token.accountId));
      return account ? { ...claimsOf(account), scp: "access_as_user", azp: addinClientId } : undefined;
    },
    interactions: {
      policy: askEachTime(),
      url: (_ctx, interaction) => `${new URL(issuer).pathname}/interaction/${interaction.uid}`,
    },
    // Portal and add-in belong to the same company: nobody is asked for consent.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider: self } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const known = session.grantIdFor(client.clientId);
      const existing = known ? await self.Grant.find(known) : undefined;
      if (existing && existing.accountId === session.accountId) return existing;
      const grant = new self.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(scopes);
      if (client.clientId === addinClientId) grant.addResourceScope(api.audience, api.scope);
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    ttl: {
      Interaction: 3600,
      Session: 14 * day,
      Grant: 14 * day,
      IdToken: 3600,
      AccessToken: 3600,
      AuthorizationCode: 60,
    },
    renderError: (ctx, out) => {
      ctx.set("Content-Security-Policy", plainPagePolicy);
      ctx.type = "html";
      const text = escape(out.error_description ?? out.error);
      ctx.body = plainPage(
        "Sign-in did not work",
        `<h1>Sign-in did not work</h1><p>${text}</p><a class="go" href="/portal">Start again</a>`,
      );
    },
  });
  provider.proxy = true;
  return provider;
}
