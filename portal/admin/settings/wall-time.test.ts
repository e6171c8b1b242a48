import { describe, expect, it } from "vitest";
import { instantOf, wallTime } from "./wall-time.ts";

describe("a time as the clocks of a zone show it", () => {
  it.each([
    ["2026-11-27T18:00", "Europe/Amsterdam", "2026-11-27T17:00:00.000Z"],
    ["2026-07-01T00:00", "Europe/Amsterdam", "2026-06-30T22:00:00.000Z"],
    ["2026-11-27T18:00", "Asia/Kathmandu", "2026-11-27T12:15:00.000Z"],
    ["2026-11-27T18:00", "America/St_Johns", "2026-11-27T21:30:00.000Z"],
    ["2026-11-27T00:30", "Pacific/Kiritimati", "2026-11-26T10:30:00.000Z"],
    ["2026-11-27T18:00", "UTC", "2026-11-27T18:00:00.000Z"],
  ])("%s in %s is %s, and back", (wall, zone, instant) => {
    expect(instantOf(wall, zone)).toBe(instant);
    expect(wallTime(instant, zone)).toBe(wall);
  });

  it("is the first of two where the clocks go back", () => {
    expect(instantOf("2026-10-25T02:30", "Europe/Amsterdam")).toBe("2026-10-25T00:30:00.000Z");
  });

  it("is none where the clocks go forward over it", () => {
    expect(instantOf("2026-03-29T02:30", "Europe/Amsterdam")).toBeNull();
    expect(instantOf("2026-03-29T03:00", "Europe/Amsterdam")).toBe("2026-03-29T01:00:00.000Z");
  });

  it.each(["", "tomorrow", "2026-13-01T00:00"])("is none for %j", (text) => {
    expect(instantOf(text, "Europe/Amsterdam")).toBeNull();
  });
});
