import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

test("the rarer filters narrow the list, stand in the address, and are left by one press", async ({
  page,
  sandbox,
}) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${sandbox.url}/api/v1${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as { id: string };
  };
  const group = await post("/groups", { name: "First aid" });
  await post("/users", { email: "dutch@acme.example", language: "nl" });
  const grouped = await post("/users", { email: "grouped@acme.example", groups: [group.id] });
  await post("/users/actions", { action: "start", users: { ids: [grouped.id] } });

  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people");
  const filters = page.getByRole("group", { name: "Filters" });
  const choose = async (filter: string, value: string) => {
    await filters.getByRole("button", { name: filter }).click();
    await page.getByRole("menuitemradio", { name: value }).click();
  };
  await expect(portal.person("dutch@acme.example")).toBeVisible();
  await expect(filters.getByRole("button", { name: "Language" })).toHaveCount(0);
  await filters.getByRole("button", { name: "More filters" }).click();
  await expectAccessible(page);

  await choose("Language", "Nederlands");
  await expect(portal.person("grouped@acme.example")).toHaveCount(0);
  await expect(portal.person("dutch@acme.example")).toBeVisible();
  await expect(page).toHaveURL(/language=nl/);
  await page.getByRole("button", { name: "Remove filter Language" }).click();

  await choose("Group", "First aid");
  await choose("Started by", "Admin");
  await expect(portal.person("dutch@acme.example")).toHaveCount(0);
  await expect(portal.person("grouped@acme.example")).toBeVisible();
  await page.reload();
  await expect(portal.person("grouped@acme.example")).toBeVisible();
  await expect(filters).toContainText("First aid");
  await expectAccessible(page);

  await choose("Waiting", "Longer than 7 days");
  await expect(page.getByRole("heading", { name: "0 match" })).toBeVisible();
  await sandbox.call("/sandbox/clock", { advance: "P8D" });
  await page.reload();
  await expect(portal.person("grouped@acme.example")).toBeVisible();
  for (const width of [390, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).not.toHaveURL(/group=/);
});
