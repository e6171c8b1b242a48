import type { ReportClient } from "../../shared/after-report.ts";
import type { OutlookClient } from "../../shared/outlook-client.ts";
import { outlookClient } from "./client-header.ts";

/** office.js as it is in the field: what the type file promises may be missing in the runtime at hand. */
type Maybe<T> = { [K in keyof T]?: T[K] | undefined } | undefined;

const clients: Partial<Record<OutlookClient, ReportClient>> = {
  web: "web",
  new: "web",
  classic: "windows",
  mac: "mac",
};

/** Which of the Outlooks that have a report button of their own this is; undefined where it does not say. */
export function reportClient(): ReportClient | undefined {
  const context = Office.context as Maybe<Office.Context>;
  const platform = context?.platform ?? (context?.diagnostics as Maybe<Office.ContextInformation>)?.platform;
  const mailbox = context?.mailbox as Maybe<Office.Mailbox>;
  const host = (mailbox?.diagnostics as Maybe<Office.Diagnostics>)?.hostName;
  const client = outlookClient(host, platform && String(platform));
  return client && clients[client];
}
