import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Throws the switch as a script would, so that each test begins where it says. */
async function setJoining(sandbox: SandboxProcess, anyoneCanJoin: boolean): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL("/api/v1/organization", sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", ...bearer(token) },
    body: JSON.stringify({ joining: { anyoneCanJoin } }),
  });
  expect(answer.status).toBe(200);
}

/** Joins as the button in Outlook would. */
async function join(sandbox: SandboxProcess, email: string, name: string): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", { email, name });
  await sandbox.call("/api/v1/me/join", {}, bearer(token));
}

/** A page on which no script failed. */
function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  return errors;
}

test.describe("the portal", () => {
  test("the owner switches joining on and sees who did, and when", async ({ page, sandbox }) => {
    const errors = watchErrors(page);
    await setJoining(sandbox, false);
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/joining");
    await expect(page).toHaveTitle(/^Joining – .* – Firstcatch$/);
    await expect(page.getByText("Nobody can join by the button.")).toBeVisible();
    await expect(portal.joiningSwitch).not.toBeChecked();

    await portal.joiningSwitch.click();
    await expect(portal.joiningSwitch).toBeChecked();
    await expect(page.getByText(/Right now, anybody with an address at acme\.example/)).toBeVisible();
    await expect(portal.lastChange).toContainText("switched it on");
    await expect(portal.lastChange).toContainText(/Today, \d\d:\d\d/);

    await page.reload();
    await expect(portal.joiningSwitch).toBeChecked();
    await expect(portal.lastChange).toContainText("switched it on");
    expect(errors).toEqual([]);
  });

  test("a switch thrown elsewhere moves here without a reload", async ({ page, sandbox }) => {
    await setJoining(sandbox, true);
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/joining");
    await expect(portal.joiningSwitch).toBeChecked();
    await setJoining(sandbox, false);
    await expect(portal.joiningSwitch).not.toBeChecked();
    await expect(portal.lastChange).toContainText("switched it off");
  });

  test("whom to ask is changed in place; where two changed it, both texts stand side by side", async ({
    page,
    sandbox,
  }) => {
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/joining");
    await page.getByRole("button", { name: /^(Edit text|Add whom to ask)$/ }).click();
    await page.getByRole("textbox", { name: "Whom may people ask?" }).fill("it-help@acme.example");
    await page.getByRole("button", { name: "Save text" }).click();
    await expect(page.getByText("the button tells people to ask it-help@acme.example")).toBeVisible();

    await page.getByRole("button", { name: "Edit text" }).click();
    await page.getByRole("textbox", { name: "Whom may people ask?" }).fill("Service desk");
    const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
    await fetch(new URL("/api/v1/organization", sandbox.url), {
      method: "PATCH",
      headers: { "Content-Type": "application/json", ...bearer(token) },
      body: JSON.stringify({ joining: { contact: "Reception" } }),
    });
    await page.getByRole("button", { name: "Save text" }).click();
    await expect(page.getByText("Somebody saved another text in the meantime.")).toBeVisible();
    await expect(page.getByRole("alert").getByText("Reception")).toBeVisible();
    await page.getByRole("button", { name: "Save my text" }).click();
    await expect(page.getByText("the button tells people to ask Service desk")).toBeVisible();
  });

  test("somebody who joins appears in People without a reload", async ({ page, sandbox }) => {
    const errors = watchErrors(page);
    const newcomer = "portal.newcomer@acme.example";
    await setJoining(sandbox, true);
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/people");
    await expect(portal.person(owner)).toContainText("Not started");
    await expect(portal.person(newcomer)).toHaveCount(0);

    await join(sandbox, newcomer, "Portal Newcomer");
    await expect(portal.person(newcomer)).toContainText("Waiting for first report");
    await expect(portal.person(newcomer)).toContainText(/Today, \d\d:\d\d/);
    expect(errors).toEqual([]);
  });

  test("search and filters live in the address and survive a reload", async ({ page, sandbox }) => {
    const found = "portal.findable@acme.example";
    await setJoining(sandbox, true);
    await join(sandbox, found, "Portal Findable");
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/people");
    await portal.search.fill("finda");
    await expect(page).toHaveURL(/query=finda/);
    await expect(portal.person(owner)).toHaveCount(0);
    await expect(portal.person(found)).toBeVisible();
    await expect(page.getByText("1 matches")).toBeVisible();

    await portal.filter("Stage", "Onboarded");
    await expect(page.getByRole("heading", { name: "0 match" })).toBeVisible();
    await page.reload();
    await expect(portal.search).toHaveValue("finda");
    await expect(page.getByRole("heading", { name: "0 match" })).toBeVisible();
    await page.getByRole("button", { name: "Clear all" }).first().click();
    await expect(portal.person(owner)).toBeVisible();
  });

  test("who is signed out is led back to where they were", async ({ page }) => {
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/people?stage=notStarted");
    await expect(page).toHaveURL(/\/portal\/people\?stage=notStarted$/);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
    await page.goto("/portal/people");
    await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  });

  test("speaks Dutch when asked to, and remembers it", async ({ page }) => {
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/people");
    await page.getByRole("button", { name: /language and account/ }).click();
    await page.getByRole("menuitemradio", { name: "Nederlands" }).click();
    await expect(portal.title).toHaveText("Mensen");
    await page.reload();
    await expect(portal.title).toHaveText("Mensen");
    await expect(page.locator("html")).toHaveAttribute("lang", "nl");
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`has no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
      page,
      sandbox,
    }) => {
      await setJoining(sandbox, true);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const portal = new Portal(page);
      await portal.signIn(owner, "/portal/joining");
      for (const width of [1280, 800, 390])
        for (const path of ["/portal/joining", "/portal/people"]) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto(path);
          await expect(page.getByText(path.endsWith("people") ? owner : "Verified").first()).toBeVisible();
          await portal.expectAccessible();
        }
    });
});

for (const [role, start, links] of [
  ["owner", "Overview", ["Overview", "People", "Reports", "Mail", "Joining", "Settings", "Self-check"]],
  ["analyst", "Overview", ["Overview", "People", "Reports", "Mail", "Joining", "Settings"]],
  ["manager", "You belong to no department yet", ["People"]],
] as const)
  test(`begins for the role ${role} where it may, and shows only the ways that are open to it`, async ({
    page,
  }) => {
    await page.route("**/api/v1/session", async (route) => {
      const answer = await route.fetch();
      const session = (await answer.json()) as { user: object };
      await route.fulfill({ response: answer, json: { ...session, user: { ...session.user, role } } });
    });
    const portal = new Portal(page);
    await portal.signIn("owner@acme.example");
    await expect(portal.title).toHaveText(start);
    await portal.expectAccessible();
    const ways = page.getByRole("navigation", { name: "Main" }).getByRole("link");
    for (const link of links) await expect(ways.filter({ hasText: link })).toBeVisible();
    if (role === "manager") await expect(ways).toHaveCount(1);
    await page.goto("/portal/check");
    if (role === "owner") await expect(portal.title).toHaveText("Self-check");
    else await expect(portal.title).toHaveText("This page is not open to your role");
    await portal.expectAccessible();
  });
