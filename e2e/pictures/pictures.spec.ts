/** The pictures of README and docs, taken from the running product: `npm run pictures`. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/sandbox.ts";
import type { SandboxProcess } from "../fixtures/sandbox-process.ts";
import { Outlook } from "../pages/outlook.ts";
import { Portal } from "../pages/portal.ts";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../docs/pictures");
const newcomer = "newcomer@acme.example";
const welcome = "Your parcel is on hold";
const laptop = "Your laptop is ready";
test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(240_000);

async function picture(page: Page, name: string): Promise<void> {
  // No hint stands in the picture: those come with the mouse or the focus.
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  // What fades or slides in has come to rest.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
}

async function tokenOf(sandbox: SandboxProcess, email: string): Promise<Record<string, string>> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", { email });
  return { Authorization: `Bearer ${token}` };
}

/** Anyone may join; some people have come, and some have reported. */
async function furnish(sandbox: SandboxProcess): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", {
    email: "owner@acme.example",
  });
  const opened = await fetch(`${sandbox.url}/api/v1/organization`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  expect(opened.status).toBe(200);
  for (const role of ["newcomer", "colleague", "reader", "trainee", "manager", "assistant"])
    await sandbox.call("/api/v1/me/join", {}, await tokenOf(sandbox, `${role}@acme.example`));
}

test("Outlook with the pane, from the Welcome simulation to the first catch", async ({ page, sandbox }) => {
  await furnish(sandbox);
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await expect(outlook.mail(welcome)).toBeVisible({ timeout: 60_000 });
  await outlook.openMail(welcome);
  await outlook.openPane();
  const title = outlook.pane.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("Report this mail?", { timeout: 30_000 });
  await picture(page, "outlook");
  await outlook.pane.getByRole("button", { name: "Report", exact: true }).click();
  await expect(title).toHaveText("You caught one!", { timeout: 30_000 });
  await picture(page, "outlook-caught");
});

test("Outlook's own report button", async ({ page }) => {
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(laptop);
  const ribbon = page.getByRole("toolbar", { name: "Mail" });
  await ribbon.getByRole("button", { name: "Report", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await picture(page, "outlook-report");
});

test("the portal: overview, people, one of them, joining, a reported mail, settings", async ({
  page,
  sandbox,
}) => {
  await furnish(sandbox);
  const headers = await tokenOf(sandbox, "colleague@acme.example");
  const form = new FormData();
  form.append("comment", "My payslip never comes as a web page.");
  const eml = [
    "From: Acme People Team <pay@acme-people.example>",
    "To: colleague@acme.example",
    "Subject: Your payslip has changed",
    "Message-ID: <1@acme-people.example>",
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=utf-8",
    "",
    '<h1>Payslip</h1><p>Dear colleague,<br>your November payslip was corrected.</p><p><a href="https://acme-people.example/pay">View payslip</a></p>',
  ].join("\r\n");
  form.append("message", new Blob([eml], { type: "message/rfc822" }), "message.eml");
  const reported = await fetch(`${sandbox.url}/api/v1/reports`, { method: "POST", headers, body: form });
  expect(reported.status).toBe(201);

  const portal = new Portal(page);
  await portal.signIn("owner@acme.example", "/portal");
  await expect(page.getByText("Your payslip has changed")).toBeVisible();
  await picture(page, "portal-overview");
  await portal.goTo("People");
  await expect(portal.person("trainee@acme.example")).toBeVisible();
  await picture(page, "portal-people");
  await page
    .getByRole("link", { name: /trainee/i })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "All that happened" })).toBeVisible();
  await picture(page, "portal-person");
  await portal.goTo("Joining");
  await expect(portal.joiningSwitch).toBeChecked();
  await picture(page, "portal-joining");
  await page.goto("/portal/reports");
  await page.getByRole("link", { name: "Your payslip has changed" }).click();
  await page.getByRole("tab", { name: "HTML" }).click();
  await expect(page.frameLocator("iframe").getByText("View payslip")).toBeVisible();
  await picture(page, "portal-report");
  await page.goto("/portal/settings");
  await expect(portal.title).toHaveText("Settings");
  await expect(page.getByText("acme.example").first()).toBeVisible();
  await picture(page, "portal-settings");
});
