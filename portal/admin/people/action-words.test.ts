import { describe, expect, it } from "vitest";
import { skipCodes, userActions } from "../../../shared/lifecycle.ts";
import { translate } from "../text-context.ts";
import { reasonsOf, undoOf } from "./action-words.ts";

describe("the words of actions", () => {
  it("has a reason for everybody whom an action leaves as they are", () => {
    for (const action of userActions)
      for (const code of skipCodes) {
        const [reason] = reasonsOf(action, [{ code }]);
        expect(translate("nl")(reason!.key)).not.toBe("");
      }
  });

  it("counts by reason, most first", () => {
    const skipped = (["yourself", "already", "already"] as const).map((code) => ({ code }));
    expect(reasonsOf("remove", skipped)).toEqual([
      { key: "actions.already.remove", n: 2 },
      { key: "actions.skip.yourself", n: 1 },
    ]);
  });

  it("takes back what mailed nobody, and nothing else", () => {
    expect(undoOf.remove).toBe("restore");
    expect(undoOf.start).toBeUndefined();
    expect(undoOf.restart).toBeUndefined();
  });
});
