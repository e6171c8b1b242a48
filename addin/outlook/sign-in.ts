import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import type { DialogProblem } from "../../shared/contracts/sign-in.ts";
import type { MailboxPort } from "./mailbox-port.ts";

/** Who is signed in, by directory id. */
export interface Identity {
  tid: string;
  oid: string;
}

interface TokenOptions {
  /** The last one was refused. */
  again?: boolean;
  /** A person asked, were it by opening the pane: Outlook may show a window of its own. */
  pressed?: boolean;
  /** A button of ours was pressed just now: browsers let us open a window. */
  button?: boolean;
  /** Pick another account, or go on with the one that was picked though the mailbox is another's. */
  account?: "choose" | "keep";
}

export interface SignIn {
  /** An access token for our API. */
  token: (options: TokenOptions) => Promise<string>;
  /** Known after the first token. */
  identity: () => Identity | null;
}

/** Why nobody is signed in: no way to, or what became of the window; and for `otherAccount` who would be. */
export interface SignInProblem {
  reason: DialogProblem | "unavailable" | "asked" | "otherAccount" | "blocked" | "closed";
  /** Of the account that was picked, and of the mailbox. */
  address?: string;
  mailbox?: string;
}

/** `unavailable`: this Outlook hands out no tokens. `failed`: it does, but not now. */
export class SignInError extends Error {
  readonly code: "unavailable" | "failed";
  readonly problem: SignInProblem | null;

  constructor(code: SignInError["code"], cause?: unknown, problem: SignInProblem | null = null) {
    super(code, { cause });
    this.code = code;
    this.problem = problem;
  }
}

/**
 * Outlook's own sign-in where it has one, else a window of ours, else none. Each is loaded where it is needed, after the
 * first paint.
 */
export function outlookSignIn(
  config: PaneConfig,
  port: Pick<MailboxPort, "isSetSupported">,
  load = {
    nested: async () => (await import("./msal-sign-in.ts")).msalSignIn(config, port),
    window: async () => (await import("./dialog-sign-in.ts")).openDialogSignIn(),
  },
): SignIn {
  let opened: Promise<SignIn> | null = null;
  let chosen: SignIn | null = null;

  const open = () => {
    if (port.isSetSupported("NestedAppAuth", "1.1")) return load.nested();
    // Outlook's windows came with this version.
    if (config.dialog && port.isSetSupported("Mailbox", "1.4")) return load.window();
    throw new SignInError("unavailable", undefined, { reason: "unavailable" });
  };
  return {
    identity: () => chosen?.identity() ?? null,
    async token(options) {
      opened ??= open();
      chosen = await opened.catch((error: unknown) => {
        opened = null;
        throw new SignInError("failed", error);
      });
      return chosen.token(options);
    },
  };
}
