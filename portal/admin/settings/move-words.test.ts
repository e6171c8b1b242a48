import { describe, expect, it } from "vitest";
import type { AfterReport } from "../../../shared/contracts/after-report.ts";
import { translate } from "../text-context.ts";
import { firstProblem, moveWords, readMoveCode, tidy } from "./move-words.ts";

const stays = { to: "noMove" } as const;
const named = (folder: string) => ({ to: "customFolder", folder }) as const;
const all = { practice: stays, phishing: stays, spam: stays, unsure: stays };

describe("where a reported mail goes, in words", () => {
  it("is as the mailbox names it, in the reader's language", () => {
    expect(moveWords({ to: "junkFolder" }, translate("en"))).toBe("Junk Email");
    expect(moveWords({ to: "deletedItemsFolder" }, translate("nl"))).toBe("Verwijderde items");
    expect(moveWords(named("Reported"), translate("en"))).toBe("Folder “Reported”");
  });

  it.each([
    ["junkFolder", { to: "junkFolder" }],
    ["noMove", stays],
    ["customFolder: Reported: by hand", named("Reported: by hand")],
    ["customFolder: ", undefined],
    ["deleteForever", undefined],
  ])("the record %j reads %j", (code, choice) => expect(readMoveCode(code)).toEqual(choice));
});

describe("a draft", () => {
  it("is the same as the setting when only its order differs, or a client of which nothing is said", () => {
    const setting: AfterReport = { all, clients: { mac: { phishing: stays, spam: stays } } };
    const draft: AfterReport = {
      clients: { windows: {}, mac: { spam: stays, phishing: stays } },
      all: { unsure: stays, spam: stays, phishing: stays, practice: stays },
    };
    expect(JSON.stringify(tidy(draft))).toBe(JSON.stringify(tidy(setting)));
    expect(tidy({ all, clients: { web: {} } })).toEqual({ all });
  });

  it("names its first folder that cannot be, also among the exceptions", () => {
    expect(firstProblem({ all: { ...all, spam: named("Reported") } })).toBeUndefined();
    expect(firstProblem({ all: { ...all, spam: named(" ") } })).toBe("empty");
    expect(firstProblem({ all, clients: { mac: { unsure: named("a/b") } } })).toBe("slash");
  });
});
