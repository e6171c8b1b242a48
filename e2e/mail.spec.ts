import { expect, type Page, test as base } from "@playwright/test";
import { type SmtpSink, startSmtpSink } from "../server/mail/testing/smtp-sink.ts";
import { type SandboxProcess, startSandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";
import { Portal } from "./pages/portal.ts";

/**
 * The sandbox shows the pages and sends nothing itself; a second process sends, by a mail server that misbehaves. (With
 * SMTP_URL the sandbox puts a gate of its own before the mail server, which would answer in its stead.)
 */
interface Machine {
  sandbox: SandboxProcess;
  sink: SmtpSink;
  /** The mail server ends, and a new one stands at the same place. */
  endMailServer: () => Promise<void>;
  startMailServer: () => Promise<void>;
}
const test = base.extend<object, { machine: Machine }>({
  machine: [
    async ({}, use) => {
      const sandbox = await startSandboxProcess({ ROLE: "web", LOG_LEVEL: "warn" });
      const first = await startSmtpSink();
      const port = Number(new URL(first.url).port);
      const machine: Machine = {
        sandbox,
        sink: first,
        endMailServer: () => machine.sink.close(),
        async startMailServer() {
          machine.sink = await startSmtpSink({ port });
        },
      };
      await sandbox.secondServer({ SMTP_URL: first.url });
      const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
      const answer = await fetch(`${sandbox.url}/api/v1/organization`, {
        method: "PATCH",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
      });
      expect(answer.status).toBe(200);
      await use(machine);
      await sandbox.dispose();
      await machine.sink.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ machine }, use) => use(machine.sandbox.httpsUrl),
});

const owner = "owner@acme.example";
const invitation = "Invitation: Meet the team";
const paneFrame = ["iframe[title=Firstcatch]"];

async function join({ sandbox }: Machine, email: string, name: string): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", { email, name });
  await sandbox.call("/api/v1/me/join", {}, { Authorization: `Bearer ${token}` });
}
const copiesFor = (machine: Machine, email: string) =>
  machine.sink.mails.filter(({ to }) => to.includes(email)).length;
/** The person joins by the button in Outlook and sees in the pane what became of their mail. */
async function joinInPane(page: Page, email: string, thenTitle: string): Promise<void> {
  const outlook = new Outlook(page);
  const title = outlook.pane.getByRole("heading", { level: 1 });
  await outlook.open(email);
  await outlook.openMail(invitation);
  await outlook.openPane();
  await expect(title).toHaveText("Join the phishing practice", { timeout: 30_000 });
  await outlook.pane.getByRole("button", { name: "Join", exact: true }).click();
  await expect(title).toHaveText(thenTitle, { timeout: 30_000 });
  await expectAccessible(page, { within: paneFrame });
}

test("while the mail server is away every page says so; when it is back that goes by itself, and the mail arrives", async ({
  page,
  machine,
}) => {
  const email = "patient@acme.example";
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/mail");
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await portal.expectAccessible();

  await machine.endMailServer();
  await join(machine, email, "Patient Newcomer");
  await expect(portal.mailBanner).toContainText(/Since today, \d\d:\d\d\. Nothing is lost/);
  await portal.mailBanner.getByRole("button", { name: "Details" }).click();
  await expect(portal.mailBanner).toContainText(/connection was closed|ECONNREFUSED/);
  await portal.expectAccessible();
  await portal.goTo("People");
  await expect(portal.mailBanner).toBeVisible();
  await expect(portal.person(email)).toContainText("Waiting for first report");

  await machine.startMailServer();
  await expect(portal.mailBanner).toHaveCount(0, { timeout: 30_000 });
  await expect.poll(() => copiesFor(machine, email)).toBe(1);
  await portal.goTo("Mail");
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
});

