import { describe, expect, it } from "vitest";
import { createTranslator, formatDate, formatTime, languageOf } from "./text.ts";

const en = { hello: "Hello {name}", clue_one: "{count} clue", clue_other: "{count} clues" };
const nl = { hello: "Dag {name}", clue_one: "{count} aanwijzing", clue_other: "{count} aanwijzingen" };
const translator = createTranslator(en, nl);

describe("texts", () => {
  it("fills in values and leaves unknown places alone", () => {
    expect(translator("nl")("hello", { name: "Acme $&" })).toBe("Dag Acme $&");
    expect(translator("en")("hello")).toBe("Hello {name}");
  });

  it("chooses the plural form", () => {
    expect([1, 4].map((count) => translator("nl")("clue", { count }))).toEqual([
      "1 aanwijzing",
      "4 aanwijzingen",
    ]);
  });

  it("tells time and day in the language and the zone", () => {
    expect(formatTime("2026-11-03T08:14:00Z", "nl", "Europe/Amsterdam")).toBe("09:14");
    expect(formatDate("2026-11-03T08:14:00Z", "en", "UTC")).toBe("3 Nov 2026");
    expect(formatTime("never", "en")).toBe("");
  });

  it.each([
    ["nl-BE", "nl"],
    ["en-US", "en"],
    ["de-DE", null],
    [undefined, null],
  ])("knows the language of %s", (tag, language) => expect(languageOf(tag)).toBe(language));
});
