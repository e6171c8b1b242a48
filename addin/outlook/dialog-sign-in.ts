import type { RedeemSignIn, SignedIn } from "../../shared/contracts/sign-in.ts";
import { type Identity, type SignIn, SignInError, type SignInProblem } from "./sign-in.ts";
import { openWindow, type WindowOutcome } from "./sign-in-window.ts";

interface WindowPorts {
  origin: string;
  /** Of the mailbox: a hint for the provider and for words, never an identity. */
  mailbox: string;
  open: (address: string) => Promise<WindowOutcome>;
  /** Null for a code that is good no more. */
  redeem: (code: string, verifier: string) => Promise<SignedIn | null>;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  now: () => number;
}

type Held = SignedIn & { until: number };

/** Before a token ends, so that none ends on its way. */
const early = 60_000;

/** Sign-in by a window of ours, for an Outlook that hands out no tokens. */
export function dialogSignIn(ports: WindowPorts): SignIn {
  const mailbox = ports.mailbox.toLowerCase();
  // Unpinned panes are opened anew for each mail, and would begin with a window each time. What is kept ends with the
  // token or the tab, and is read by scripts of our own origin alone, which could ask the pane for it as well.
  const storageKey = `fc:sign-in:${mailbox}`;
  let held = read();
  let picked: Held | null = null;
  let problem: SignInProblem = { reason: "asked" };
  let opening: Promise<void> | null = null;
  // Made before it is needed: between a press and its window nothing is waited for.
  let next = newVerifier();

  function read(): Held | null {
    try {
      const kept = JSON.parse(ports.storage.getItem(storageKey) ?? "null") as Held | null;
      return kept && kept.until > ports.now() ? kept : null;
    } catch {
      return null;
    }
  }
  function keep(value: Held | null): void {
    held = value;
    picked = null;
    try {
      if (value) ports.storage.setItem(storageKey, JSON.stringify(value));
      else ports.storage.removeItem(storageKey);
    } catch {
      // Without storage every pane asks once.
    }
  }

  async function pick(choose: boolean): Promise<void> {
    const { verifier, challenge } = await next;
    next = newVerifier();
    const query = new URLSearchParams({
      challenge,
      ...(mailbox && { email: mailbox }),
      ...(choose && { choose: "1" }),
    });
    const outcome = await ports.open(`${ports.origin}/auth/dialog?${query.toString()}`);
    if ("problem" in outcome) {
      problem = { reason: outcome.problem, mailbox };
      return;
    }
    try {
      const signedIn = await ports.redeem(outcome.code, verifier);
      if (!signedIn) {
        problem = { reason: "expired" };
        return;
      }
      const got = { ...signedIn, until: ports.now() + signedIn.expiresIn * 1000 - early };
      if (mailbox === "" || got.address.toLowerCase() === mailbox) keep(got);
      else {
        picked = got;
        problem = { reason: "otherAccount", address: got.address, mailbox };
      }
    } catch {
      problem = { reason: "broken" };
    }
  }

  return {
    identity: (): Identity | null => (held ? { tid: held.tid, oid: held.oid } : null),
    async token({ again = false, button = false, account }) {
      if (held && (again || held.until <= ports.now())) {
        keep(null);
        problem = { reason: "expired" };
      }
      if (account === "keep" && picked) keep(picked);
      else if (button && !held) {
        opening ??= pick(account === "choose").finally(() => (opening = null));
        await opening;
      }
      if (!held) throw new SignInError("failed", undefined, problem);
      return held.accessToken;
    },
  };
}

async function newVerifier(): Promise<{ verifier: string; challenge: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(hash)) };
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const path: (typeof RedeemSignIn)["path"] = "/api/v1/sign-in";

/** By fetch alone: the contract's schemas would make the pane's first bytes more. */
async function redeem(code: string, verifier: string): Promise<SignedIn | null> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, verifier }),
    signal: AbortSignal.timeout(20_000),
  });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as SignedIn;
}

/** In the real Outlook. */
export function openDialogSignIn(): SignIn {
  const mailbox = Office.context.mailbox.userProfile.emailAddress;
  return dialogSignIn({
    origin: location.origin,
    mailbox: typeof mailbox === "string" ? mailbox : "",
    open: openWindow,
    redeem,
    storage: sessionStorage,
    now: () => Date.now(),
  });
}
