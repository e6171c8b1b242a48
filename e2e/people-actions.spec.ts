import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Puts people on the roster, as a script would. */
async function add(sandbox: SandboxProcess, ...names: string[]): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  for (const name of names)
    await sandbox.call(
      "/api/v1/users",
      { email: `${name}@acme.example`, firstName: name, lastName: "Rowe" },
      bearer(token),
    );
}
const mailsOf = async (sandbox: SandboxProcess, name: string) =>
  (await sandbox.call<{ subject: string }[]>(`/sandbox/mailboxes/${name}@acme.example/messages`)).length;

const select = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` });
const bar = (page: Page) => page.getByRole("toolbar", { name: "What to do with the selected people" });
const dialog = (page: Page) => page.getByRole("alertdialog");

test("an admin starts some people: a summary first, one Welcome mail each, and where they stand at once", async ({
  page,
  sandbox,
}) => {
  await add(sandbox, "first", "second", "third");
  const mailsBefore = await mailsOf(sandbox, "first");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people");
  await select(page, "first Rowe").check();
  await select(page, "second Rowe").check();
  await expect(bar(page)).toContainText("2 selected");
  await bar(page).getByRole("button", { name: "Start training" }).click();
  await expect(dialog(page)).toContainText("2 people are started, and each gets one Welcome mail.");
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await portal.expectAccessible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(portal.person("first@acme.example")).toContainText("Not started");

  await bar(page).getByRole("button", { name: "Start training" }).click();
  await dialog(page).getByRole("button", { name: "Start training" }).click();
  await expect(page.getByText("2 people were started.").first()).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await expect(portal.person("first@acme.example")).toContainText("Waiting for first report");
  await expect(portal.person("third@acme.example")).toContainText("Not started");
  for (const name of ["first", "second"])
    await expect.poll(() => mailsOf(sandbox, name)).toBe(mailsBefore + 1);

  // Everybody on the page: who is in training already, and the owner's own address, are told apart.
  await page.getByRole("checkbox", { name: "Select everybody on this page" }).check();
  await bar(page).getByRole("button", { name: "Start training" }).click();
  await expect(dialog(page)).toContainText("2 × in training already");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
});

test("who is removed by mistake is back by one press, as they were", async ({ page, sandbox }) => {
  await add(sandbox, "first", "second");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people");
  await page.getByRole("button", { name: "Actions for first Rowe" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Start training",
    "Assign group",
    "Set programme",
    "Switch off",
    "Remove",
  ]);
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(dialog(page)).toContainText("For 90 days the person can be restored");
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await expect(portal.person("first@acme.example")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 person was restored.").first()).toBeVisible();
  await expect(portal.person("first@acme.example")).toContainText("Not started");

  await page.getByRole("button", { name: `Actions for ` }).first().waitFor();
  await portal.person(owner).getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(dialog(page)).toContainText("Nobody changes.");
  await expect(dialog(page)).toContainText("1 × you yourself");
  await expect(dialog(page).getByRole("button")).toHaveText(["Close"]);
});

test("all that a search finds are selected at once, on pages that are not shown too", async ({
  page,
  sandbox,
}) => {
  await add(sandbox, "one", "two", "three");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people?query=rowe");
  await expect(portal.person("three@acme.example")).toBeVisible();
  await select(page, "one Rowe").check();
  await bar(page).getByRole("button", { name: "Select all 3" }).click();
  await expect(select(page, "two Rowe")).toBeChecked();
  await bar(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await dialog(page).getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("3 people were switched off.").first()).toBeVisible();
  for (const name of ["one", "two", "three"])
    await expect(portal.person(`${name}@acme.example`)).toContainText("Inactive");
});

test("more than a thousand go on in the background, with a bar that survives a reload", async ({
  page,
  sandbox,
}) => {
  test.setTimeout(120_000);
  const crowd = Array.from({ length: 1_020 }, (_, n) => `crowd${n}`);
  for (let from = 0; from < crowd.length; from += 60)
    await Promise.all(crowd.slice(from, from + 60).map((name) => add(sandbox, name)));
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people?query=rowe");
  await page.getByRole("checkbox", { name: "Select everybody on this page" }).check();
  await bar(page).getByRole("button", { name: "Select all 1,020" }).click();
  await bar(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(dialog(page)).toContainText("1,020 people are switched off");
  await expect(dialog(page)).toContainText("This goes on in the background");
  await dialog(page).getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("1,020 people were switched off.").first()).toBeVisible({ timeout: 30_000 });
  await expect(portal.person("crowd0@acme.example")).toContainText("Inactive");

  // The bar and its button, as they stand while the worker is at it: the next job is seen in its first second.
  await page.getByRole("checkbox", { name: "Select everybody on this page" }).check();
  await bar(page).getByRole("button", { name: "Select all 1,020" }).click();
  await bar(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Switch on" }).click();
  await dialog(page).getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.reload();
  await expect(portal.person("crowd0@acme.example")).not.toContainText("Inactive", { timeout: 30_000 });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`choosing people has no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
    page,
    sandbox,
  }) => {
    await add(sandbox, "first", "second");
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/people");
    for (const width of [1920, 1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await select(page, "first Rowe").check();
      await expect(bar(page)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await portal.expectAccessible();
      await select(page, "first Rowe").uncheck();
    }
  });
