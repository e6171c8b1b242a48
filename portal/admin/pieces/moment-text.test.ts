import { describe, expect, it } from "vitest";
import { dayAndTime, fullMoment, nearness } from "./moment-text.ts";

describe("nearness", () => {
  const now = new Date("2026-11-24T00:30:00Z");
  it("says today for this day in the zone asked for", () => {
    expect(nearness("2026-11-24T00:10:00Z", now, "UTC")).toBe("today");
    expect(nearness("2026-11-23T23:10:00Z", now, "Europe/Amsterdam")).toBe("today");
  });
  it("says yesterday for the day before, another day for the rest, also for what is to come", () => {
    expect(nearness("2026-11-23T23:10:00Z", now, "UTC")).toBe("yesterday");
    expect(nearness("2026-11-22T23:10:00Z", now, "UTC")).toBe("other");
    expect(nearness("2026-11-25T23:10:00Z", now, "UTC")).toBe("other");
  });
});

describe("written moments", () => {
  it("names day and time in the reader's language and the zone asked for", () => {
    expect(dayAndTime("2026-11-27T17:00:00Z", "en", "Europe/Amsterdam")).toBe("27 Nov 2026, 18:00");
    expect(dayAndTime("2026-11-27T17:00:00Z", "nl", "Europe/Amsterdam")).toBe("27 nov 2026, 18:00");
  });
  it("tells the zone in full", () => {
    expect(fullMoment("2026-11-27T17:00:00Z", "en", "UTC")).toMatch(
      /Friday,? 27 November 2026.*17:00:00 UTC/,
    );
  });
});
