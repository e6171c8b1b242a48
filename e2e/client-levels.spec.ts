import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";

const newcomer = "newcomer@acme.example";
const laptop = "Your laptop is ready";
const paneFrame = ["iframe[title=Firstcatch]"];
const ownButton = (page: Page) =>
  page.getByRole("toolbar", { name: "Mail" }).getByRole("button", { name: "Report", exact: true });

/** A mailbox in the Outlook of this name, with the pane open on a mail. */
async function opened(page: Page, level: string): Promise<Outlook> {
  const outlook = new Outlook(page);
  await outlook.open(newcomer, `?level=${level}`);
  await outlook.openMail(laptop);
  await outlook.openPane();
  return outlook;
}
const look = (outlook: Outlook, title: string | RegExp) =>
  expect(outlook.pane.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 30_000 });
const press = (outlook: Outlook, name: string) =>
  outlook.pane.getByRole("button", { name, exact: true }).click();

/** The window that the pane's button opens, at the page where an account is picked. */
async function signInWindow(page: Page, outlook: Outlook, button = "Sign in"): Promise<Page> {
  const opening = page.waitForEvent("popup");
  await press(outlook, button);
  const opened = await opening;
  await expect(opened.getByRole("heading", { name: "Pick an account" })).toBeVisible({ timeout: 30_000 });
  return opened;
}

async function report(outlook: Outlook): Promise<void> {
  await press(outlook, "Report this mail");
  await look(outlook, "Report this mail?");
  await press(outlook, "Report");
}
/** What the security team was sent of the mail. */
async function forwarded(sandbox: { call: <T>(path: string) => Promise<T> }): Promise<string> {
  const found = await expect
    .poll(() =>
      sandbox.call<{ id: string; subject: string }[]>("/sandbox/mailboxes/security@acme.example/messages"),
    )
    .not.toEqual([])
    .then(() =>
      sandbox.call<{ id: string; subject: string }[]>("/sandbox/mailboxes/security@acme.example/messages"),
    );
  return found[0]?.subject ?? "";
}

test("an Outlook of 2024 (1.14) reports the whole mail, and has its own report button too", async ({
  page,
  sandbox,
}) => {
  const outlook = await opened(page, "1.14");
  await expect(ownButton(page)).toBeVisible();
  await look(outlook, "Joining is closed for now");
  await report(outlook);
  await look(outlook, /Thank you/);
  expect(await forwarded(sandbox)).toContain(laptop);
});

test("without nested sign-in (1.8) a window signs in, after a press, and the report goes out", async ({
  page,
  sandbox,
}) => {
  const outlook = await opened(page, "1.8");
  await expect(ownButton(page)).toHaveCount(0);
  await look(outlook, "Sign in to go on");
  await expectAccessible(page, { within: paneFrame });
  // A report need not wait for it.
  await report(outlook);
  await look(outlook, "Sign in to go on");

  // Closed by the person.
  const first = await signInWindow(page, outlook);
  await first.close();
  await look(outlook, "The window was closed");
  // Somebody else than the mailbox's owner.
  const second = await signInWindow(page, outlook);
  await second.getByRole("button", { name: "colleague@acme.example" }).click();
  await look(outlook, "Is this you?");
  await expect.poll(() => second.isClosed()).toBe(true);
  await expectAccessible(page, { within: paneFrame });
  const third = await signInWindow(page, outlook, "Choose another account");
  await third.getByRole("button", { name: newcomer }).click();
  await look(outlook, /Thank you/);
  expect(await forwarded(sandbox)).toContain(laptop);

  // The next pane of this tab asks nobody while the token lives.
  await outlook.openMail("Menu of the week");
  await outlook.openPane();
  await look(outlook, /Joining is closed for now|Report this mail/);
});

test("the window says what to do when it was opened by a stranger or by nobody", async ({ page }) => {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("/addin/signed-in#");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Outlook does not answer");
    await expectAccessible(page);
  }
});

test("with neither nested sign-in nor windows the pane says kindly where it works", async ({ page }) => {
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await page.evaluate(() => window.mailbox?.setRequirementSets({ Mailbox: "1.3" }));
  await outlook.openMail(laptop);
  await outlook.openPane();
  await look(outlook, "We could not sign you in");
  await expect(outlook.pane.getByText("Open the mail in Outlook on the web")).toBeVisible();
  await expectAccessible(page, { within: paneFrame });
});

test("like a phone (1.5), which reads neither headers nor the mail, a report still arrives", async ({
  page,
  sandbox,
}) => {
  const outlook = await opened(page, "1.5");
  await look(outlook, "Joining is closed for now");
  await report(outlook);
  await look(outlook, /Thank you/);
  expect(await forwarded(sandbox)).toContain(laptop);
  await expectAccessible(page, { within: paneFrame });
});

test("in a language that we do not speak the pane speaks English; another Outlook is chosen in the settings", async ({
  page,
}) => {
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  for (const choice of ["Deutsch (Deutschland)", /Mailbox 1\.8/]) {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitemradio", { name: choice }).click();
  }
  await outlook.openMail(laptop);
  await outlook.openPane();
  await look(outlook, "Sign in to go on");
  await expect(ownButton(page)).toHaveCount(0);
});
