import type { Check, Hop } from "../../../shared/contracts/check.ts";
import type { OutlookClient, ReportButton } from "../../../shared/outlook-client.ts";
import type { PortalTextKey } from "../text-context.ts";

/** A span in the largest unit that fits, for reading, not for adding up. */
export function spanOf(milliseconds: number): { key: PortalTextKey; n: number; digits: number } {
  const s = milliseconds / 1000;
  if (milliseconds < 1000) return { key: "check.took.ms", n: Math.round(milliseconds), digits: 0 };
  if (s < 10) return { key: "check.took.s", n: s, digits: 1 };
  if (s < 120) return { key: "check.took.s", n: Math.floor(s), digits: 0 };
  if (s < 7200) return { key: "check.took.min", n: Math.floor(s / 60), digits: 0 };
  if (s < 172_800) return { key: "check.took.h", n: Math.floor(s / 3600), digits: 0 };
  return { key: "check.took.d", n: Math.floor(s / 86_400), digits: 0 };
}

/** The hop that a check has come to: the first that is not done. */
export const hopNow = ({ hops }: Check): Hop | undefined => hops.find(({ state }) => state !== "done");

/** What stands above the hops; a check that waits for something else than the press says for which hop. */
export function summaryOf(check: Check): "running" | "stuck" | "waiting" | "passed" | "failed" {
  if (check.state !== "running") return check.state;
  return hopNow(check)?.state === "waiting" ? "stuck" : "running";
}

/** Where a reason is seen to, for those that have a page. */
export const pageFor: Partial<Record<NonNullable<Hop["reason"]>, { to: string; key: PortalTextKey }>> = {
  noMailbox: { to: "/settings", key: "check.why.noMailbox.act" },
  refused: { to: "/settings", key: "check.why.refused.act" },
  mailServerAway: { to: "/mail", key: "check.why.mailServerAway.act" },
};

/** Which buttons brought reports. */
export function liveButtons(
  seen: readonly { button: ReportButton }[],
): "neither" | "pane" | "outlook" | "both" {
  const [pane, outlook] = (["pane", "outlook"] as const).map((one) =>
    seen.some(({ button }) => button === one),
  );
  if (pane && outlook) return "both";
  return pane ? "pane" : outlook ? "outlook" : "neither";
}

/** Outlook has no report button of its own that an add-in could take there. */
export const hasOwnButton = (client: OutlookClient): boolean => client !== "ios" && client !== "android";
