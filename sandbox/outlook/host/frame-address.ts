/** One add-in frame, as both sides of the channel name it. */
export interface FrameIdentity {
  conversationId: string;
  controlId: string;
  correlationId: string;
  isDialog: boolean;
}

export const newFrameIdentity = (isDialog: boolean): FrameIdentity => ({
  conversationId: `c${crypto.randomUUID()}`,
  controlId: crypto.randomUUID(),
  correlationId: crypto.randomUUID(),
  isDialog,
});

const hostInfo = (frame: FrameIdentity, locale: string, separator: string) =>
  [
    "Outlook",
    "Web",
    "16.01", // decides the name of the host file: outlook-web-16.01.js
    locale,
    frame.correlationId,
    frame.isDialog ? "isDialog" : "",
    "disableLogging", // keeps office.js from loading its telemetry
    "0",
  ].join(separator);

/** The frame's name: describes the channel to office.js, which reads it from window.name. */
export function frameName(frame: FrameIdentity, locale: string, hostOrigin: string): string {
  return JSON.stringify({
    baseFrameName: `_xdm_${frame.controlId}`,
    hostInfo: hostInfo(frame, locale, "|"),
    xdmInfo: `${frame.conversationId}|${frame.controlId}|${hostOrigin}/`,
    serializerVersion: 1,
  });
}

/** The page's address with the query parameter that office.js reads first; only here does `disableLogging` count. */
export function frameUrl(address: string, frame: FrameIdentity, locale: string, base: string): string {
  const url = new URL(address, base);
  url.search += `${url.search ? "&" : "?"}_host_Info=${hostInfo(frame, locale, "$")}`;
  return url.toString();
}
