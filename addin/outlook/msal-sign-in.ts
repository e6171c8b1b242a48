import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import type { MailboxPort } from "./mailbox-port.ts";
import * as msal from "./msal.ts";
import { nestedSignIn } from "./nested-sign-in.ts";
import type { SignIn } from "./sign-in.ts";

/** Outlook's own sign-in with all that it needs, in one piece. */
export const msalSignIn = (config: PaneConfig, port: Pick<MailboxPort, "isSetSupported">): SignIn =>
  nestedSignIn(
    config,
    port,
    () => Promise.resolve(msal),
    () => {
      const address: unknown = Office.context.mailbox.userProfile.emailAddress;
      return typeof address === "string" ? address : "";
    },
  );
