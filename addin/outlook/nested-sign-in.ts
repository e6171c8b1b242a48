import type { AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import type { MailboxPort } from "./mailbox-port.ts";
import type * as MsalModule from "./msal.ts";
import { type Identity, type SignIn, SignInError } from "./sign-in.ts";

const limit = 20_000;

type Msal = Pick<typeof MsalModule, "createClient" | "needsInteraction">;

/** Nested app authentication: Outlook signs in for us. msal is loaded with the first call. */
export function nestedSignIn(
  config: PaneConfig,
  port: Pick<MailboxPort, "isSetSupported">,
  load: () => Promise<Msal>,
): SignIn {
  let client: Promise<{ msal: Msal; app: IPublicClientApplication }> | null = null;
  let identity: Identity | null = null;

  async function open() {
    // Without a bridge msal becomes an ordinary web page's client and would fail later, in words of its own.
    if (!port.isSetSupported("NestedAppAuth", "1.1")) throw new SignInError("unavailable");
    client ??= load().then(async (msal) => ({ msal, app: await msal.createClient(config) }));
    return client.catch((error: unknown) => {
      client = null;
      throw new SignInError("failed", error);
    });
  }

  async function acquire(again: boolean, pressed: boolean): Promise<AuthenticationResult> {
    const { msal, app } = await open();
    const request = { scopes: [config.scope] };
    try {
      return await inTime(app.acquireTokenSilent({ ...request, forceRefresh: again }));
    } catch (error) {
      if (!msal.needsInteraction(error) || !pressed) throw new SignInError("failed", error);
    }
    try {
      return await app.acquireTokenPopup(request);
    } catch (error) {
      throw new SignInError("failed", error);
    }
  }

  return {
    identity: () => identity,
    async token({ again = false, pressed = false, button = false }) {
      const result = await acquire(again, pressed || button);
      identity = { tid: result.tenantId, oid: result.account.localAccountId };
      return result.accessToken;
    },
  };
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("Outlook did not answer")), limit);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
