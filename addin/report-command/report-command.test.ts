import { describe, expect, it } from "vitest";
import {
  CommandError,
  type CommandPorts,
  type CommandReceipt,
  type CommandResult,
  reportCommand,
  type SpamReportingEvent,
} from "./report-command.ts";
import { commandWords } from "./words.ts";

const eml = new TextEncoder().encode("Subject: x\r\n\r\nx");
const receipt: CommandReceipt = { outcome: "threat", receipt: "R-1234-5678", move: { to: "junkFolder" } };

async function press(
  send: CommandPorts["send"],
  event: Partial<SpamReportingEvent> = {},
  language = "en-US",
  client?: CommandPorts["client"],
): Promise<CommandResult[]> {
  const results: CommandResult[] = [];
  await reportCommand(
    { ...event, completed: (result) => results.push(result) },
    { read: () => Promise.resolve({ eml }), send, words: commandWords(language), client },
    200,
  );
  return results;
}
const answer =
  (change: Partial<CommandReceipt> = {}, partial = false) =>
  () =>
    Promise.resolve({ receipt: { ...receipt, ...change }, partial });

describe("Outlook's own report button", () => {
  it.each([
    [[true, false, false], "phishing"],
    [[false, true, true], "spam"],
    [{ 0: false, 1: false, 2: true }, "unsure"],
    [[false, false, false], undefined],
    [undefined, undefined],
  ] as const)("options %j say %s", async (options, reportedAs) => {
    const said: unknown[] = [];
    const send: CommandPorts["send"] = (mail, what) => {
      said.push([mail, what]);
      return answer()();
    };
    await press(send, { ...(options && { options }), freeText: "  odd  " });
    expect(said).toEqual([[{ eml }, { ...(reportedAs && { reportedAs }), comment: "odd" }]]);
  });

  it.each([
    ["threat", "Reported. Thank you."],
    ["welcomeSimulation", "You caught it!"],
    ["simulation", "You caught it!"],
    ["colleaguesSimulation", "A practice mail"],
    ["ourOwnMail", "This mail is from us"],
  ] as const)("%s: %s", async (outcome, title) => {
    const [result] = await press(answer({ outcome }));
    expect(result?.showPostProcessingDialog.title).toBe(title);
    expect(result?.showPostProcessingDialog.description).toContain("R-1234-5678");
  });

  it("moves where the receipt says, by name where that is a folder of the organization's own, else nowhere", async () => {
    expect(await press(answer({ move: { to: "customFolder", folder: "Reported" } }))).toMatchObject([
      { moveItemTo: "customFolder", folderName: "Reported" },
    ]);
    const nameless = await press(answer({ move: { to: "customFolder" } }));
    expect(nameless).toMatchObject([{ moveItemTo: "noMove" }]);
    expect(nameless[0]?.showPostProcessingDialog.description).toContain("stays where it is");
    const silent: CommandReceipt = { outcome: "threat", receipt: "R-1234-5678" };
    expect(await press(() => Promise.resolve({ receipt: silent, partial: false }))).toMatchObject([
      { moveItemTo: "noMove" },
    ]);
  });

  it("tells which Outlook it is, where that is known, so that the receipt can say where the mail goes there", async () => {
    const said: unknown[] = [];
    const send: CommandPorts["send"] = (_mail, what) => {
      said.push(what);
      return answer()();
    };
    await press(send, {}, "en-US", "mac");
    await press(send);
    expect(said).toEqual([{ client: "mac" }, {}]);
  });

  it("says so where the mail lies in somebody else's mailbox, which the server may not want to lose it", async () => {
    const said: unknown[] = [];
    for (const shared of [true, false])
      await reportCommand(
        { completed: () => undefined },
        {
          read: () => Promise.resolve({ eml }),
          send: (_mail, what) => {
            said.push(what);
            return answer()();
          },
          words: commandWords("en"),
          isShared: () => Promise.resolve(shared),
        },
      );
    expect(said).toEqual([{ mailbox: "shared" }, {}]);
  });

  it("never asks for a mail to be deleted because of an error", async () => {
    const results = [
      ...(await press(answer())),
      ...(await press(answer({ move: { to: "deletedItemsFolder" } }))),
      ...(await press(() => Promise.reject(new CommandError("offline")))),
    ];
    expect(results).toHaveLength(3);
    for (const result of results) expect(result).not.toHaveProperty("onErrorDeleteItem");
  });

  it.each([
    ["is refused", () => Promise.reject(new CommandError("server")), /on our side/],
    ["breaks", () => Promise.reject(new TypeError("x")), /on our side/],
    ["has no sign-in", () => Promise.reject(new CommandError("signIn")), /did not sign you in/],
    ["is of an unknown organization", () => Promise.reject(new CommandError("tenant")), /does not use/],
    ["never ends", () => new Promise<never>(() => undefined), /did not get through/],
  ] as [string, CommandPorts["send"], RegExp][])(
    "completes once, moves nothing and says why when a report %s",
    async (_name, send, words) => {
      const results = await press(send);
      expect(results).toEqual([
        {
          moveItemTo: "noMove",
          showPostProcessingDialog: {
            title: "Not reported yet",
            description: expect.stringMatching(words) as string,
          },
        },
      ]);
    },
  );
});
