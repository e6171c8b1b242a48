import { expect, it } from "vitest";
import { asLabel, employeeIdNames, employeeIdWord } from "./employee-id.ts";
import { languages } from "./lifecycle.ts";

it("each usual name has a word in each language", () => {
  for (const language of languages)
    for (const name of employeeIdNames) expect(employeeIdWord({ name }, language, "en")).toMatch(/\S/);
  expect(employeeIdWord({ name: "personnelNumber" }, "nl", "en")).toBe("personeelsnummer");
});

it("an own word is that of the reader's language, else of the organization's, else any", () => {
  const name = "own";
  expect(employeeIdWord({ name, own: { en: "badge", nl: "pas" } }, "nl", "en")).toBe("pas");
  expect(employeeIdWord({ name, own: { en: "badge" } }, "nl", "en")).toBe("badge");
  expect(employeeIdWord({ name, own: { nl: "pas" } }, "en", "en")).toBe("pas");
});

it("a label begins with a capital", () => {
  expect([asLabel("employee ID"), asLabel("éénnummer"), asLabel("")]).toEqual([
    "Employee ID",
    "Éénnummer",
    "",
  ]);
});
