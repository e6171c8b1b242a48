import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const pictures = process.env["PICTURES"];
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const edit = (page: Page, name: string) => page.getByRole("button", { name: `Edit: ${name}` }).click();
const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();
const history = (page: Page) => card(page, "Who changed what, and when");

test("working hours are set by days and times, checked while one chooses, and told", async ({ page }) => {
  await new Portal(page).signIn(owner, "/portal/settings");
  const hours = card(page, "Working hours");
  await expect(hours).toContainText("Monday to Friday");
  await expect(hours).toContainText("09:00 to 17:00");
  await edit(page, "Working hours");
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
    await hours.getByRole("button", { name: day, pressed: true }).click();
  await expect(hours).toContainText("Choose at least one day.");
  for (const day of ["Monday", "Tuesday", "Wednesday", "Saturday"])
    await hours.getByRole("button", { name: day, pressed: false }).press("Enter");
  await hours.getByRole("combobox", { name: "From" }).selectOption("16:00");
  await expect(hours).toContainText("A day lasts two hours at least.");
  await hours.getByRole("combobox", { name: "From" }).selectOption("06:30");
  await hours.getByRole("combobox", { name: "Until" }).selectOption("24:00");
  await expectAccessible(page);
  await save(page);
  await expect(hours).toContainText("Monday to Wednesday, Saturday");
  await expect(hours).toContainText("06:30 to 24:00");
  await expect(history(page)).toContainText(
    "set the working hours to Monday to Wednesday, Saturday, 06:30 to 24:00",
  );
});

test("a company is made required; who has none is counted and found, and nobody is added without", async ({
  page,
}) => {
  await new Portal(page).signIn(owner, "/portal/settings");
  const known = card(page, "What must be known of people");
  await expect(known).toContainText("Nothing but an address.");
  await edit(page, "What must be known of people");
  await known.getByRole("checkbox", { name: "Company" }).check();
  await expect(known).toContainText("There is no company to choose yet");
  await expectAccessible(page);
  await save(page);
  await expect(known).toContainText("Required: Company");
  await expect(history(page)).toContainText("made the company required");
  await known.getByRole("link", { name: "1 person has no company" }).click();
  await expect(page).toHaveURL(/people\?without=company/);
  await expect(new Portal(page).person(owner)).toBeVisible();
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("textbox", { name: "E-mail address" }).fill("ada@acme.example");
  await page
    .getByRole("dialog")
    .or(page.getByRole("alertdialog"))
    .getByRole("button", { name: /^Add/ })
    .click();
  await expect(page.getByText("Company: needed for everybody")).toBeVisible();
});

test("the employee ID is called as the organization calls it, in each language, wherever it stands", async ({
  page,
}) => {
  await new Portal(page).signIn(owner, "/portal/settings");
  const name = "What the employee ID is called";
  await edit(page, name);
  await card(page, name).getByRole("radio", { name: "A word of your own" }).check();
  await expect(card(page, name)).toContainText("A word is needed in each of your languages.");
  await page.getByRole("textbox", { name: "In English" }).fill("badge");
  await page.getByRole("textbox", { name: "In Nederlands" }).fill("pas");
  await expectAccessible(page);
  await save(page);
  await expect(card(page, name)).toContainText("Badge");
  await expect(history(page)).toContainText("set the name of the employee ID to badge");
  await page.goto("/portal/people?columns=email,employeeId");
  await expect(page.getByRole("columnheader", { name: "Badge" })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Name, address or badge" })).toBeVisible();
  await page.getByRole("button", { name: "Add a person" }).click();
  await expect(page.getByRole("textbox", { name: "Badge" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.evaluate(() => localStorage.setItem("firstcatch.portal.language", "nl"));
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Pas" })).toBeVisible();
});

test("a new organization is asked for its languages until somebody keeps or chooses them", async ({
  page,
}) => {
  await new Portal(page).signIn(owner, "/portal/settings");
  const languages = card(page, "Languages");
  await expect(languages).toContainText("Are these the right ones?");
  await languages.getByRole("button", { name: "Keep them" }).click();
  await expect(languages).not.toContainText("Are these the right ones?");
  await edit(page, "Languages");
  await expect(languages.getByRole("checkbox", { name: "Nederlands complete" })).toBeChecked();
  await expectAccessible(page);
});

test("the terms are an address that people are led to", async ({ page }) => {
  await new Portal(page).signIn(owner, "/portal/settings");
  await expect(card(page, "Terms")).toContainText("None");
  await edit(page, "Terms");
  const box = page.getByRole("textbox", { name: "Address of the page" });
  await box.fill("http://acme.example/terms");
  await expect(card(page, "Terms")).toContainText("Use an address that begins with https://.");
  await box.fill("https://acme.example/terms");
  await save(page);
  await expect(card(page, "Terms").getByRole("link")).toHaveAttribute("href", "https://acme.example/terms");
  await expect(history(page)).toContainText("set the terms to https://acme.example/terms");
});

for (const [colorScheme, width, language] of [
  ["light", 1366, "en"],
  ["dark", 390, "nl"],
] as const)
  test(`the settings, read and edited, have no accessibility findings: ${colorScheme}, ${width}, ${language}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await new Portal(page).signIn(owner, "/portal/settings");
    await page.setViewportSize({ width, height: 860 });
    await page.evaluate((chosen) => localStorage.setItem("firstcatch.portal.language", chosen), language);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const picture = async (name: string) => {
      if (pictures)
        await page.screenshot({
          fullPage: true,
          path: `${pictures}/settings-${name}-${colorScheme}-${width}-${language}.png`,
        });
    };
    await expect(page.getByText(/Nobody gets|Monday to Friday|Maandag tot en met vrijdag/)).toBeVisible();
    await expectAccessible(page);
    await picture("read");
    for (const name of [
      /: (Working hours|Werktijden)$/,
      /: (What must be|Wat van mensen)/,
      /: (What the employee|Hoe het)/,
      /: (Terms|Voorwaarden)$/,
    ])
      await page.getByRole("button", { name }).click();
    await expectAccessible(page);
    await picture("edit");
    const hours = page.getByRole("region", { name: /Working hours|Werktijden/ });
    if (pictures)
      await hours.screenshot({ path: `${pictures}/hours-${colorScheme}-${width}-${language}.png` });
  });
