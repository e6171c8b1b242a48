import { describe, expect, it } from "vitest";
import { moveAfterReport } from "./after-report.ts";

describe("where a reported mail goes", () => {
  it.each([
    ["threat", "phishing", "junkFolder"],
    ["threat", undefined, "junkFolder"],
    ["threat", "spam", "junkFolder"],
    ["threat", "unsure", "noMove"],
    ["welcomeSimulation", "unsure", "deletedItemsFolder"],
    ["simulation", "spam", "deletedItemsFolder"],
    ["colleaguesSimulation", undefined, "deletedItemsFolder"],
    ["ourOwnMail", "phishing", "noMove"],
  ] as const)("%s, taken for %s: %s", (outcome, reportedAs, to) =>
    expect(moveAfterReport(outcome, reportedAs)).toEqual({ to }),
  );
});
