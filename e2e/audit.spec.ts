import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

test("what was done stands in the log, is found by filters, and is checked", async ({ page, sandbox }) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const api = async (path: string, method: string, body: object) => {
    const answer = await fetch(`${sandbox.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as { id: string };
  };
  const { id } = await api("/users", "POST", {
    email: "newcomer@acme.example",
    firstName: "New",
    lastName: "Comer",
  });
  await api("/users/actions", "POST", { action: "deactivate", users: { ids: [id] } });
  await api("/departments", "POST", { name: "Sales" });
  await api("/organization", "PATCH", { name: "Acme Group" });

  await new Portal(page).signIn(owner, "/portal/audit");
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  const entries = page.getByRole("list", { name: "Entries, newest first" }).getByRole("listitem");
  const entry = (text: string) => entries.filter({ hasText: text });
  await expect(entry("switched New Comer off")).toHaveCount(1);
  await expect(entry("added New Comer")).toHaveCount(1);
  await expect(entry("set the name to Acme Group")).toContainText("with the API token");
  await expect(entry("signed in to the portal")).toHaveCount(1);
  await expectAccessible(page);

  await entry("set the name to Acme Group").getByRole("button", { name: "Details" }).click();
  await expect(entry("set the name to Acme Group")).toContainText("→ Acme Group");
  await expect(entry("set the name to Acme Group")).toContainText(/from (127\.0\.0\.1|::1)/);
  await entry("added New Comer").getByRole("button", { name: "Details" }).click();
  await page.getByRole("button", { name: "Only what is about New Comer" }).click();
  await expect(entries).toHaveCount(2);
  await page.getByRole("button", { name: "What", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Switched off" }).click();
  await expect(entries).toHaveCount(1);
  await expect(page).toHaveURL(/action=user\.deactivate/);
  await page.reload();
  await expect(entry("switched New Comer off")).toHaveCount(1);
  await page.getByRole("button", { name: "What: Switched off" }).click();
  await page.getByRole("menuitemradio", { name: "Removed", exact: true }).click();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(entry("set the name to Acme Group")).toHaveCount(1);

  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(
    page.getByText(/Checked to the end: all \d+ entries are as they were written\./),
  ).toBeVisible();
  await expectAccessible(page);
});

test("a log that was changed says at which entry; one that cannot be read says so", async ({ page }) => {
  await new Portal(page).signIn(owner, "/portal/audit");
  await page.route("**/api/v1/audit/check", (route) =>
    route.fulfill({
      json: {
        checked: 41,
        hash: "0".repeat(64),
        heads: 3,
        waiting: 0,
        problem: { kind: "swapped", n: 42, other: 57 },
      },
    }),
  );
  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(page.getByText("Entries 42 and 57 were swapped. Up to entry 41")).toBeVisible();
  await expectAccessible(page);
  await page.route("**/api/v1/audit?*", (route) => route.fulfill({ status: 500, json: {} }));
  await page.reload();
  await expect(page.getByText("The log could not be read")).toBeVisible();
  await expectAccessible(page);
});
