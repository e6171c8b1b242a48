import { describe, expect, it } from "vitest";
import { zonesLike } from "./zones.ts";

const known = ["America/Indiana/Knox", "America/New_York", "Europe/Amsterdam", "Europe/London", "UTC"];

describe("finding a time zone", () => {
  it.each([
    ["amster", ["Europe/Amsterdam"]],
    ["new york", ["America/New_York"]],
    ["Europe/Lon", ["Europe/London"]],
    ["utc", ["UTC"]],
    ["mars", []],
  ])("by %j", (text, found) => {
    expect(zonesLike(text, known)).toEqual(found);
  });

  it("shows those first of which a part begins so, and all when nothing is typed", () => {
    expect(zonesLike("n", ["America/Indiana/Knox", "Europe/London", "Asia/Novosibirsk"])[0]).toBe(
      "Asia/Novosibirsk",
    );
    expect(zonesLike("", known)).toEqual(known);
  });

  it("knows the zones of the place where it runs, and no more at a time than a list can hold", () => {
    expect(zonesLike("amsterdam")).toContain("Europe/Amsterdam");
    expect(zonesLike("").length).toBeLessThanOrEqual(60);
  });
});
