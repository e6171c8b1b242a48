import { expect, it } from "vitest";
import { personMemory } from "./person-memory.ts";
import type { PersonMemory } from "./person-memory.ts";

const fresh: PersonMemory = {
  locale: "en-US",
  appearance: "system",
  level: "current",
  pinned: false,
  roamingSettings: {},
  properties: {},
};

function buildStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage;
}

it("keeps what one person chose, apart from everybody else in the same browser", () => {
  const storage = buildStorage();
  personMemory("newcomer@acme.example", fresh, storage).write({ locale: "nl-NL", pinned: true });
  expect(personMemory("Newcomer@acme.example", fresh, storage).read()).toMatchObject({
    locale: "nl-NL",
    pinned: true,
  });
  expect(personMemory("colleague@acme.example", fresh, storage).read()).toEqual(fresh);
});

it("starts afresh where the browser keeps nothing, or keeps nonsense", () => {
  const nonsense = { getItem: () => "{", setItem: () => undefined } as unknown as Storage;
  expect(personMemory("newcomer@acme.example", fresh, nonsense).read()).toEqual(fresh);
});
