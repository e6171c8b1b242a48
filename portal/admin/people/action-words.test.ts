import { describe, expect, it } from "vitest";
import { skipCodes, userActions } from "../../../shared/lifecycle.ts";
import { translate } from "../text-context.ts";
import { reasonWord, undoOf } from "./action-words.ts";

describe("the words of actions", () => {
  it("have a reason for everybody whom an action leaves as they are, in both languages", () => {
    for (const action of userActions)
      for (const code of skipCodes)
        for (const language of ["en", "nl"] as const)
          expect(translate(language)(reasonWord(action, code))).toMatch(/^\S.*\S$/);
  });

  it("take back what mailed nobody, and nothing else", () => {
    expect(undoOf.remove).toBe("restore");
    expect(undoOf.start).toBeUndefined();
    expect(undoOf.restart).toBeUndefined();
  });
});
