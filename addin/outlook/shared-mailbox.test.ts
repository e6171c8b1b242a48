import { afterEach, describe, expect, it, vi } from "vitest";
import { ownerOfMailbox } from "./shared-mailbox.ts";

afterEach(() => vi.unstubAllGlobals());

const info = "info@acme.example";
const played = (value: unknown, status = "succeeded") => {
  const item = { getSharedPropertiesAsync: (done: (result: unknown) => void) => done({ status, value }) };
  vi.stubGlobal("Office", {
    context: { mailbox: { item, userProfile: { emailAddress: "newcomer@acme.example" } } },
  });
};

describe("whose mailbox a mail lies in", () => {
  it("is told where the mailbox is somebody else's", async () => {
    played({ owner: info, targetMailbox: info });
    expect(await ownerOfMailbox()).toBe(info);
  });

  it.each([
    ["one's own", () => played({ owner: "Newcomer@acme.example" })],
    ["nobody's that is named", () => played({})],
    ["not told", () => played(undefined, "failed")],
    ["not told by this Outlook", () => vi.stubGlobal("Office", { context: { mailbox: { item: {} } } })],
    ["none", () => vi.stubGlobal("Office", { context: { mailbox: {} } })],
    ["not there", () => vi.stubGlobal("Office", {})],
  ])("is nobody's where it is %s", async (_name, play) => {
    play();
    expect(await ownerOfMailbox()).toBeUndefined();
  });
});
