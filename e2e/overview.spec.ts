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
