import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const leaver = "leaver@acme.example";
const dialog = (page: Page) => page.getByRole("alertdialog");

test("somebody leaves, comes back, leaves for good: exported and erased once the address is typed", async ({
  page,
  sandbox,
}) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const bearer = { Authorization: `Bearer ${token}` };
  const user = { email: leaver, firstName: "Lee", lastName: "Rowe" };
  await sandbox.call("/api/v1/users", user, bearer);
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people");
  const choose = async (action: string) => {
    await page.getByRole("button", { name: "Actions for Lee Rowe" }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  const remove = async () => {
    await page.goto("/portal/people");
    await choose("Remove");
    await dialog(page).getByRole("button", { name: "Remove" }).click();
    await expect(portal.person(leaver)).toHaveCount(0);
    await page.goto("/portal/people?status=removed");
    await expect(portal.person(leaver)).toBeVisible();
  };
  await remove();
  await choose("Restore");
  await dialog(page).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("1 person was restored.").first()).toBeVisible();
  await remove();

  await choose("Erase now");
  const erase = dialog(page).getByRole("button", { name: "Erase now" });
  await expect(dialog(page)).toContainText("Nothing brings this back.");
  await expect(erase).toHaveAttribute("aria-disabled", "true");
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await expect(dialog(page).getByRole("textbox")).toBeVisible();
      await page.screenshot({ path: test.info().outputPath(`erase-${colorScheme}-${width}.png`) });
      await portal.expectAccessible();
    }
  const file = page.waitForEvent("download");
  await dialog(page).getByRole("link", { name: "as a page" }).click();
  expect(await readFile(await (await file).path(), "utf8")).toContain(leaver);
  await dialog(page).getByRole("textbox").fill("somebody@acme.example");
  await expect(erase).toHaveAttribute("aria-disabled", "true");
  await dialog(page).getByRole("textbox").fill(leaver);
  await erase.click();
  await expect(page.getByText("1 person was erased.").first()).toBeVisible();
  await expect(page.getByText(leaver)).toHaveCount(0);
});
