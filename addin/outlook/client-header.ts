import { clientHeader, type OutlookClient, type ReportButton } from "../../shared/outlook-client.ts";

/** office.js as it is in the field: what the type file promises may be missing in the build at hand. */
type Maybe<T> = { [K in keyof T]?: T[K] | undefined } | undefined;

/** Which Outlook this is, by what it says of itself; undefined where it says nothing that we know. */
export function outlookClient(
  host: string | undefined,
  platform: string | undefined,
): OutlookClient | undefined {
  if (host === "OutlookIOS" || platform === "iOS") return "ios";
  if (host === "OutlookAndroid" || platform === "Android") return "android";
  if (platform === "Mac") return "mac";
  if (host === "newOutlookWindows") return "new";
  if (host === "OutlookWebApp" || platform === "OfficeOnline") return "web";
  return host === "Outlook" || platform === "PC" ? "classic" : undefined;
}

/** Says by which button and in which Outlook a call is made, so that admins see which button is live. */
export function clientHeaders(button: ReportButton): Record<string, string> {
  try {
    const context = Office.context as Maybe<Office.Context>;
    const mailbox = context?.mailbox as Maybe<Office.Mailbox>;
    const { hostName, hostVersion } = (mailbox?.diagnostics ?? {}) as NonNullable<Maybe<Office.Diagnostics>>;
    const platform = context?.platform ?? context?.diagnostics?.platform;
    const client = outlookClient(hostName, platform && String(platform));
    const version = hostVersion ?? context?.diagnostics?.version ?? "";
    return client ? { [clientHeader]: `${button} ${client} ${version.replace(/[^\w.-]/g, "")}`.trim() } : {};
  } catch {
    return {};
  }
}
