import { hash } from "node:crypto";
import type { JWTPayload } from "jose";

const tenMinutes = 10 * 60_000;

/**
 * Remembers for a while which tokens were found good, by their hash, as the pane shows the same one with each call and a
 * signature costs more than all else of a small request. Only what cannot change is remembered: a token's own words. It is
 * verified anew after ten minutes and when it has expired, by whose clock `skewMs` is allowed for; what was refused is
 * never remembered. What its bearer may do is read from the database each time.
 */
export function rememberVerified(
  verify: (token: string) => Promise<JWTPayload>,
  { skewMs, forMs = tenMinutes, most = 5_000 }: { skewMs: number; forMs?: number; most?: number },
): (token: string) => Promise<JWTPayload> {
  const verified = new Map<string, { payload: JWTPayload; until: number }>();
  return async (token) => {
    const key = hash("sha256", token, "base64");
    const found = verified.get(key);
    if (found && Date.now() < found.until) return found.payload;
    verified.delete(key);
    const payload = await verify(token);
    const until = Math.min(Date.now() + forMs, (payload.exp ?? 0) * 1000 + skewMs);
    verified.set(key, { payload, until });
    // The oldest go first: a Map keeps the order in which its entries came.
    for (const oldest of verified.keys()) {
      if (verified.size <= most) break;
      verified.delete(oldest);
    }
    return payload;
  };
}
