import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { startSandboxProcess } from "./fixtures/sandbox-process.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";

const owner = "owner@acme.example";

async function openDoor(sandbox: SandboxProcess): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL("/api/v1/organization", sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  expect(answer.status).toBe(200);
}

const step = (page: Page, key: string) => page.locator(`[data-step=${key}]`);

test.describe("the start page", () => {
  test("tells the story and moves on by itself when a step is done", async ({ page, sandbox }) => {
    await page.goto(sandbox.url);
    await expect(step(page, "join")).toHaveAttribute("data-state", "current");
    await expect(step(page, "join").getByRole("link", { name: "Open the portal" })).toHaveAttribute(
      "href",
      `${sandbox.httpsUrl}/portal`,
    );
    await openDoor(sandbox);
    await expect(step(page, "join")).toHaveAttribute("data-state", "done");
    await expect(step(page, "press")).toHaveAttribute("data-state", "current");
    await expect(step(page, "press").getByRole("link", { name: "Open the mailbox" })).toHaveAttribute(
      "href",
      `${sandbox.httpsUrl}/outlook/newcomer@acme.example`,
    );

    const { token } = await sandbox.call<{ token: string }>("/sandbox/token", {
      email: "newcomer@acme.example",
      name: "Newcomer",
    });
    await sandbox.call("/api/v1/me/join", {}, { Authorization: `Bearer ${token}` });
    await expect(step(page, "catch")).toHaveAttribute("data-state", "current");
    await expect(page.locator("[data-person='newcomer@acme.example']")).toContainText(
      "Waiting for first report",
    );
  });

  test("opens any mailbox in a tab of its own, after a look at the address", async ({ page, sandbox }) => {
    await page.goto(sandbox.url);
    const field = page.getByRole("textbox", { name: "Or anybody else" });
    await field.fill("nobody");
    await page.getByRole("button", { name: "Open this mailbox" }).click();
    await expect(page.getByText("That is no mail address yet.")).toBeVisible();
    await field.fill("second.newcomer@acme.example");
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Open this mailbox" }).click();
    await expect(await opened).toHaveURL(`${sandbox.httpsUrl}/outlook/second.newcomer@acme.example`);

    await page.getByRole("button", { name: "All mailboxes" }).click();
    await expect(
      page.getByRole("dialog").getByRole("link", { name: "newcomer@acme.example", exact: true }),
    ).toBeVisible();
  });

  test("moves the clock, says how far, and puts it back", async ({ page, sandbox }) => {
    await page.goto(sandbox.url);
    const ahead = page.getByTestId("ahead");
    await expect(ahead).toHaveText("Real time");
    await page.getByRole("button", { name: "+1 day" }).click();
    await expect(ahead).toHaveText("1 day ahead");
    await page.getByRole("button", { name: "+1 hour" }).click();
    await page.getByRole("button", { name: "Pick a moment" }).click();
    const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("Day and time").fill(`${nextWeek}T09:00`);
    await page.getByRole("button", { name: "Set the clock" }).click();
    await expect(ahead).toHaveText(/^[67] days ahead$/);
    await page.getByRole("button", { name: "Back to now" }).click();
    await expect(ahead).toHaveText("Real time");
  });

  test("says what runs where, and where the certificate is accepted", async ({ page, sandbox }) => {
    await page.goto(sandbox.url);
    for (const part of ["web", "worker", "database", "mail", "identity"])
      await expect(page.locator(`[data-part=${part}]`)).toHaveAttribute("data-state", "running");
    await expect(page.locator("[data-part=certificate]").getByRole("link")).toHaveAttribute(
      "href",
      sandbox.httpsUrl,
    );
  });

  test("starts over only after it was asked twice", async ({ page, sandbox }) => {
    await openDoor(sandbox);
    await page.goto(sandbox.url);
    await expect(step(page, "join")).toHaveAttribute("data-state", "done");
    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByRole("button", { name: "Keep everything" }).click();
    await expect(step(page, "join")).toHaveAttribute("data-state", "done");

    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Forget everything" }).click();
    await expect(step(page, "join")).toHaveAttribute("data-state", "current", { timeout: 30_000 });
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("keeps its hands off a database that is not its own", async ({ page, sandbox }) => {
    const other = await startSandboxProcess({ MONGODB_URI: await sandbox.mongodbUri() });
    try {
      await page.goto(other.url);
      await expect(page.getByText("so it is never emptied")).toBeVisible();
      await expect(page.getByRole("button", { name: "Start over" })).toHaveAttribute("aria-disabled", "true");
    } finally {
      await other.dispose();
    }
  });

  test("says that the sandbox does not answer, and keeps what it knew", async ({ page, sandbox }) => {
    await page.goto(sandbox.url);
    await expect(page.getByRole("heading", { name: "Who you can be" })).toBeVisible();
    await page.route("**/sandbox/state", (route) => route.abort());
    await expect(page.getByText("The sandbox does not answer.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Who you can be" })).toBeVisible();
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("The sandbox does not answer.")).toHaveCount(0);
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`has no findings of axe in ${colorScheme}, and fits a phone`, async ({ page, sandbox }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(sandbox.url);
      await expect(page.getByRole("heading", { name: "Who you can be" })).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await expectAccessible(page);
    });
});
