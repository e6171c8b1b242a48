import { expect, it } from "vitest";
import { choicesLike } from "./choices.ts";

const choices = [
  { id: "1", name: "Café and catering" },
  { id: "2", name: "Care north", code: "4021" },
];
const idsLike = (typed: string) => choicesLike(choices, typed).map(({ id }) => id);

it("what can be chosen is found by parts of its name and code, without regard to case and accents", () => {
  expect(idsLike("")).toEqual(["1", "2"]);
  expect(idsLike(" CAFE ")).toEqual(["1"]);
  expect(idsLike("402")).toEqual(["2"]);
  expect(idsLike("north cafe")).toEqual([]);
});
