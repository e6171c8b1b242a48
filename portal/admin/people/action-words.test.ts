import { describe, expect, it } from "vitest";
import type { User } from "../../../shared/contracts/user.ts";
import { skipCodes, userActions } from "../../../shared/lifecycle.ts";
import { translate } from "../text-context.ts";
import { isOffered, reasonWord, undoOf } from "./action-words.ts";

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
    expect(undoOf.resendWelcome).toBeUndefined();
    expect(undoOf.assignGroup).toBe("leaveGroup");
    expect(undoOf.leaveGroup).toBe("assignGroup");
  });

  it("are offered to one person where they can matter: another Welcome mail to who waits, a group to who is there", () => {
    const offered = (shown: User["shown"]) =>
      userActions.filter((action) => isOffered(action, { allowed: ["deactivate"], shown }));
    expect(offered("waiting")).toEqual(
      expect.arrayContaining(["deactivate", "assignGroup", "resendWelcome"]),
    );
    expect(offered("onboarded")).not.toContain("resendWelcome");
    expect(offered("removed")).toEqual(["deactivate"]);
  });
});
