import { expect, it } from "vitest";
import { calmScenario, takeFailure } from "./scenario.ts";

it("fails sign-in as often as asked, for the method that was named", () => {
  const scenario = calmScenario();
  scenario.failures.push({ status: "NO_NETWORK", times: 1, method: "GetToken" });
  expect(["GetInitContext", "GetToken", "GetToken"].map((method) => takeFailure(scenario, method))).toEqual([
    null,
    "NO_NETWORK",
    null,
  ]);
});

it("lets the account be known when any method may fail", () => {
  const scenario = calmScenario();
  scenario.failures.push({ status: "USER_CANCEL", times: 2, method: null });
  expect(takeFailure(scenario, "GetInitContext")).toBeNull();
  expect(takeFailure(scenario, "GetTokenPopup")).toBe("USER_CANCEL");
});
