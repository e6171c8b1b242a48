import { expect, it } from "vitest";
import { outlookClient } from "./client-header.ts";

it.each([
  ["OutlookWebApp", "OfficeOnline", "web"],
  ["newOutlookWindows", "OfficeOnline", "new"],
  ["newOutlookWindows", "PC", "new"],
  ["Outlook", "PC", "classic"],
  ["Outlook", "Mac", "mac"],
  ["OutlookIOS", "iOS", "ios"],
  ["OutlookAndroid", "Android", "android"],
  [undefined, undefined, undefined],
  ["Teams", "Universal", undefined],
])("is told apart: %s on %s is %s", (host, platform, client) => {
  expect(outlookClient(host, platform)).toBe(client);
});
