import type { ReportClient } from "../../shared/after-report.ts";

/** office.js as it is in the field: what the type file promises may be missing in the runtime at hand. */
type Maybe<T> = { [K in keyof T]?: T[K] | undefined } | undefined;

const byPlatform: Record<string, ReportClient | undefined> = {
  OfficeOnline: "web",
  PC: "windows",
  Mac: "mac",
};

/**
 * Which Outlook the command runs in. New Outlook for Windows calls itself a web client, as it is one; classic Outlook and
 * the one for Mac go by the same host name, so without a platform only the web is told. Undefined: as for all clients.
 */
export function reportClient(): ReportClient | undefined {
  const context = Office.context as Maybe<Office.Context>;
  const platform = String(
    context?.platform ?? (context?.diagnostics as Maybe<Office.ContextInformation>)?.platform,
  );
  const mailbox = context?.mailbox as Maybe<Office.Mailbox>;
  const host = (mailbox?.diagnostics as Maybe<Office.Diagnostics>)?.hostName;
  const isWeb = host === "OutlookWebApp" || host === "newOutlookWindows";
  return byPlatform[platform] ?? (isWeb ? "web" : undefined);
}
