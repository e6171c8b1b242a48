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

test("without nested sign-in (1.8) the pane says kindly where it works, and keeps the report", async ({
  page,
}) => {
  const outlook = await opened(page, "1.8");
  await expect(ownButton(page)).toHaveCount(0);
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
  await look(outlook, "We could not sign you in");
  await expect(ownButton(page)).toHaveCount(0);
});
