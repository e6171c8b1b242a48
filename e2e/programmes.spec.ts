import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));

async function apiOf(sandbox: SandboxProcess) {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  return async <T = { id: string }>(path: string, method = "GET", body?: object) => {
    const answer = await fetch(`${sandbox.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as T;
  };
}
/** Pictures in both schemes and languages, narrow and wide; axe on each. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width, language] of [
    ["light", 1280, "nl"],
    ["dark", 390, "nl"],
    ["dark", 1920, "en"],
    ["light", 390, "en"],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((chosen) => localStorage.setItem("firstcatch.portal.language", chosen), language);
    await page.reload();
    await expect(page.getByRole("region").first()).toBeVisible();
    await expectAccessible(page);
    const file = `${name}-${colorScheme}-${width}-${language}.png`;
    await page.screenshot({ path: test.info().outputPath(file), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("an owner changes the default programme against somebody else's change, and reads what will happen", async ({
  page,
  sandbox,
}) => {
  const api = await apiOf(sandbox);
  await new Portal(page).signIn(owner, "/portal/programmes");
  const usual = card(page, "Standard programme");
  await expect(usual).toContainText("About every 2 weeks");
  await expect(usual).toContainText("Default");
  await expect(usual.getByRole("listitem")).toHaveText([
    "Your mailbox is about to be closed",
    "A file was shared with you: Seating plan (draft).pdf",
  ]);
  await expect(usual.getByRole("button", { name: /^Archive/ })).toHaveCount(0);
  await pictures(page, "one");
  await usual.getByRole("button", { name: "Edit: Standard programme" }).click();
  await expectAccessible(page);
  await usual.getByRole("combobox", { name: "How often" }).selectOption("every 4 weeks");
  await expect(usual).toContainText("planned anew");
  await usual.getByRole("checkbox", { name: /Your mailbox is about/ }).uncheck();
  await usual.getByRole("checkbox", { name: /A file was shared/ }).uncheck();
  await expect(usual.getByRole("status")).toHaveText("Choose one practice mail at least.");
  await usual.getByRole("checkbox", { name: /A file was shared/ }).check();
  const { items } = await api<{ items: { id: string }[] }>("/programmes");
  await api(`/programmes/${items[0]!.id}`, "PATCH", { everyWeeks: 3 });
  await usual.getByRole("button", { name: "Save", exact: true }).click();
  await expect(usual.getByRole("alert")).toContainText("About every 3 weeks");
  await expectAccessible(page);
  await usual.getByRole("button", { name: "Save mine" }).click();
  await expect(usual).toContainText("About every 4 weeks");
  await expect(usual).toContainText("Always the same one:");
  await expect(usual.getByRole("button", { name: "Edit: Standard programme" })).toBeFocused();
});

test("a group brings a programme of its own; by hand wins, and taking it out of use asks what comes instead", async ({
  page,
  sandbox,
}) => {
  test.setTimeout(120_000);
  const api = await apiOf(sandbox);
  const person = await api("/users", "POST", {
    email: "trainee@acme.example",
    firstName: "Tara",
    lastName: "Inee",
    start: true,
  });
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/programmes");
  const add = async (name: string, weeks: string) => {
    await page.getByRole("button", { name: "Add a programme" }).click();
    const form = card(page, "New programme");
    await form.getByRole("textbox", { name: "Name" }).fill(name);
    await form.getByRole("combobox", { name: "How often" }).selectOption(weeks);
    await form.getByRole("button", { name: "Save", exact: true }).click();
  };
  await add("Money movers", "every week");
  await expect(card(page, "Money movers")).toContainText("Nobody has it.");
  await expect(page.getByRole("button", { name: "Add a programme" })).toBeFocused();
  await add("MONEY movers", "every 8 weeks");
  await expect(card(page, "New programme")).toContainText("There is a programme of this name already.");
  await expectAccessible(page);
  await card(page, "New programme").getByRole("textbox", { name: "Name" }).fill("Quiet");
  await page.keyboard.press("Enter");
  await expect(card(page, "Quiet")).toContainText("About every 8 weeks");

  await page.goto("/portal/structure?kind=groups");
  await page.getByRole("button", { name: "Add a group" }).click();
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("Finance");
  await dialog(page).getByRole("combobox", { name: "Programme" }).selectOption("Money movers");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add a group" }).click();
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("Finance");
  await dialog(page).getByRole("combobox", { name: "Programme" }).selectOption("Money movers");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Groups" })).toContainText("Brings Money movers");
  await expectAccessible(page);
  const { items: groups } = await api<{ items: { id: string }[] }>("/groups");
  await api(`/users/${person.id}`, "PATCH", { groups: [groups[0]!.id] });

  await page.goto(`/portal/people/${person.id}`);
  const programme = card(page, "Training programme");
  await expect(programme).toContainText("Brought by the group Finance");
  await expect(programme.getByRole("time")).toBeVisible({ timeout: 30_000 });
  await programme.getByRole("button", { name: "Edit: Training programme" }).click();
  await programme.getByRole("combobox", { name: "Set by hand" }).selectOption("Quiet");
  await expectAccessible(page);
  await programme.getByRole("button", { name: "Save" }).click();
  await expect(programme).toContainText("Quiet");
  await expect(programme).toContainText("Set by hand");
  await pictures(page, "person");

  await page.goto("/portal/programmes");
  await expect(card(page, "Quiet")).toContainText("Set by hand for 1 person.");
  await expect(card(page, "Money movers").getByRole("link", { name: "Finance" })).toBeVisible();
  await pictures(page, "many");
  await card(page, "Quiet").getByRole("button", { name: "Archive: Quiet" }).click();
  await expect(dialog(page)).toContainText("Set by hand for 1 person.");
  await dialog(page).getByRole("combobox", { name: "In its place" }).selectOption("Standard programme");
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath("archive.png") });
  await dialog(page).getByRole("button", { name: "Archive", exact: true }).click();
  await expect(card(page, "Quiet").getByRole("button", { name: "Offer again: Quiet" })).toBeVisible();
  await expect(card(page, "Quiet")).toContainText("Nobody has it.", { timeout: 30_000 });
  await expect(card(page, "Standard programme")).toContainText("Set by hand for 1 person.");
  await expectAccessible(page);

  await page.goto("/portal/people");
  await page.getByRole("checkbox", { name: "Select Tara Inee" }).check();
  const bar = page.getByRole("toolbar", { name: "What to do with the selected people" });
  await bar.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Set programme" }).click();
  await dialog(page).getByRole("combobox", { name: "Programme" }).click();
  await page.getByRole("option", { name: /^None by hand/ }).click();
  await expect(dialog(page)).toContainText("The programme of 1 person changes");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Set programme" }).click();
  await expect(page.getByText("The programme of 1 person was changed.").first()).toBeVisible();
  await page.goto(`/portal/people/${person.id}`);
  await expect(programme).toContainText("Brought by the group Finance");
  await expect(page.getByText("Programme: Standard programme")).toBeVisible();
});
