import { describe, expect, it } from "vitest";
import { detailRows, knownActions, sentenceOf } from "./audit-words.ts";

describe("the details of an entry", () => {
  it("are told with what was before and after, whatever form they have", () => {
    expect(
      detailRows({
        changes: [
          { field: "name", from: "Acme", to: "Acme Group" },
          { field: "domains", added: ["acme.example"], removed: [] },
          { field: "role", before: null, after: "admin" },
          { field: "email" },
        ],
        startNumber: 2,
      }),
    ).toEqual([
      { name: "name", before: "Acme", after: "Acme Group" },
      { name: "domains added", value: "acme.example" },
      { name: "role", before: null, after: "admin" },
      { name: "email" },
      { name: "startNumber", value: "2" },
    ]);
    expect(detailRows({ before: { name: "Sales" }, after: { name: "Trade", code: "T" } })).toEqual([
      { name: "name", before: "Sales", after: "Trade" },
      { name: "code", before: null, after: "T" },
    ]);
    expect(detailRows({ before: "open", after: "phish" })).toEqual([
      { name: "", before: "open", after: "phish" },
    ]);
  });
});

it("an action without words of its own is told as it stands on record", () => {
  for (const action of knownActions) expect(sentenceOf(action)).toBe(`audit.did.${action}`);
  expect(sentenceOf("some.other")).toBe("audit.did.other");
});
