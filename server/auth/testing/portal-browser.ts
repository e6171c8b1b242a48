import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import supertest from "supertest";
import { createApp } from "../../app.ts";
import type { Deps } from "../../deps.ts";
import { cookieName } from "../session.ts";

export interface Person {
  tid: string;
  oid: string;
  preferred_username: string;
  /** What the provider gives beside, for an API. */
  accessToken?: string;
}

export type PortalBrowsers = Awaited<ReturnType<typeof portalBrowsers>>;

/**
 * The product as browsers see it behind a proxy that ends TLS, and an identity provider that says of everybody what the
 * test wants: discovery, keys and the code's exchange, no pages.
 */
export async function portalBrowsers(deps: Deps) {
  const keys = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "p1", alg: "RS256", use: "sig" };
  const issuerOf = (tid: string) => deps.config.identity.issuer.replace("{tenantid}", tid);
  /** What a code stands for; a code works once. */
  const codes = new Map<string, Record<string, unknown>>();

  const provider = createServer((req, res) => {
    const url = new URL(req.url ?? "/", "http://provider.example");
    const tid = url.pathname.split("/")[1] ?? "";
    const issuer = issuerOf(tid);
    const base = `${new URL(issuer).origin}/${tid}`;
    const json = (value: unknown, status = 200) =>
      void res.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
    if (url.pathname.endsWith("/.well-known/openid-configuration"))
      json({
        issuer,
        authorization_endpoint: `${base}/authorize`,
        token_endpoint: `${base}/token`,
        jwks_uri: `${base}/keys`,
      });
    else if (url.pathname.endsWith("/keys")) json({ keys: [jwk] });
    else {
      let body = "";
      req
        .on("data", (part: Buffer) => (body += part.toString()))
        .on("end", () => {
          const sent = new URLSearchParams(body);
          const code = sent.get("code") ?? "";
          const claims = codes.get(code);
          codes.delete(code);
          if (!claims) {
            json({ error: "invalid_grant" }, 400);
            return;
          }
          const { accessToken = "a", ...ofId } = claims;
          void new SignJWT({ sub: "subject", ...ofId })
            .setProtectedHeader({ alg: "RS256", kid: "p1" })
            .setIssuer(issuer)
            .setAudience(sent.get("client_id") ?? "")
            .setIssuedAt()
            .setExpirationTime("5m")
            .sign(keys.privateKey)
            .then((token) =>
              json({ access_token: accessToken, token_type: "Bearer", expires_in: 300, id_token: token }),
            );
        });
    }
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const backchannel = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const { config } = deps;
  const app = createApp(
    { ...deps, config: { ...config, trustProxy: 1, identity: { ...config.identity, backchannel } } },
    { paneScripts: [] },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  type Method = "get" | "post" | "patch" | "put" | "delete";
  /** A request as the proxy hands it on. */
  const request = (method: Method, path: string, cookie?: string) => {
    const sent = supertest(origin)[method](path).set("X-Forwarded-Proto", "https");
    return cookie === undefined ? sent : sent.set("Cookie", cookie);
  };

  /** Where the provider would send the browser back to after this person signed in there. */
  function backFrom(authorizationUrl: string, person: Person): string {
    const asked = new URL(authorizationUrl).searchParams;
    const code = `code-${codes.size}-${Math.random()}`;
    codes.set(code, { nonce: asked.get("nonce"), ...person });
    const { pathname } = new URL(asked.get("redirect_uri") ?? "");
    return `${pathname}?${new URLSearchParams({ code, state: asked.get("state") ?? "" }).toString()}`;
  }

  /** A request that is answered as soon as the headers are there, as a browser follows a redirect. */
  async function hurried(path: string, cookie?: string) {
    const answer = await fetch(`${origin}${path}`, {
      redirect: "manual",
      headers: { "X-Forwarded-Proto": "https", ...(cookie !== undefined && { Cookie: cookie }) },
    });
    const set = answer.headers.getSetCookie().find((line) => line.startsWith(`${cookieName}=`));
    return {
      status: answer.status,
      location: answer.headers.get("location") ?? "",
      cookie: set?.split(";")[0] ?? cookie ?? "",
    };
  }

  const end = (one: Server) =>
    new Promise((resolve) => {
      one.closeAllConnections();
      one.close(resolve);
    });

  return {
    request,
    hurried,
    backFrom,
    /** Begins to sign in; answers the browser's cookie and where it was sent. */
    async begin(domain: string, next = "/portal") {
      const query = new URLSearchParams({ domain, next });
      const answer = await request("get", `/auth/sign-in?${query.toString()}`).expect(303);
      return { cookie: cookieOf(answer) ?? "", location: answer.headers["location"] ?? "" };
    },
    /** The whole way; answers the cookie of the session. */
    async signIn(domain: string, person: Person): Promise<string> {
      const { cookie, location } = await this.begin(domain);
      const answer = await request("get", backFrom(location, person), cookie).expect(303);
      return cookieOf(answer) ?? "";
    },
    /** From now on nobody can sign in there. */
    providerAway: () => end(provider),
    stop: () => Promise.all([end(server), end(provider)]),
  };
}

/** The whole Set-Cookie line of our session, if the answer has one. */
export const setCookieOf = (answer: supertest.Response): string | undefined =>
  ((answer.headers["set-cookie"] ?? []) as string[]).find((line) => line.startsWith(`${cookieName}=`));

/** Our session's cookie as a browser sends it back. */
export const cookieOf = (answer: supertest.Response): string | undefined =>
  setCookieOf(answer)?.split(";")[0];
