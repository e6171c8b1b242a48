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

it("asks for a window until the person went through one", () => {
  const scenario = calmScenario();
  scenario.failures.push({ status: "USER_INTERACTION_REQUIRED", times: 9, method: "GetToken" });
  const asked = ["GetToken", "GetToken", "GetTokenPopup", "GetToken"];
  expect(asked.map((method) => takeFailure(scenario, method))).toEqual([
    "USER_INTERACTION_REQUIRED",
    "USER_INTERACTION_REQUIRED",
    null,
    null,
  ]);
});
