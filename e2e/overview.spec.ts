import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

/** Calls the API as the button in Outlook would, or with the owner's token. */
async function call(
  sandbox: SandboxProcess,
  token: string,
  path: string,
  method = "GET",
  body?: object,
): Promise<void> {
  const answer = await fetch(new URL(path, sandbox.url), {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
}
const personToken = async (sandbox: SandboxProcess, name: string) =>
  (await sandbox.call<{ token: string }>("/sandbox/token", { email: `${name}@acme.example`, name })).token;
const ownerToken = async (sandbox: SandboxProcess) =>
  (await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner })).token;
const setJoining = async (sandbox: SandboxProcess, anyoneCanJoin: boolean) =>
  call(sandbox, await ownerToken(sandbox), "/api/v1/organization", "PATCH", { joining: { anyoneCanJoin } });
const add = async (sandbox: SandboxProcess, name: string) =>
  call(sandbox, await ownerToken(sandbox), "/api/v1/users", "POST", {
    email: `${name}@acme.example`,
    firstName: name,
    lastName: "",
  });

test("the portal opens with the overview: the way in for the first ones, then each step as people take it", async ({
  page,
  sandbox,
}) => {
  await setJoining(sandbox, true);
  const portal = new Portal(page);
  await portal.signIn(owner);
  await expect(page).toHaveURL(/\/portal\/overview$/);
  await expect(page.getByRole("heading", { name: "Nobody is here yet" })).toBeVisible();
  await portal.expectAccessible();

  await add(sandbox, "newcomer");
  const step = (name: string) => page.getByRole("listitem").filter({ hasText: new RegExp(`^\\d+${name}`) });
  await expect(step("Imported")).toContainText(/^2Imported100 %/);
  await call(sandbox, await personToken(sandbox, "newcomer"), "/api/v1/me");
  await expect(step("Button seen")).toContainText(/^1Button seen50 %/);
  await call(sandbox, await personToken(sandbox, "newcomer"), "/api/v1/me/join", "POST");
  await expect(step("Started")).toContainText(/^1Started50 %/);
  await expect(step("Welcome accepted by the mail server")).toContainText(/^1Welcome/, { timeout: 30_000 });
  await expect(step("Welcome accepted by the mail server")).toContainText("1 has not reported it yet");
  const latest = page.getByRole("list", { name: "What happened last" });
  await expect(latest).toContainText("newcomer was started");

  await call(sandbox, await personToken(sandbox, "colleague"), "/api/v1/reports", "POST", {
    subject: "Pay at once",
  });
  await expect(latest.getByRole("listitem").first()).toContainText("Pay at once");
  await latest.getByRole("link", { name: "Pay at once" }).click();
  await expect(portal.title).toHaveText("Pay at once");
});

test("says what needs a person, and leads there", async ({ page, sandbox }) => {
  await setJoining(sandbox, false);
  await call(sandbox, await ownerToken(sandbox), "/api/v1/organization", "PATCH", { securityMailbox: null });
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/overview");
  const needs = page.getByRole("region", { name: "Needs a person" });
  await expect(needs).toContainText("No security mailbox is set");
  await add(sandbox, "newcomer");
  await call(sandbox, await personToken(sandbox, "newcomer"), "/api/v1/me");
  await expect(needs).toContainText("1 person is before a closed door");
  await portal.expectAccessible();
  await needs.getByRole("button", { name: /^Open joining/ }).click();
  await expect(portal.title).toHaveText("Joining");
});

