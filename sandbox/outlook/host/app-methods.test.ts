import { expect, it, vi } from "vitest";
import { appMethod } from "./app-methods.ts";
import { AppMethod } from "./dispatch.ts";

const buildPorts = () => ({
  commandCompleted: vi.fn(),
  closeContainer: vi.fn(),
  messageParent: vi.fn(),
  messageChild: vi.fn(),
});

it("hands over what a function command was completed with", () => {
  const ports = buildPorts();
  const event = JSON.stringify({ completedContext: { moveItemTo: "noMove" } });
  appMethod(AppMethod.commandCompleted, { 0: "command-1", 1: 0, 2: event }, ports);
  expect(ports.commandCompleted).toHaveBeenCalledWith("command-1", {
    status: 0,
    completedContext: { moveItemTo: "noMove" },
  });
});

it("carries messages between pane and dialog, and closes the container", () => {
  const ports = buildPorts();
  appMethod(AppMethod.messageParent, { messageToParent: "up" }, ports);
  appMethod(AppMethod.messageChild, { messageContent: "down" }, ports);
  appMethod(AppMethod.closeContainer, {}, ports);
  expect([ports.messageParent.mock.calls, ports.messageChild.mock.calls]).toEqual([[["up"]], [["down"]]]);
  expect(ports.closeContainer).toHaveBeenCalledOnce();
});

it("refuses the old single sign-on and unknown methods with a code", () => {
  expect(appMethod(AppMethod.getAccessToken, {}, buildPorts())).toEqual({ Version: 1, Error: 13012 });
  expect(appMethod(7, {}, buildPorts())).toEqual({ Version: 1, Error: 5000 });
});
