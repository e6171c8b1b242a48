import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page, test as base } from "@playwright/test";
import { type SandboxProcess, startSandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";
import { Portal } from "./pages/portal.ts";

/** Each journey begins with an empty folder. */
const test = base.extend<{ sandbox: SandboxProcess }>({
  sandbox: async ({}, use) => {
    const sandbox = await startSandboxProcess({ LOG_LEVEL: "warn" });
    await use(sandbox);
    await sandbox.dispose();
  },
  baseURL: async ({ sandbox }, use) => use(sandbox.httpsUrl),
});
test.describe.configure({ timeout: 240_000 });

const newcomer = "newcomer@acme.example";
const owner = "owner@acme.example";
const coffee = "New coffee machine on floor 3";
const welcome = "Your parcel is on hold";
const paneFrame = ["iframe[title=Firstcatch]"];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The pane shows this look. */
const expectLook = (outlook: Outlook, title: string | RegExp) =>
  expect(outlook.pane.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 30_000 });
const press = (outlook: Outlook, name: string) =>
  outlook.pane.getByRole("button", { name, exact: true }).click();
const openGate = async (sandbox: SandboxProcess) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(`${sandbox.url}/api/v1/organization`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  expect(answer.status).toBe(200);
};
const mailbox = (sandbox: SandboxProcess, email: string) =>
  sandbox.call<{ id: string; subject: string; internetMessageId: string }[]>(
    `/sandbox/mailboxes/${email}/messages`,
  );
/** Scripts that failed on the page or in its frames. */
function faults(page: Page): string[] {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(error.message));
  return found;
}

test("a newcomer presses the button, joins, catches the Welcome simulation and is onboarded, before the owner's eyes", async ({
  context,
  page,
  sandbox,
}) => {
  const ownerPage = page;
  const outlook = new Outlook(await context.newPage());
  const found = [...faults(ownerPage), ...faults(outlook.page)];

  // Step 1: the owner opens the door.
  const portal = new Portal(ownerPage);
  await portal.signIn(owner, "/portal/joining");
  await portal.joiningSwitch.click();
  await expect(portal.joiningSwitch).toBeChecked();
  await portal.goTo("People");
  await expect(portal.person(newcomer)).toHaveCount(0);

  // Step 2: the newcomer, side by side in the same browser, presses the button on an innocent mail.
  await outlook.open(newcomer);
  await outlook.openMail(coffee);
  await outlook.openPane();
  await expectLook(outlook, "Join the phishing practice");
  await expect(outlook.pane.getByRole("button", { name: "Join and report this mail" })).toBeVisible();
  await expectAccessible(outlook.page, { within: paneFrame });
  await press(outlook, "Join");
  await expectLook(outlook, /Your Welcome mail is (queued|sent)/);
  await expectAccessible(outlook.page, { within: paneFrame });
  await ownerPage.bringToFront();
  await expect(portal.person(newcomer)).toContainText("Waiting for first report");
  await outlook.page.bringToFront();

  // Step 3: the Welcome simulation arrives by itself; nothing of the innocent mail was reported.
  await expect(outlook.mail(welcome)).toBeVisible({ timeout: 60_000 });
  await expectLook(outlook, "Your Welcome mail is sent");
  await expectAccessible(outlook.page, { within: paneFrame });
  expect(await mailbox(sandbox, "security@acme.example")).toHaveLength(0);
  await outlook.openMail(welcome);
  await outlook.openPane();
  await expectLook(outlook, "Report this mail?");
  await expectAccessible(outlook.page, { within: paneFrame });
  await outlook.pane.getByRole("textbox").fill("A zero in the sender's name");
  await press(outlook, "Report");
  await expectLook(outlook, "You caught one!");
  await expect(outlook.pane.getByText("in the sender’s address")).toBeVisible();
  await expectAccessible(outlook.page, { within: paneFrame });
  await press(outlook, "Continue");
  await expectLook(outlook, "You are onboarded");
  await expectAccessible(outlook.page, { within: paneFrame });

  // Step 4: the portal's page was open all the time and is not loaded again.
  await ownerPage.bringToFront();
  await expect(portal.person(newcomer)).toContainText("Onboarded");
  expect(
    (await mailbox(sandbox, newcomer)).filter(({ subject }) => subject.startsWith(welcome)),
  ).toHaveLength(1);
  expect(await mailbox(sandbox, "security@acme.example")).toHaveLength(0);

  // A restart finds all of it again, the owner's sign-in included.
  await sandbox.restart();
  await ownerPage.reload();
  await expect(portal.person(newcomer)).toContainText("Onboarded");
  await outlook.page.bringToFront();
  await outlook.open(newcomer);
  await expect(outlook.mail(welcome)).toBeVisible();
  await outlook.openMail(welcome);
  await outlook.openPane();
  await expectLook(outlook, "Report this mail?");
  await press(outlook, "Report");
  await expectLook(outlook, /You reported this already|You caught one!/);
  await expectAccessible(outlook.page, { within: paneFrame });
  expect(found).toEqual([]);
});

