import { describe, expect, it } from "vitest";
import {
  filterFrom,
  isFiltered,
  lastReportFilter,
  lastReportOf,
  paramsOf,
  placeFrom,
} from "./people-filter.ts";

describe("the people list's address", () => {
  it("holds filter and place, and gives them back", () => {
    const filter = { query: "ada ex", stage: "started", status: "active" } as const;
    const params = new URLSearchParams(paramsOf(filter, { cursor: "abc", page: 3 }).toString());
    expect(filterFrom(params)).toEqual(filter);
    expect(placeFrom(params)).toEqual({ cursor: "abc", page: 3 });
  });
  it("holds the rarer filters too, numbers of days as numbers", () => {
    const filter = {
      ...({ language: "nl", startMethod: "self", addedWithinDays: 7, waitingOverDays: 0 } as const),
      ...{ company: "c", department: "d", function: "f", costCentre: "k", group: "g" },
    };
    expect(filterFrom(paramsOf(filter))).toEqual(filter);
    const odd = "language=xx&startMethod=magic&addedWithinDays=-1&waitingOverDays=99999&company=";
    expect(filterFrom(new URLSearchParams(odd))).toEqual({});
  });
  it.each(["lastReport:never", "notReportedForDays:30", "reportedWithinDays:7", undefined])(
    "holds which last report is asked for: %s",
    (choice) => {
      const filter = filterFrom(paramsOf(lastReportFilter(choice)));
      expect(lastReportOf(filter)).toBe(choice);
      expect(isFiltered(filter)).toBe(choice !== undefined);
    },
  );
  it("leaves out what is unknown or empty", () => {
    const params = new URLSearchParams("query=%20&stage=asleep&status=removed&page=9");
    expect(filterFrom(params)).toEqual({ status: "removed" });
    expect(placeFrom(params)).toEqual({ page: 1 });
  });
  it("is empty without a filter", () => {
    expect(paramsOf({}).toString()).toBe("");
    expect(isFiltered({})).toBe(false);
    expect(paramsOf({ stage: undefined }).toString()).toBe("");
    expect(isFiltered({ stage: undefined })).toBe(false);
  });
});
