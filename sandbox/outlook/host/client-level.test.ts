import { describe, expect, it } from "vitest";
import { cannotRead, clientLevels, hasReportButton, isLevelName } from "./client-level.ts";

describe("the Outlooks that are played", () => {
  it("are chosen by a name that exists", () => {
    expect(isLevelName("1.8")).toBe(true);
    for (const name of ["Outlook 97", "toString", null]) expect(isLevelName(name)).toBe(false);
  });

  it.each([
    ["current", [], true],
    ["1.14", [], true],
    ["1.8", ["file"], false],
    ["1.5", ["headers", "file"], false],
  ] as const)("%s: cannot read %j of a mail; own report button: %s", (name, unreadable, button) => {
    const level = clientLevels[name];
    const parts = (["body", "headers", "file"] as const).filter((what) => cannotRead(level, what));
    expect(parts).toEqual(unreadable);
    expect(hasReportButton(level)).toBe(button);
  });
});
