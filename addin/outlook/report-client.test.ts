import { afterEach, describe, expect, it, vi } from "vitest";
import { reportClient } from "./report-client.ts";

afterEach(() => vi.unstubAllGlobals());

describe("which Outlook a report is made in", () => {
  it.each([
    [{ platform: "OfficeOnline", mailbox: { diagnostics: { hostName: "OutlookWebApp" } } }, "web"],
    [{ platform: "OfficeOnline", mailbox: { diagnostics: { hostName: "newOutlookWindows" } } }, "web"],
    [{ mailbox: { diagnostics: { hostName: "newOutlookWindows" } } }, "web"],
    [{ platform: "PC", mailbox: { diagnostics: { hostName: "Outlook" } } }, "windows"],
    [{ diagnostics: { platform: "Mac" } }, "mac"],
    [{ mailbox: { diagnostics: { hostName: "Outlook" } } }, "windows"],
    [{ platform: "iOS" }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ])("%j: %s", (context, client) => {
    vi.stubGlobal("Office", { context });
    expect(reportClient()).toBe(client);
  });
});
