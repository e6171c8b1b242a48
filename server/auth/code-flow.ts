import * as oidc from "openid-client";
import type { Config } from "../config.ts";
import { backchannelFetch } from "./backchannel.ts";

/** A sign-in under way; kept in the session of the browser that began it. */
export interface SignInBegun {
  tenant: string;
  state: string;
  nonce: string;
  verifier: string;
  /** In milliseconds. */
  startedAt: number;
}

interface FlowSettings {
  identity: Config["identity"];
  client: { clientId: string; clientSecret: string };
  redirectUri: string;
  scope: string;
}

/** OpenID Connect's code flow at a tenant's provider, with PKCE, state and nonce. */
export function codeFlow({ identity, client, redirectUri, scope }: FlowSettings) {
  const providers = new Map<string, Promise<oidc.Configuration>>();

  function providerOf(tenant: string): Promise<oidc.Configuration> {
    const known = providers.get(tenant);
    if (known) return known;
    const found = oidc.discovery(
      new URL(identity.issuer.replace("{tenantid}", tenant)),
      client.clientId,
      client.clientSecret,
      undefined,
      {
        [oidc.customFetch]: backchannelFetch(identity.issuer, identity.backchannel),
        timeout: 10,
      },
    );
    providers.set(tenant, found);
    found.catch(() => providers.delete(tenant));
    return found;
  }

  return {
    /** What to remember, and where to send the browser. `hints` are parameters of the provider, such as `login_hint`. */
    async begin(tenant: string, hints: Record<string, string> = {}) {
      const provider = await providerOf(tenant);
      const begun: SignInBegun = {
        tenant,
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        startedAt: Date.now(),
      };
      const url = oidc.buildAuthorizationUrl(provider, {
        ...hints,
        redirect_uri: redirectUri,
        scope,
        response_type: "code",
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: "S256",
      });
      return { begun, href: url.href };
    },
    /** Exchanges the code in the address that the browser came back to. @throws whatever openid-client refuses with */
    async finish(originalUrl: string, begun: SignInBegun) {
      const url = new URL(redirectUri);
      url.search = new URL(originalUrl, redirectUri).search;
      return oidc.authorizationCodeGrant(await providerOf(begun.tenant), url, {
        pkceCodeVerifier: begun.verifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      });
    },
  };
}
