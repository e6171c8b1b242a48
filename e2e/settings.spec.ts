import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

/** Changes settings as a script would, beside the browser. */
async function change(sandbox: SandboxProcess, body: object): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL("/api/v1/organization", sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

const card = (page: Page, name: string) => page.getByRole("region", { name });
const edit = (page: Page, name: string) => page.getByRole("button", { name: `Edit: ${name}` }).click();
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

test.describe("joining, in full", () => {
  const allowed = "Allowed domains and addresses";
  const entry = (page: Page) => page.getByRole("textbox", { name: "Add a domain or an address" });
  async function add(page: Page, text: string): Promise<void> {
    await entry(page).fill(text);
    await entry(page).press("Enter");
  }

  test("domains and addresses are added, taken out and put back; nothing holds before it is saved", async ({
    page,
    sandbox,
  }) => {
    await change(sandbox, { joining: { allowedAddresses: ["trainer@partner.example"] } });
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, allowed);
    await add(page, "Auditor@Partner.example");
    await expect(card(page, allowed)).toContainText("auditor@partner.example");
    await page.getByRole("button", { name: "Take out trainer@partner.example" }).click();
    await page.getByRole("button", { name: "Take out acme.example" }).click();
    await page.getByRole("button", { name: "Undo: acme.example" }).click();
    await save(page);
    await expect(
      page.getByText("one of the 1 single addresses").or(page.getByText("the single address")),
    ).toBeVisible();
    await page.reload();
    await expect(card(page, allowed)).toContainText("auditor@partner.example");
    await expect(card(page, allowed)).toContainText("acme.example");
    await expect(card(page, allowed)).not.toContainText("trainer@partner.example");
    await expect(page.getByRole("region", { name: "Who switched it, and when" })).toContainText(
      "added single addresses (1) and took out single addresses (1)",
    );
  });

  test("what cannot be used says why, and what needs a thought is asked twice", async ({ page }) => {
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, allowed);
    for (const [typed, why] of [
      ["nobody@", "is no domain and no address"],
      ["other.example", "is not one of your verified domains"],
      ["acrne.example", "is not acme.example: it only looks like it"],
      ["auditor@\uff41cme.example", "characters that only look like ordinary letters"],
      ["acme.example", "is in the list already"],
    ] as const) {
      await add(page, typed);
      await expect(page.getByText(why)).toBeVisible();
    }
    await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await add(page, "auditor@gmail.com");
    await expect(page.getByText("auditor@gmail.com is a private mailbox")).toBeVisible();
    await page.getByRole("button", { name: "Add anyway" }).click();
    await save(page);
    await expect(card(page, allowed)).toContainText("auditor@gmail.com");
  });

  test("the second of two admins sees both lists and chooses", async ({ page, sandbox }) => {
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, allowed);
    await add(page, "mine@partner.example");
    await expect(card(page, allowed)).toContainText("mine@partner.example");
    await change(sandbox, { joining: { allowedAddresses: ["theirs@partner.example"] } });
    await save(page);
    await expect(page.getByText("Somebody changed this in the meantime.")).toBeVisible();
    await expect(card(page, allowed)).toContainText("theirs@partner.example");
    await page.getByRole("button", { name: "Save mine" }).click();
    await expect(page.getByRole("button", { name: `Edit: ${allowed}` })).toBeFocused();
    await expect(card(page, allowed)).toContainText("mine@partner.example");
    await expect(card(page, allowed)).not.toContainText("theirs@partner.example");
  });

  test("the window is set in the organization's time, whatever clock the reader's browser has", async ({
    page,
    sandbox,
  }) => {
    await change(sandbox, { timeZone: "America/New_York", joining: { anyoneCanJoin: true } });
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, "Open from, to");
    await page.getByLabel("Opens", { exact: true }).fill("2031-11-03T09:00");
    await page.getByLabel("Closes", { exact: true }).fill("2031-11-02T18:00");
    await expect(page.getByText("The end must come after the beginning.")).toBeVisible();
    await page.getByLabel("Closes", { exact: true }).fill("2031-11-28T18:00");
    await save(page);
    await expect(page.getByText("From 3 Nov 2031, 09:00 until 28 Nov 2031, 18:00")).toBeVisible();
    const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
    const { joining } = await sandbox.call<{ joining: { opensAt: string; closesAt: string } }>(
      "/api/v1/organization",
      undefined,
      { Authorization: `Bearer ${token}` },
    );
    expect([joining.opensAt, joining.closesAt]).toEqual([
      "2031-11-03T14:00:00.000Z",
      "2031-11-28T23:00:00.000Z",
    ]);

    await edit(page, "Open from, to");
    await page.getByRole("button", { name: "Clear the end" }).click();
    await page.getByLabel("Opens", { exact: true }).press("Escape");
    await expect(card(page, "Open from, to")).toContainText("28 Nov 2031, 18:00");
  });

  test("the link for newcomers is copied, and says how to join", async ({ page, sandbox, context }) => {
    await change(sandbox, { joining: { anyoneCanJoin: true } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await new Portal(page).signIn(owner, "/portal/joining");
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/^https:\/\/localhost:\d+\/join\/acme/);
    await page.goto(link);
    await expect(page.getByRole("heading", { name: /^Join the phishing practice of/ })).toBeVisible();
  });
});

test.describe("API tokens", () => {
  test("one is made, shown once, used, and worth nothing from the moment it is revoked", async ({
    page,
    sandbox,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await new Portal(page).signIn(owner, "/portal/tokens");
    await expect(page.getByRole("heading", { name: "You have no token" })).toBeVisible();
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
    await dialog.getByRole("textbox", { name: "What is it for?" }).fill("nightly export");
    await dialog.getByRole("textbox", { name: "What is it for?" }).press("Enter");
    const field = dialog.getByRole("textbox", { name: "Token" });
    await expect(field).toHaveValue(/^fc_/);
    // Escape does not lose what is shown once.
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Copy token" }).click();
    await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    expect(token).toBe(await field.inputValue());
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    const row = page.getByRole("list", { name: "Tokens that work" }).getByRole("listitem");
    await expect(row).toContainText("never used");
    expect(await page.content()).not.toContain(token);

    const status = async () =>
      (await fetch(new URL("/api/v1/users", sandbox.url), { headers: { Authorization: `Bearer ${token}` } }))
        .status;
    expect(await status()).toBe(200);
    await page.reload();
    await expect(row).toContainText("last used today");

    await page.getByRole("button", { name: "Revoke nightly export" }).click();
    await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
    await dialog.getByRole("button", { name: "Keep it" }).click();
    expect(await status()).toBe(200);
    await page.getByRole("button", { name: "Revoke nightly export" }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("list", { name: "Revoked" })).toContainText("nightly export");
    expect(await status()).toBe(401);
  });
});

test.describe("signing out everywhere", () => {
  test("ends this browser and every other one, without a reload there", async ({
    page,
    browser,
    baseURL,
  }) => {
    const other = await browser.newContext({ baseURL: baseURL!, ignoreHTTPSErrors: true });
    const there = await other.newPage();
    await new Portal(there).signIn(owner, "/portal/joining");
    await new Portal(page).signIn(owner, "/portal/people");
    await page.getByRole("button", { name: /language and account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeFocused();
    await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
    await page.goto("/portal/people");
    await expect(page.getByRole("button", { name: owner })).toBeVisible();
    // Its live stream ends, and asking again leads to the sign-in.
    await expect(there.getByRole("button", { name: owner })).toBeVisible({ timeout: 45_000 });
    await other.close();
  });
});
