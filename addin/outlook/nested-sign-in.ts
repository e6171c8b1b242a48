import type { AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import type { MailboxPort } from "./mailbox-port.ts";
import type * as MsalModule from "./msal.ts";
import { type Identity, type SignIn, SignInError, type SignInProblem } from "./sign-in.ts";

const limit = 20_000;

type Msal = Pick<typeof MsalModule, "createClient" | "needsInteraction">;

/**
 * Nested app authentication: Outlook signs in for us. msal is loaded with the first call. Outlook knows whose mailbox it is;
 * where it had to ask in a window, somebody may have picked another account, and nothing goes out in its name before the
 * person says so.
 */
export function nestedSignIn(
  config: PaneConfig,
  port: Pick<MailboxPort, "isSetSupported">,
  load: () => Promise<Msal>,
  /** Address of the mailbox, or "" where nobody can be asked whose it is. */
  mailbox: () => string = () => "",
): SignIn {
  let client: Promise<{ msal: Msal; app: IPublicClientApplication }> | null = null;
  let identity: Identity | null = null;
  let picked: { id: string; problem: SignInProblem } | null = null;

  async function open() {
    // Without a bridge msal becomes an ordinary web page's client and would fail later, in words of its own.
    if (!port.isSetSupported("NestedAppAuth", "1.1")) throw new SignInError("unavailable");
    client ??= load().then(async (msal) => ({ msal, app: await msal.createClient(config) }));
    return client.catch((error: unknown) => {
      client = null;
      throw new SignInError("failed", error);
    });
  }

  async function acquire(again: boolean, pressed: boolean, choose: boolean): Promise<AuthenticationResult> {
    const { msal, app } = await open();
    const request = { scopes: [config.scope] };
    try {
      if (!choose) return await inTime(app.acquireTokenSilent({ ...request, forceRefresh: again }));
    } catch (error) {
      if (!msal.needsInteraction(error) || !pressed) throw new SignInError("failed", error);
    }
    try {
      const result = await app.acquireTokenPopup(choose ? { ...request, prompt: "select_account" } : request);
      picked = pickedOther(result, mailbox());
      return result;
    } catch (error) {
      throw new SignInError("failed", error);
    }
  }

  return {
    identity: () => identity,
    async token({ again = false, pressed = false, button = false, account }) {
      if (account === "keep") picked = null;
      const result = await acquire(again, pressed || button, account === "choose");
      if (picked?.id === result.account.localAccountId)
        throw new SignInError("failed", undefined, picked.problem);
      identity = { tid: result.tenantId, oid: result.account.localAccountId };
      return result.accessToken;
    },
  };
}

/** What there is to ask when the account has none of the mailbox's names; a sign-in name may differ from the address. */
function pickedOther({ account }: AuthenticationResult, mailbox: string) {
  const { localAccountId: id, username: address, idTokenClaims } = account;
  const names = [address, idTokenClaims?.["email"]].map((name) => String(name).toLowerCase());
  if (mailbox === "" || names.includes(mailbox.toLowerCase())) return null;
  return { id, problem: { reason: "otherAccount" as const, address, mailbox } };
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("Outlook did not answer")), limit);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
