import type { JWTPayload } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rememberVerified } from "./verified-tokens.ts";

const began = new Date("2026-11-24T09:00:00Z").getTime();
const lasting = (seconds: number): JWTPayload => ({ exp: began / 1000 + seconds });

beforeEach(() => vi.useFakeTimers({ now: began }));
afterEach(() => vi.useRealTimers());

describe("tokens that were verified", () => {
  it("are verified once for ten minutes, then anew", async () => {
    const verify = vi.fn(() => Promise.resolve(lasting(3600)));
    const check = rememberVerified(verify, { skewMs: 60_000 });
    const first = await check("a");
    vi.advanceTimersByTime(10 * 60_000 - 1);
    expect(await check("a")).toBe(first);
    expect(verify).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    await check("a");
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it("are not taken a moment longer than they last", async () => {
    const verify = vi
      .fn<(token: string) => Promise<JWTPayload>>()
      .mockResolvedValueOnce(lasting(120))
      .mockRejectedValue(new Error("expired"));
    const check = rememberVerified(verify, { skewMs: 60_000 });
    await check("a");
    vi.advanceTimersByTime(180_000 - 1);
    await check("a");
    vi.advanceTimersByTime(1);
    await expect(check("a")).rejects.toThrow("expired");
  });

  it("are told apart by every character, and a refusal is never remembered", async () => {
    const verify = vi.fn((token: string) =>
      token === "good" ? Promise.resolve(lasting(3600)) : Promise.reject(new Error("refused")),
    );
    const check = rememberVerified(verify, { skewMs: 0 });
    await check("good");
    await expect(check("goof")).rejects.toThrow("refused");
    await expect(check("goof")).rejects.toThrow("refused");
    expect(verify).toHaveBeenCalledTimes(3);
  });

  it("are so many at most; the oldest are forgotten first", async () => {
    const verify = vi.fn(() => Promise.resolve(lasting(3600)));
    const check = rememberVerified(verify, { skewMs: 0, most: 2 });
    for (const token of ["a", "b", "c", "b", "c", "a"]) await check(token);
    expect(verify.mock.calls).toEqual([["a"], ["b"], ["c"], ["a"]]);
  });
});