test("with the gate closed the pane says so, and a report goes to the security team byte for byte", async ({
  page,
  sandbox,
}) => {
  const found = faults(page);
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(coffee);
  await outlook.openPane();
  await expectLook(outlook, "Joining is closed for now");
  await expectAccessible(page, { within: paneFrame });
  await press(outlook, "Report this mail");
  await expectLook(outlook, "Report this mail?");
  await press(outlook, "Report");
  await expectLook(outlook, "Thank you, security has it");
  await expect(outlook.pane.getByText(/R-[0-9A-Z]{4}-[0-9A-Z]{4}/)).toBeVisible();
  await expectAccessible(page, { within: paneFrame });

  await expect
    .poll(async () => (await mailbox(sandbox, "security@acme.example")).length, { timeout: 60_000 })
    .toBe(1);
  const original = (await mailbox(sandbox, newcomer)).find(({ subject }) => subject === coffee)!;
  const [forward] = await mailbox(sandbox, "security@acme.example");
  const raw = async (email: string, id: string) =>
    Buffer.from(
      await (await fetch(`${sandbox.url}/sandbox/mailboxes/${email}/messages/${id}.eml`)).arrayBuffer(),
    );
  const attached = /\r\n\r\n([A-Za-z0-9+/=\r\n]{200,}?)\r\n--/.exec(
    (await raw("security@acme.example", forward!.id)).toString("latin1"),
  );
  expect(
    Buffer.from(attached![1]!.replace(/\s/g, ""), "base64").equals(await raw(newcomer, original.id)),
  ).toBe(true);
  const me = await sandbox.call<{ token: string }>("/sandbox/token", { email: newcomer });
  expect(await sandbox.call("/api/v1/me", undefined, { Authorization: `Bearer ${me.token}` })).toMatchObject({
    user: null,
  });
  expect(found).toEqual([]);
});

test("a report that cannot be sent is kept, offered again, and sent once", async ({ page, sandbox }) => {
  await openGate(sandbox);
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(coffee);
  await outlook.openPane();
  await expectLook(outlook, "Join the phishing practice");
  await page.route("**/api/v1/reports", (route) => route.abort("internetdisconnected"));
  await press(outlook, "Join and report this mail");
  await expectLook(outlook, "Not sent yet, kept safely");
  await expectAccessible(page, { within: paneFrame });
  await page.reload();
  await page.unroute("**/api/v1/reports");
  await outlook.openMail(coffee);
  await outlook.openPane();
  // Back online, the open pane sends it by itself.
  await expect(outlook.pane.getByText(/R-[0-9A-Z]{4}-[0-9A-Z]{4}|has arrived/).first()).toBeVisible();
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const reports = await sandbox.call<{ total: number }>("/api/v1/reports", undefined, {
    Authorization: `Bearer ${token}`,
  });
  expect(reports.total).toBe(1);
});

test("the production page works as it is, with the names of Microsoft's networks mapped to the package's files", async ({
  context,
  page,
  sandbox,
}) => {
  await openGate(sandbox);
  const officeCdn = "https://appsforoffice.microsoft.com/lib/1/hosted/";
  const production = await sandbox.secondServer({ OFFICE_JS_URL: `${officeCdn}office.js` });
  const office = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@microsoft/office-js/package.json")),
    "dist",
  );
  const open = { "Access-Control-Allow-Origin": "*" };
  await context.route(`${officeCdn}**`, async (route) => {
    const file = path.join(office, new URL(route.request().url()).pathname.slice("/lib/1/hosted/".length));
    await route.fulfill({ path: file, headers: open });
  });
  await context.route("https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js", (route) =>
    route.fulfill({ path: path.join(root, "sandbox/office/ajax.js"), headers: open }),
  );
  let served = "";
  await context.route("**/addin/pane?*", async (route) => {
    const answer = await route.fetch({ url: `${production.url}/addin/pane` });
    served = await answer.text();
    await route.fulfill({ response: answer, body: served });
  });
  // In the field Outlook or its newer office.js brings the bridge for tokens.
  await context.addInitScript(await readFile(path.join(root, "sandbox/office/naa-relay.js"), "utf8"));

  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(coffee);
  await outlook.openPane();
  await expectLook(outlook, "Join the phishing practice");
  await press(outlook, "Join");
  await expectLook(outlook, /Your Welcome mail is (queued|sent)/);
  await expect(outlook.mail(welcome)).toBeVisible({ timeout: 60_000 });
  expect(served).toContain(`${officeCdn}office.js`);
  expect([...served.matchAll(/src="([^"]*)"/g)].map(([, source]) => source)).not.toContainEqual(
    expect.stringContaining("sandbox"),
  );
});

test("in Dutch, dark and narrow", async ({ browser, sandbox }) => {
  await openGate(sandbox);
  const context = await browser.newContext({
    baseURL: sandbox.httpsUrl,
    ignoreHTTPSErrors: true,
    viewport: { width: 390, height: 800 },
    colorScheme: "dark",
    locale: "nl-NL",
  });
  const outlook = new Outlook(await context.newPage());
  await outlook.open(newcomer, "?locale=nl-NL");
  await outlook.mail(coffee).first().click();
  await outlook.openPane();
  await expectLook(outlook, "Leer phishing herkennen");
  await expectAccessible(outlook.page, { within: paneFrame });
  await press(outlook, "Meedoen");
  await expectLook(outlook, /Je Welkomstmail (staat klaar|is verstuurd)/);
  await expectAccessible(outlook.page, { within: paneFrame });
  await expect
    .poll(async () => (await mailbox(sandbox, newcomer)).map(({ subject }) => subject), { timeout: 60_000 })
    .toContainEqual(expect.stringMatching(/pakket/i));
  await context.close();
});
