import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";

const newcomer = "newcomer@acme.example";
const info = "info@acme.example";
const invoice = "Invoice 4711 is overdue";
const welcome = "Your parcel is on hold";
const paneFrame = ["iframe[title=Firstcatch]"];

const admin = async (sandbox: SandboxProcess) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", {
    email: "owner@acme.example",
  });
  return { Authorization: `Bearer ${token}` };
};
const messages = (sandbox: SandboxProcess, email: string) =>
  sandbox.call<{ subject: string; folder: string }[]>(`/sandbox/mailboxes/${email}/messages`);
const folderOf = async (sandbox: SandboxProcess, subject: string) =>
  (await messages(sandbox, info)).find((message) => message.subject.startsWith(subject))?.folder;
const arrived = (sandbox: SandboxProcess, subject: string) =>
  expect.poll(() => folderOf(sandbox, subject), { timeout: 60_000 }).toBe("inbox");
/** Who reported what, as the security team reads it. */
const reports = async (sandbox: SandboxProcess) =>
  (
    await sandbox.call<{ items: { reporter: string; outcome: string }[] }>(
      "/api/v1/reports",
      undefined,
      await admin(sandbox),
    )
  ).items.map(({ reporter, outcome }) => `${reporter}: ${outcome}`);

/** A mail in the shared mailbox that nobody there asked for. */
async function somebodyWrites(sandbox: SandboxProcess): Promise<void> {
  await sandbox.call("/sandbox/mailboxes/colleague@acme.example/send", {
    to: info,
    subject: invoice,
    text: "Pay today: https://pay.example",
  });
  await arrived(sandbox, invoice);
}
/** A simulation for the account behind the shared mailbox; answers who it is to the product now. */
async function simulationFor(sandbox: SandboxProcess): Promise<() => Promise<string | undefined>> {
  const opened = await fetch(`${sandbox.url}/api/v1/organization`, {
    method: "PATCH",
    headers: { ...(await admin(sandbox)), "Content-Type": "application/json" },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  expect(opened.status).toBe(200);
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", { email: info, name: "Info" });
  const bearer = { Authorization: `Bearer ${token}` };
  await sandbox.call("/api/v1/me/join", {}, bearer);
  await arrived(sandbox, welcome);
  return async () =>
    (await sandbox.call<{ user?: { stage: string } }>("/api/v1/me", undefined, bearer)).user?.stage;
}
const stageOfNewcomer = async (sandbox: SandboxProcess) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", { email: newcomer });
  const me = await sandbox.call<{ user?: { stage: string } }>("/api/v1/me", undefined, {
    Authorization: `Bearer ${token}`,
  });
  return me.user?.stage ?? "notStarted";
};

/** The shared mailbox, with the newcomer at it, and one of its mails open. */
async function openShared(page: Page, subject: string, query = ""): Promise<Outlook> {
  const outlook = new Outlook(page);
  await outlook.open(info, `?as=${newcomer}${query}`);
  await outlook.openMail(subject);
  return outlook;
}
const look = (outlook: Outlook, title: string | RegExp) =>
  expect(outlook.pane.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 30_000 });
const press = (outlook: Outlook, name: string) =>
  outlook.pane.getByRole("button", { name, exact: true }).click();
const ownButton = (page: Page) =>
  page.getByRole("toolbar", { name: "Mail" }).getByRole("button", { name: "Report", exact: true });

test("in a shared mailbox the pane says whose it is, and the report is of whoever is signed in", async ({
  page,
  sandbox,
}) => {
  await somebodyWrites(sandbox);
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: `Open the shared mailbox ${info}` }).click();
  await expect(page.getByText("Shared mailbox", { exact: true })).toBeVisible();
  await outlook.openMail(invoice);
  const frame = await outlook.openPane();
  const told = await frame.evaluate(
    () =>
      new Promise((resolve) => {
        const item = Office.context.mailbox.item as Office.MessageRead;
        item.getSharedPropertiesAsync(({ value }) =>
          resolve([Office.context.mailbox.userProfile.emailAddress, value.owner]),
        );
      }),
  );
  expect(told).toEqual([newcomer, info]);

  await look(outlook, "Joining is closed for now");
  await press(outlook, "Report this mail");
  await look(outlook, "Report this mail?");
  await expect(outlook.pane.getByTestId("mail")).toContainText(
    `In the mailbox of ${info}. You report in your own name.`,
  );
  await expectAccessible(page, { within: paneFrame });
  await press(outlook, "Report");
  await look(outlook, /Thank you/);
  expect(await reports(sandbox)).toEqual([`${newcomer}: threat`]);
});

test("a simulation to the shared mailbox counts for nobody else, stays for its owner, and is theirs to catch", async ({
  page,
  sandbox,
}) => {
  const stageOfInfo = await simulationFor(sandbox);
  const outlook = await openShared(page, welcome);
  await ownButton(page).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Report", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: "A practice mail" })).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toContainText("The mail stays where it is.");
  await dialog.getByRole("button", { name: "OK" }).click();
  expect(await folderOf(sandbox, welcome)).toBe("inbox");
  expect([await stageOfInfo(), await stageOfNewcomer(sandbox)]).toEqual(["started", "notStarted"]);
  expect(await reports(sandbox)).toEqual([`${newcomer}: colleaguesSimulation`]);

  await outlook.open(info);
  await outlook.openMail(welcome);
  await outlook.openPane();
  await look(outlook, "Report this mail?");
  await expect(outlook.pane.getByTestId("mail")).not.toContainText("In the mailbox of");
  await press(outlook, "Report");
  await look(outlook, "You caught one!");
  expect([await stageOfInfo(), await stageOfNewcomer(sandbox)]).toEqual(["onboarded", "notStarted"]);
});

test("the pane tells that a simulation in a shared mailbox was not sent to its reader", async ({
  page,
  sandbox,
}) => {
  const stageOfInfo = await simulationFor(sandbox);
  const outlook = await openShared(page, welcome);
  await outlook.openPane();
  await press(outlook, "Join and report this mail");
  await look(outlook, "A colleague’s practice mail");
  await expect(
    outlook.pane.getByText(`lies in the mailbox of ${info} and was not sent to you`),
  ).toBeVisible();
  await expectAccessible(page, { within: paneFrame });
  // Who joined is the person at it: their own Welcome mail goes to their own mailbox.
  await expect
    .poll(async () => (await messages(sandbox, newcomer)).map(({ subject }) => subject), { timeout: 60_000 })
    .toContainEqual(expect.stringContaining(welcome));
  expect([await stageOfInfo(), await stageOfNewcomer(sandbox)]).toEqual(["started", "started"]);
});

test("an Outlook that has no add-ins at shared mailboxes shows none there, and says why", async ({
  page,
  sandbox,
}) => {
  await somebodyWrites(sandbox);
  await openShared(page, invoice, "&level=1.8");
  await expect(ownButton(page)).toHaveCount(0);
  const none = page.getByRole("button", { name: "No add-in" });
  await none.hover();
  await expect(page.getByText("This Outlook has no add-ins at a shared mailbox.")).toBeVisible();
});
