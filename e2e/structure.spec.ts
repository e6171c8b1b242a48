import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

test("departments are added, renamed against somebody else's change, archived and merged", async ({
  page,
  sandbox,
}) => {
  await new Portal(page).signIn(owner, "/portal/structure");
  await expect(page.getByRole("heading", { level: 1, name: "Structure" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No companies yet" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Departments" }).click();
  await expect(page).toHaveURL(/kind=departments/);
  const dialog = page.getByRole("dialog");
  const list = page.getByRole("list", { name: "Departments" });
  const row = (name: string) => list.getByRole("listitem").filter({ hasText: name });
  const act = async (name: string, item: string) => {
    await page.getByRole("button", { name: `What can be done with ${name}` }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };

  for (const [name, code] of [
    ["Sales", "S-1"],
    ["Selling", ""],
    ["Old", ""],
  ] as const) {
    await page.getByRole("button", { name: "Add a department" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByRole("textbox", { name: "Code" }).fill(code);
    await page.keyboard.press("Enter");
    await expect(row(name)).toContainText("0 people");
  }
  await page.getByRole("button", { name: "Add a department" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("SALES");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("There is one of this name already.");
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const api = async <T>(path: string, method = "GET", body?: object) => {
    const answer = await fetch(`${sandbox.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as T;
  };
  const { items } = await api<{ items: { id: string; name: string }[] }>("/departments");
  const idOf = (name: string) => items.find((unit) => unit.name === name)!.id;

  await act("Old", "Rename");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Old");
  await api(`/departments/${idOf("Old")}`, "PATCH", { name: "Theirs" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mine");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("It is now called “Theirs”.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row("Mine")).toBeVisible();

  await act("Mine", "Archive");
  const archived = page.getByRole("list", { name: "Not offered any more" });
  await expect(archived.getByRole("listitem")).toContainText("Mine");
  await expectAccessible(page);
  await act("Mine", "Offer again");
  await expect(row("Mine")).toBeVisible();

  await act("Selling", "Merge into another");
  await dialog.getByRole("combobox", { name: "Into" }).click();
  await page.getByRole("option", { name: "Sales", exact: true }).click();
  await expect(dialog).toContainText("Nobody belongs to it");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Merge into another" }).click();
  await expect(row("Selling")).toHaveCount(0);
  await expect(row("Sales")).toBeVisible();
  for (const width of [390, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
});