test("a mail in doubt is shown to its person and to the admin, who sends one further copy after a warning", async ({
  context,
  page,
  machine,
}) => {
  const email = "newcomer@acme.example";
  machine.sink.misbehave = (step) => (step === "end" ? "cut" : undefined);
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/mail");
  await joinInPane(await context.newPage(), email, "It may have arrived");
  await page.bringToFront();
  const mail = portal.stuckMail(email);
  await expect(mail).toContainText("In doubt");
  await expect(mail).toContainText("It may have arrived");
  await expect(portal.mailLink).toHaveAccessibleName("Mail, 1 needs a person");
  machine.sink.misbehave = () => undefined;
  expect(copiesFor(machine, email)).toBe(1);
  await mail.getByRole("button", { name: /^Send again/ }).click();
  const warning = page.getByRole("dialog", { name: "Send again" });
  await expect(warning).toContainText("1 mail is sent once more.");
  await expect(warning).toContainText("Whoever got it gets a second one.");
  await portal.expectAccessible();
  await warning.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("1 mail is on its way.").first()).toBeVisible();
  await expect(mail).toHaveCount(0);
  await expect(portal.mailLink).toHaveAccessibleName("Mail");
  await expect.poll(() => copiesFor(machine, email)).toBe(2);
});

test("a refused mail is shown with the mail server's words, to its person too, and goes once the address is right", async ({
  context,
  page,
  machine,
}) => {
  const email = "colleague@acme.example";
  machine.sink.misbehave = (step) =>
    step === "recipient" ? { code: 550, text: "5.1.1 There is no such mailbox" } : undefined;
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/mail?state=refused");
  await expect(page.getByRole("heading", { name: "No mail is in this state" })).toBeVisible();
  await joinInPane(await context.newPage(), email, "Your Welcome mail was refused");
  await page.bringToFront();
  const mail = portal.stuckMail(email);
  await expect(mail).toContainText("5.1.1 There is no such mailbox");
  machine.sink.misbehave = () => undefined;
  await mail.getByRole("button", { name: /^Send again/ }).click();
  const dialog = page.getByRole("dialog", { name: "Send again" });
  await expect(dialog).toContainText("The stop on the address is lifted.");
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => copiesFor(machine, email)).toBe(1);
  await expect(mail).toHaveCount(0);
});

test("overdue mails are held until the admin lets them go or drops them", async ({ page, machine }) => {
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/mail");
  await machine.endMailServer();
  // One of them may be on its way at any moment, to see whether the mail server is back.
  for (const name of ["first", "second", "third"]) await join(machine, `${name}@acme.example`, name);
  await expect(portal.mailBanner).toBeVisible();
  await machine.sandbox.call("/sandbox/clock", { advance: "PT25H" });
  // The process that sends learns the time within half a second; a mail server that is back sooner would get them all.
  const held = portal.stuckMails.filter({ hasText: "Held" });
  await expect(held.first()).toBeVisible({ timeout: 30_000 });
  await machine.startMailServer();
  const dialog = page.getByRole("dialog");
  const act = async (word: string) => {
    const button = held.first().getByRole("button", { name: new RegExp(`^${word}`) });
    const email = `${(await button.getAttribute("aria-label"))?.split(": ")[1] ?? ""}@acme.example`;
    await button.click();
    await dialog.getByRole("button", { name: word }).click();
    await expect(portal.stuckMail(email)).toHaveCount(0);
    return email;
  };
  const dropped = await act("Drop");
  const late = await act("Let it go");
  await expect.poll(() => copiesFor(machine, late), { timeout: 45_000 }).toBe(1);
  expect(copiesFor(machine, dropped)).toBe(0);
});

test("has no accessibility findings, from a phone to a wide screen, light and dark", async ({
  page,
  machine,
}) => {
  const email = "reader@acme.example";
  machine.sink.misbehave = (step) =>
    step === "recipient" ? { code: 550, text: "5.1.1 There is no such mailbox" } : undefined;
  await join(machine, email, "Screen Reader");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/mail");
  await expect(portal.stuckMail(email)).toBeVisible();
  machine.sink.misbehave = () => undefined;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1280, 800, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await portal.expectAccessible();
    }
  }
});