test("shows the funnel as a table too", async ({ page, sandbox }) => {
  await add(sandbox, "newcomer");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/overview");
  await page.getByRole("button", { name: "See as table" }).press("Enter");
  const table = page.getByRole("table", { name: "From roster to onboarded" });
  await expect(table.getByRole("row", { name: "Imported" })).toContainText(/2.*100 %.*2/);
  await portal.expectAccessible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`has no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
    page,
    sandbox,
  }) => {
    await add(sandbox, "newcomer");
    await call(sandbox, await personToken(sandbox, "colleague"), "/api/v1/reports", "POST", {
      subject: "Pay at once",
    });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/overview");
    for (const width of [1920, 1280, 800, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await expect(page.getByRole("link", { name: "Pay at once" })).toBeVisible();
      await portal.expectAccessible();
    }
  });

/** Thirteen weeks of an organization, as the server would tell them. */
const weeks = Array.from({ length: 13 }, (_, at) => ({
  monday: new Date(Date.UTC(2026, 7, 31) + at * 7 * 86_400_000).toISOString().slice(0, 10),
  sent: [0, 0, 412, 1180, 2240, 2180, 2310, 2275, 2298, 2264, 2311, 2290, 760][at]!,
  caught: [0, 0, 130, 498, 1102, 1240, 1388, 1410, 1502, 1533, 1640, 1702, 540][at]!,
  reported: [2, 0, 9, 14, 22, 19, 31, 28, 35, 41, 38, 44, 12][at]!,
}));
const showWeeks = (page: Page, shown: typeof weeks) =>
  page.route("**/api/v1/overview/trend", (route) => route.fulfill({ json: { weeks: shown } }));

test("shows the weeks: words before anything was sent, then a picture and the same figures in a table", async ({
  page,
  sandbox,
}) => {
  await setJoining(sandbox, true);
  await add(sandbox, "newcomer");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/overview");
  const trend = page.getByRole("region", { name: "Week by week" });
  await expect(trend).toContainText("Nothing has been sent yet.");
  await portal.expectAccessible();

  await call(sandbox, await personToken(sandbox, "newcomer"), "/api/v1/me/join", "POST");
  await call(sandbox, await personToken(sandbox, "colleague"), "/api/v1/reports", "POST", {
    subject: "Pay at once",
  });
  // That a mail was taken is no news that the page is told at once.
  await expect(async () => {
    await page.reload();
    await expect(trend).toContainText("0 % caught: 0 of 1 sent", { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(trend).toContainText("1 reported that are none of ours");
  await expect(
    trend.getByRole("group", { name: /^Practice mails by week, .*: 1 sent, 0 caught$/ }),
  ).toBeVisible();
  await portal.expectAccessible();
  await trend.getByRole("button", { name: "See as table" }).press("Enter");
  const table = trend.getByRole("table", { name: "Week by week" });
  await expect(table.getByRole("row").nth(1)).toContainText(/not over.*1.*0.*0 %.*1/);
  await portal.expectAccessible();
  await trend.getByRole("button", { name: "See as picture" }).press("Enter");
  await expect(table).toBeHidden();
});

test("the keyboard reaches each week of the picture and is told its figures", async ({ page, sandbox }) => {
  await add(sandbox, "newcomer");
  await showWeeks(page, weeks);
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/overview");
  const practice = page.getByRole("group", { name: /^Practice mails by week/ });
  const last = practice.getByRole("img", { name: /^Week from 23 Nov 2026, not over. Caught, 540/ });
  await last.focus();
  await expect(page.getByText("Week from 23 Nov 2026, not over")).toBeVisible();
  await portal.expectAccessible();
});

test("where the charts do not come, the table stands in their place", async ({ page, sandbox }) => {
  await add(sandbox, "newcomer");
  await showWeeks(page, weeks);
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/reports");
  await page.route("**/assets/**", (route) => route.abort());
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  const table = page.getByRole("table", { name: "Week by week" });
  await expect(table.getByRole("row").nth(2)).toContainText(/16 Nov 2026.*2,290.*1,702.*74 %.*44/);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`many weeks have no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
    page,
    sandbox,
  }) => {
    await add(sandbox, "newcomer");
    await showWeeks(page, weeks);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/overview");
    const trend = page.getByRole("region", { name: "Week by week" });
    for (const width of [1920, 1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await expect(trend).toContainText("61 % caught");
      await expect(trend.getByRole("group", { name: /^Suspicious mails/ })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await portal.expectAccessible();
    }
  });
