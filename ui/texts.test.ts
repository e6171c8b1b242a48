import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = (language: string) => new URL(`../shared/texts/${language}/`, import.meta.url);
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(new URL(file, folder(language)), "utf8")) as Record<string, string>;
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(readdirSync(folder("en")).filter((file) => file.endsWith(".json")))(
  "the texts of %s",
  (file) => {
    const en = read("en", file);
    const nl = read("nl", file);

    it("have the same keys in English and Dutch", () => {
      expect(Object.keys(nl).sort()).toEqual(Object.keys(en).sort());
    });

    it("have the same places to fill in, and no empty text", () => {
      for (const [key, text] of Object.entries(en)) {
        expect(places(nl[key] ?? ""), key).toEqual(places(text));
        expect(nl[key]?.trim(), key).toBeTruthy();
      }
    });
  },
);
