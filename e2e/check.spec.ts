import type { Page } from "@playwright/test";
import { startSmtpSink } from "../server/mail/testing/smtp-sink.ts";
import { expect, test } from "./fixtures/sandbox.ts";
import { type SandboxProcess, startSandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const security = "security@acme.example";

const way = (page: Page) => page.getByRole("region", { name: "The way of a report" });
const hop = (page: Page, name: string) => way(page).getByRole("listitem").filter({ hasText: name });
const send = (page: Page) => page.getByRole("button", { name: /^Send (a|another) test report$/ });

/** The link in the newest test mail, as whoever reads the security mailbox finds it. */
async function linkIn(sandbox: SandboxProcess): Promise<string> {
  const messages = await sandbox.call<{ id: string; subject: string }[]>(
    `/sandbox/mailboxes/${security}/messages`,
  );
  const { id } = messages.find(({ subject }) => subject.startsWith("Test report"))!;
  const raw = await (
    await fetch(new URL(`/sandbox/mailboxes/${security}/messages/${id}.eml`, sandbox.url))
  ).text();
  return new URL(/https?:\/\/\S+\/check\/\S+/.exec(raw.replace(/=\r?\n/g, ""))![0]).pathname;
}
async function setMailbox(sandbox: SandboxProcess, securityMailbox: string | null): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL("/api/v1/organization", sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ securityMailbox }),
  });
  expect(answer.status).toBe(200);
}

test("a test report is followed hop by hop, until whoever reads the security mailbox says that it arrived", async ({
  page,
  context,
  sandbox,
}) => {
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/check");
  await expect(page.getByRole("heading", { name: "Nothing was checked yet" })).toBeVisible();
  await expect(page.getByText("the domains of the sandbox exist on this machine alone")).toBeVisible();
  await portal.expectAccessible();

  await send(page).click();
  await expect(hop(page, "It arrived in the security mailbox")).toContainText("Waiting", { timeout: 30_000 });
  await expect(way(page)).toContainText(/R-\w{4}-\w{4}/);
  await expect(hop(page, "Mail server accepts it")).toContainText(/Done.*250|250.*Done/);
  await expect(hop(page, "It arrived")).toHaveAttribute("aria-current", "step");
  await portal.expectAccessible();
  await page.reload();
  await expect(way(page)).toContainText(
    "Now somebody who reads the security mailbox must say that it arrived",
  );

  const reader = await context.newPage();
  await reader.goto(await linkIn(sandbox));
  await expect(reader.getByRole("heading", { name: "Did the test mail arrive?" })).toBeVisible();
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Yes, it arrived" }).click();
  await expect(reader.getByRole("heading", { name: "Thank you, it arrived" })).toBeVisible();

  await page.bringToFront();
  await expect(way(page)).toContainText("All is well: reported mails reach the security mailbox.");
  await expect(page.getByRole("region", { name: "Latest checks" })).toContainText(/All well.*by owner/i);
  await portal.expectAccessible();
  await page.goto("/portal/reports");
  await expect(page.getByRole("heading", { name: "No mail has been reported yet" })).toBeVisible();
});

test("without a security mailbox the check says where it ends, why, and leads to the setting", async ({
  page,
  sandbox,
}) => {
  await setMailbox(sandbox, null);
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/check");
  await send(page).click();
  await expect(way(page)).toContainText("came no further than “Forward is queued”");
  await expect(hop(page, "Forward is queued")).toContainText("passed on to nobody");
  await portal.expectAccessible();
  await way(page).getByRole("link", { name: "Set the mailbox" }).click();
  await expect(portal.title).toHaveText("Settings");
});

test("reports by the pane and by Outlook’s own button show which of them is live", async ({
  page,
  context,
}) => {
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/check");
  const buttons = page.getByRole("region", { name: "Which report button is live" });
  await expect(buttons).toContainText("No report has come by either button yet.");

  const outlook = new Outlook(await context.newPage());
  await outlook.open("newcomer@acme.example");
  await outlook.openMail("New coffee machine on floor 3");
  await outlook.openPane();
  await outlook.pane.getByRole("button", { name: "Report this mail", exact: true }).click();
  await outlook.pane.getByRole("button", { name: "Report", exact: true }).click();
  await expect(outlook.pane.getByRole("heading", { level: 1 })).toHaveText(/Thank you/, { timeout: 30_000 });
  const web = buttons.getByRole("row", { name: /^Web/ });
  await expect(web).toContainText("20261101.01");
  await expect(web).toContainText("none seen yet");
  await expect(buttons).toContainText("Microsoft’s built-in command runs instead of ours");

  await outlook.openMail("Your laptop is ready");
  await outlook.page
    .getByRole("toolbar", { name: "Mail" })
    .getByRole("button", { name: "Report", exact: true })
    .click();
  const dialog = outlook.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Report", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: "Reported. Thank you." })).toBeVisible({
    timeout: 30_000,
  });
  await expect(buttons).toContainText("Both buttons are live");
  await expect(web).not.toContainText("none seen yet");
  await portal.expectAccessible();
});

test("with no worker it says so, with the mail server away it says that; both go on by themselves", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const sandbox = await startSandboxProcess({ ROLE: "web", LOG_LEVEL: "warn" });
  const first = await startSmtpSink();
  const port = Number(new URL(first.url).port);
  await first.close();
  try {
    const page = await (await browser.newContext({ baseURL: sandbox.httpsUrl })).newPage();
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/check");
    await send(page).click();
    await expect(hop(page, "A worker has it in hand")).toContainText(/No worker has claimed it for \d\d s/, {
      timeout: 40_000,
    });
    await expect(way(page)).toContainText("waits at “A worker has it in hand”");
    await portal.expectAccessible();

    await sandbox.secondServer({ SMTP_URL: first.url });
    await expect(hop(page, "Mail server accepts it")).toContainText(/takes no mail now.*ECONNREFUSED/s, {
      timeout: 40_000,
    });
    await portal.expectAccessible();

    const sink = await startSmtpSink({ port });
    await expect(hop(page, "It arrived")).toContainText("Waiting", { timeout: 90_000 });
    expect(sink.mails).toHaveLength(1);
    await page.context().close();
    await sandbox.stop();
    await sink.close();
  } finally {
    await sandbox.dispose();
  }
});
