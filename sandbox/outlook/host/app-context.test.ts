import { describe, expect, it } from "vitest";
import { appContext } from "./app-context.ts";
import { clientLevels } from "./client-level.ts";
import { frameName, frameUrl } from "./frame-address.ts";
import { officeThemes, themeChange } from "./theme.ts";

const frame = { conversationId: "c1", controlId: "control", correlationId: "correlation", isDialog: false };
const origin = "https://localhost:3443";

describe("the frame of an add-in", () => {
  it("describes the channel in its name", () => {
    const name = JSON.parse(frameName(frame, "nl-NL", origin)) as Record<string, unknown>;
    expect(name.xdmInfo).toBe(`c1|control|${origin}/`);
    expect(String(name.hostInfo)).toBe("Outlook|Web|16.01|nl-NL|correlation||disableLogging|0");
  });

  it("keeps the query of the address and says in field 5 whether it is a dialog", () => {
    const url = new URL(frameUrl("/addin/pane?v=2", { ...frame, isDialog: true }, "en-US", origin));
    expect(url.searchParams.get("v")).toBe("2");
    expect(url.searchParams.get("_host_Info")?.split("$")).toEqual([
      "Outlook",
      "Web",
      "16.01",
      "en-US",
      "correlation",
      "isDialog",
      "disableLogging",
      "0",
    ]);
  });
});

describe("the app context", () => {
  const context = appContext({
    controlId: "control",
    correlationId: "correlation",
    locale: "en-US",
    level: clientLevels.current,
    theme: officeThemes.dark,
    addinName: "Firstcatch",
    hostVersion: "1",
    settings: { seen: '"yes"' },
  });

  it.each(
    "_id _appName _appVersion _appUILocale _dataLocale _docUrl _clientMode _settings _reason".split(" "),
  )("has %s, without which office.js throws", (key) => {
    expect(context[key]).toBeDefined();
  });

  it("carries the requirement sets of the client level as JSON text", () => {
    expect(JSON.parse(String(context._requirementMatrix))).toMatchObject({
      Mailbox: "1.15",
      NestedAppAuth: "1.1",
    });
  });
});

it("tells a change of theme in numbers", () => {
  expect(JSON.parse(themeChange(officeThemes.light)[0]!)).toMatchObject({ bodyBackgroundColor: 0xffffff });
});
