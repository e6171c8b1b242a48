import express, { type Request, type Response, Router } from "express";
import { SignJWT, importJWK } from "jose";
import type mongoose from "mongoose";
import type Provider from "oidc-provider";
import { type Account, type Accounts, UnusableAddress, claimsOf } from "./accounts.ts";
import { addinClientId, apiAudience } from "./constants.ts";
import { escape, plainPage, plainPagePolicy } from "./plain-page.ts";
import { createProviderIndexes, providerCollection, providerStore } from "./provider-store.ts";
import type { Secrets } from "./secrets.ts";
import { signInPage } from "./sign-in-page.ts";
import { createTenantProvider } from "./tenant-provider.ts";

export interface IdentityProviderOptions {
  db: mongoose.mongo.Db;
  accounts: Accounts;
  secrets: Secrets;
  httpsPort: number;
}

/** What an add-in in Outlook gets from Entra. */
export interface IssuedTokens {
  access_token: string;
  id_token: string;
  token_type: "Bearer";
  expires_in: number;
}

export interface IdentityProvider {
  /** Mount at the root: it answers below /sandbox/entra. */
  router: Router;
  /** With {tenantid}, for IDENTITY_ISSUER. */
  issuer: string;
  jwksUri: string;
  issueTokens(account: Account): Promise<IssuedTokens>;
}

const lifetime = 3600;
const base = "/sandbox/entra";

/** Plays Entra for all tenants of the sandbox: sign-in with a page of people, and tokens as Outlook's add-ins get them. */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { accounts, secrets, httpsPort } = options;
  const origin = `https://localhost:${httpsPort}`;
  const issuer = `${origin}${base}/{tenantid}/v2.0`;
  const collection = providerCollection(options.db);
  await createProviderIndexes(collection);
  const providers = new Map<string, Provider>();
  const key = await importJWK(secrets.signingKey, "RS256");
  const { kty, n, e, kid, use, alg } = secrets.signingKey;

  async function providerOf(tid: string): Promise<Provider | null> {
    const known = providers.get(tid);
    if (known) return known;
    if (!(await accounts.tenant(tid))) return null;
    const made = createTenantProvider({
      tid,
      issuer: issuer.replace("{tenantid}", tid),
      origin,
      secrets,
      accounts,
      store: providerStore(collection, tid),
    });
    providers.set(tid, made);
    return made;
  }

  const router = Router();
  router.get(`${base}/common/discovery/v2.0/keys`, (_req, res) => {
    res.json({ keys: [{ kty, n, e, kid, use, alg }] });
  });
  const tenantRouter = Router({ mergeParams: true });
  router.use(`${base}/:tid/v2.0`, tenantRouter);

  // Whatever way a call came (plain http from the server itself, https from a browser): the provider has one address.
  tenantRouter.use((req, _res, next) => {
    req.headers.host = `localhost:${httpsPort}`;
    req.headers["x-forwarded-host"] = req.headers.host;
    req.headers["x-forwarded-proto"] = "https";
    // Here an account is picked each time, asked for or not; the library knows no such prompt.
    req.url = req.url.replace(/([?&])prompt=select_account(&|$)/, "$1");
    next();
  });
  tenantRouter.get("/interaction/:uid", async (req: Request<{ tid: string; uid: string }>, res) => {
    await withInteraction(req, res, async (provider) => {
      const { params } = await provider.interactionDetails(req, res);
      const hint = typeof params.login_hint === "string" ? params.login_hint : "";
      const tenant = await accounts.tenant(req.params.tid);
      send(res, 200, signInPage(tenant?.name ?? "", await accounts.members(req.params.tid), hint));
    });
  });
  tenantRouter.post(
    "/interaction/:uid",
    express.urlencoded({ extended: false, limit: "4kb" }),
    async (req: Request<{ tid: string; uid: string }>, res) => {
      await withInteraction(req, res, async (provider) => {
        const details = await provider.interactionDetails(req, res);
        const { email } = req.body as { email?: unknown };
        const account = await accounts.accountFor(typeof email === "string" ? email : "");
        if (account.tid !== req.params.tid)
          throw new UnusableAddress(`${account.email} belongs to another company.`);
        await forgetOtherPerson(provider, details, account.oid);
        const next = await provider.interactionResult(req, res, { login: { accountId: account.oid } });
        res.redirect(303, next);
      });
    },
  );
  tenantRouter.use(async (req: Request<{ tid: string }>, res: Response) => {
    const provider = await providerOf(req.params.tid);
    if (provider) await provider.callback()(req, res);
    else
      send(
        res,
        404,
        plainPage("Unknown company", "<h1>Unknown company</h1><p>There is no such tenant here.</p>"),
      );
  });

  async function withInteraction(
    req: Request<{ tid: string }>,
    res: Response,
    work: (provider: Provider) => Promise<void>,
  ): Promise<void> {
    const provider = await providerOf(req.params.tid);
    try {
      if (provider) {
        await work(provider);
        return;
      }
      send(
        res,
        404,
        plainPage("Unknown company", "<h1>Unknown company</h1><p>There is no such tenant here.</p>"),
      );
    } catch (error) {
      if (error instanceof UnusableAddress)
        send(res, 400, problem("That does not work", error.message, req.originalUrl));
      else if (error instanceof Error && error.name === "SessionNotFound")
        send(
          res,
          400,
          problem("This sign-in is over", "It was used already, or it waited too long.", "/portal"),
        );
      else throw error;
    }
  }

  return {
    router,
    issuer,
    jwksUri: `${origin}${base}/common/discovery/v2.0/keys`,
    async issueTokens(account) {
      const sign = (claims: Record<string, unknown>, audience: string) =>
        new SignJWT({ ...claimsOf(account), ...claims })
          .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
          .setIssuer(issuer.replace("{tenantid}", account.tid))
          .setAudience(audience)
          .setIssuedAt()
          .setNotBefore("0s")
          .setExpirationTime(`${lifetime}s`)
          .sign(key);
      return {
        access_token: await sign({ scp: "access_as_user", azp: addinClientId }, apiAudience(httpsPort)),
        id_token: await sign({}, addinClientId),
        token_type: "Bearer",
        expires_in: lifetime,
      };
    },
  };
}

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** Another person picked in the same browser: the provider's session is emptied before, so that it need not ask to sign out. */
async function forgetOtherPerson(provider: Provider, interaction: Interaction, oid: string): Promise<void> {
  const uid = interaction.session?.uid;
  const session = uid ? await provider.Session.findByUid(uid) : undefined;
  if (!session?.accountId || session.accountId === oid) return;
  const left = (exp: number) => Math.max(1, exp - Math.floor(Date.now() / 1000));
  delete session.accountId;
  session.authorizations = {};
  await session.save(left(session.exp));
  delete interaction.session;
  await interaction.save(left(interaction.exp));
}

function send(res: Response, status: number, html: string): void {
  res.status(status).set({
    "Content-Security-Policy": plainPagePolicy,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  });
  res.type("html").send(html);
}

const problem = (title: string, text: string, back: string) =>
  plainPage(
    title,
    `<h1>${escape(title)}</h1><p>${escape(text)}</p><a class="go" href="${escape(back)}">Try again</a>`,
  );
