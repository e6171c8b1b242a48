import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";
import { Portal } from "./pages/portal.ts";

const newcomer = "newcomer@acme.example";
const coffee = "New coffee machine on floor 3";
const laptop = "Your laptop is ready";
const welcome = "Your parcel is on hold";

/** Opens a mail and Outlook's own report dialog on it. */
async function ask(page: Page, subject: string): Promise<Outlook> {
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(subject);
  await page
    .getByRole("toolbar", { name: "Mail" })
    .getByRole("button", { name: "Report", exact: true })
    .click();
  return outlook;
}
const reportIt = (page: Page) =>
  page.getByRole("dialog").getByRole("button", { name: "Report", exact: true }).click();

const mailbox = (sandbox: SandboxProcess, email: string) =>
  sandbox.call<{ subject: string; folder: string }[]>(`/sandbox/mailboxes/${email}/messages`);
const folderOf = async (sandbox: SandboxProcess, subject: string) =>
  (await mailbox(sandbox, newcomer)).find((message) => message.subject.startsWith(subject))?.folder;

test("a suspicious mail goes to the security team by Outlook's own button, and then to Junk Email", async ({
  page,
  sandbox,
}) => {
  // However long the command's own file takes: Outlook must not find office.js started and the function missing.
  await page.route("**/addin/report-command.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await ask(page, coffee);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Report this mail" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("checkbox", { name: "Phishing" }).check();
  await dialog.getByRole("textbox").fill("We have no floor 3");
  await reportIt(page);
  await expect(dialog.getByRole("heading", { name: "Reported. Thank you." })).toBeVisible({
    timeout: 30_000,
  });
  await expect(dialog).toContainText(/R-\w{4}-\w{4}.*Junk Email/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "OK" }).click();
  expect(await folderOf(sandbox, coffee)).toBe("junk");
  await expect
    .poll(async () => (await mailbox(sandbox, "security@acme.example")).map(({ subject }) => subject).join())
    .toContain(coffee);
});

test("where a mail goes is what an admin chose in the settings: a folder by its name, made where there is none", async ({
  page,
  sandbox,
}) => {
  const admin = await page.context().newPage();
  await new Portal(admin).signIn("owner@acme.example", "/portal/settings");
  const card = admin.getByRole("region", { name: "Where Outlook puts reported mails" });
  await card.getByRole("button", { name: /^Edit/ }).click();
  await card.getByRole("combobox", { name: "Phishing" }).click();
  await admin.getByRole("option", { name: "A folder of this name" }).click();
  await card.getByRole("textbox", { name: "Folder for: Phishing" }).fill("Reported mails");
  await card.getByRole("combobox", { name: "Spam" }).click();
  await admin.getByRole("option", { name: "Stays where it is" }).click();
  await card.getByRole("button", { name: "Save", exact: true }).click();
  await expect(card.getByRole("listitem").filter({ hasText: "Phishing" })).toContainText("Reported mails");
  await admin.close();

  const outlook = await ask(page, coffee);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Phishing" }).check();
  await reportIt(page);
  await expect(dialog).toContainText("Outlook moves it to the folder Reported mails.", { timeout: 30_000 });
  await dialog.getByRole("button", { name: "OK" }).click();
  expect(await folderOf(sandbox, coffee)).toBe("folder:Reported mails");
  await outlook.folder("Reported mails");
  await expect(outlook.mail(coffee)).toBeVisible();

  await ask(page, laptop);
  await dialog.getByRole("checkbox", { name: "Spam" }).check();
  await reportIt(page);
  await expect(dialog).toContainText("The mail stays where it is.", { timeout: 30_000 });
  await dialog.getByRole("button", { name: "OK" }).click();
  expect(await folderOf(sandbox, laptop)).toBe("inbox");
  await outlook.folder("Reported mails");
  await expectAccessible(page);
});

test("a report that does not get through moves nothing, and says so", async ({ page, sandbox }) => {
  await page.route("**/api/v1/reports", (route) => route.abort("connectionfailed"));
  await ask(page, coffee);
  await reportIt(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Not reported yet" })).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toContainText("The mail stays where it is");
  await expectAccessible(page);
  expect(await folderOf(sandbox, coffee)).toBe("inbox");
});

test("a practice mail is caught by Outlook's own button as by the pane's: its person is onboarded", async ({
  page,
  sandbox,
}) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", {
    email: "owner@acme.example",
  });
  const opened = await fetch(`${sandbox.url}/api/v1/organization`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  expect(opened.status).toBe(200);
  const person = await sandbox.call<{ token: string }>("/sandbox/token", {
    email: newcomer,
    name: "New Comer",
  });
  const bearer = { Authorization: `Bearer ${person.token}` };
  await sandbox.call("/api/v1/me/join", {}, bearer);
  await expect.poll(() => folderOf(sandbox, welcome), { timeout: 60_000 }).toBe("inbox");
  await ask(page, welcome);
  await reportIt(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "You caught it!" })).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toContainText("Deleted Items");
  await expect.poll(() => folderOf(sandbox, welcome)).toBe("deleted");
  const me = await fetch(`${sandbox.url}/api/v1/me`, { headers: bearer });
  expect(((await me.json()) as { user: { stage: string } }).user.stage).toBe("onboarded");
});
