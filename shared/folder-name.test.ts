import { describe, expect, it } from "vitest";
import { folderNameProblem } from "./folder-name.ts";

describe("a folder's name", () => {
  it.each([
    "Reported",
    "Gemeld & veilig",
    "報告済み",
    "  Reported  ",
    "🎣",
    "تم الإبلاغ",
    "👩‍💻 mail",
    "x".repeat(120),
  ])("may be %j", (name) => expect(folderNameProblem(name)).toBeUndefined());

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["\u200d", "empty"],
    ["x".repeat(121), "long"],
    ["Reported\u0000", "hidden"],
    ["Reported\r\nInbox", "hidden"],
    ["Reported\u202eknuJ", "hidden"],
    ["\u2067Reported\u2069", "hidden"],
    ["\u200fReported", "hidden"],
    ["Re\u200bported", "hidden"],
    ["\ufeffReported", "hidden"],
    ["half \ud83c", "hidden"],
    ["line\u2028break", "hidden"],
    ["Security/Reported", "slash"],
    ["Security\\Reported", "slash"],
  ])("is not %j: %s", (name, problem) => expect(folderNameProblem(name)).toBe(problem));
});
