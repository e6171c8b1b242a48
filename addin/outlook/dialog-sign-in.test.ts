import { createHash } from "node:crypto";
import { expect, it, vi } from "vitest";
import { dialogSignIn } from "./dialog-sign-in.ts";
import { outlookSignIn, type SignIn } from "./sign-in.ts";
import type { WindowOutcome } from "./sign-in-window.ts";

const mailbox = "newcomer@acme.example";
const hour = 3_600_000;

function signInWith(
  outcomes: WindowOutcome[],
  options: { address?: string; store?: Map<string, string> } = {},
) {
  const store = options.store ?? new Map<string, string>();
  const clock = { now: 0 };
  const opened: URL[] = [];
  const redeemed: { code: string; verifier: string }[] = [];
  const signIn = dialogSignIn({
    origin: "https://training.acme.example",
    mailbox,
    open: (address) => {
      opened.push(new URL(address));
      return Promise.resolve(outcomes.shift() ?? { problem: "closed" });
    },
    redeem: (code, verifier) => {
      redeemed.push({ code, verifier });
      if (code === "late") return Promise.resolve(null);
      if (code === "away") return Promise.reject(new Error("offline"));
      const address = options.address ?? "Newcomer@acme.example";
      return Promise.resolve({
        accessToken: `token of ${code}`,
        expiresIn: 3600,
        tid: "t",
        oid: "o",
        address,
      });
    },
    storage: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => void store.set(key, value),
      removeItem: (key) => void store.delete(key),
    },
    now: () => clock.now,
  });
  return { signIn, opened, redeemed, clock, store };
}
const refusedFor = (reason: string) => ({ code: "failed", problem: { reason } });

it("opens no window by itself, not even for whoever opened the pane", async () => {
  const { signIn, opened } = signInWith([{ code: "one" }]);
  await expect(signIn.token({ pressed: true })).rejects.toMatchObject(refusedFor("asked"));
  expect(opened).toEqual([]);
  expect(signIn.identity()).toBeNull();
});

it("redeems the code with a verifier whose hash alone the window's address has", async () => {
  const { signIn, opened, redeemed } = signInWith([{ code: "one" }]);
  expect(await signIn.token({ button: true })).toBe("token of one");
  expect(signIn.identity()).toEqual({ tid: "t", oid: "o" });
  const [{ verifier } = { verifier: "" }] = redeemed;
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  expect(opened[0]?.searchParams.get("challenge")).toBe(challenge);
  expect(opened[0]?.href).not.toContain(verifier);
  expect(opened[0]?.searchParams.get("email")).toBe(mailbox);
});

it("asks for a press again when the token ends, or is refused", async () => {
  const { signIn, opened, clock } = signInWith([{ code: "one" }, { code: "two" }]);
  await signIn.token({ button: true });
  clock.now = hour;
  await expect(signIn.token({})).rejects.toMatchObject(refusedFor("expired"));
  expect(await signIn.token({ button: true })).toBe("token of two");
  await expect(signIn.token({ again: true })).rejects.toMatchObject(refusedFor("expired"));
  expect(opened).toHaveLength(2);
});

it("is known to the next pane of this mailbox while the token lives", async () => {
  const first = signInWith([{ code: "one" }]);
  await first.signIn.token({ button: true });
  const next = signInWith([], { store: first.store });
  expect(await next.signIn.token({})).toBe("token of one");
  next.clock.now = hour;
  await expect(next.signIn.token({})).rejects.toMatchObject(refusedFor("expired"));
  expect(first.store.size).toBe(0);
});

it("sends nothing in the name of another account before the person says so", async () => {
  const { signIn, store, opened } = signInWith([{ code: "one" }, { code: "two" }], {
    address: "colleague@acme.example",
  });
  const problem = { reason: "otherAccount", address: "colleague@acme.example", mailbox };
  await expect(signIn.token({ button: true })).rejects.toMatchObject({ problem });
  await expect(signIn.token({})).rejects.toMatchObject({ problem });
  expect([signIn.identity(), store.size]).toEqual([null, 0]);
  await expect(signIn.token({ button: true, account: "choose" })).rejects.toMatchObject({ problem });
  expect(opened[1]?.searchParams.get("choose")).toBe("1");
  expect(await signIn.token({ button: true, account: "keep" })).toBe("token of two");
  expect(opened).toHaveLength(2);
});

it("keeps the reason of the last window until the next", async () => {
  const { signIn } = signInWith([{ problem: "denied" }, { code: "late" }, { code: "away" }]);
  for (const reason of ["denied", "expired", "broken", "closed"]) {
    await expect(signIn.token({ button: true })).rejects.toMatchObject(refusedFor(reason));
    await expect(signIn.token({})).rejects.toMatchObject(refusedFor(reason));
  }
});

it("opens one window for presses that come together", async () => {
  const { signIn, opened } = signInWith([{ code: "one" }]);
  await Promise.all([signIn.token({ button: true }), signIn.token({ button: true })]);
  expect(opened).toHaveLength(1);
});

it("goes to Outlook's own sign-in first, to a window second, and else says that there is neither", async () => {
  const named = (name: string): SignIn => ({ token: () => Promise.resolve(name), identity: () => null });
  const config = { clientId: "c", authority: "https://login.example", scope: "s" };
  const load = {
    nested: vi.fn(() => Promise.resolve(named("nested"))),
    window: vi.fn(() => Promise.resolve(named("window"))),
  };
  const ask = (dialog: boolean, ...sets: string[]) =>
    outlookSignIn({ ...config, dialog }, { isSetSupported: (name) => sets.includes(name) }, load).token({});
  await expect(ask(true)).rejects.toMatchObject({ code: "unavailable" });
  await expect(ask(false, "Mailbox")).rejects.toMatchObject({ code: "unavailable" });
  expect(load.nested).not.toHaveBeenCalled();
  expect(await ask(true, "NestedAppAuth", "Mailbox")).toBe("nested");
  expect(load.window).not.toHaveBeenCalled();
  expect(await ask(true, "Mailbox")).toBe("window");
  load.window.mockRejectedValueOnce(new Error("chunk lost"));
  await expect(ask(true, "Mailbox")).rejects.toMatchObject({ code: "failed" });
});
