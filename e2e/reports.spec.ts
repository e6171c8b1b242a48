import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hostileMails } from "../server/reports/testing/hostile-mails.ts";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const reporter = "colleague@acme.example";

/** Reports as the button in Outlook would: with the mail itself, or with what the client tells of it. */
async function report(sandbox: SandboxProcess, fields: Record<string, string>, raw?: Buffer): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", {
    email: reporter,
    name: "Col League",
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (raw) form.set("message", new Blob([new Uint8Array(raw)], { type: "message/rfc822" }), "mail.eml");
  const answer = await fetch(new URL("/api/v1/reports", sandbox.url), {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  });
  expect(answer.status).toBe(201);
}

const mail = (subject: string, rest: string) =>
  Buffer.from(`From: Pay Desk <pay@evil.example>\r\nSubject: ${subject}\r\n${rest.replace(/\n/g, "\r\n")}`);
const payslip = mail(
  "Your payslip has changed",
  `Message-ID: <1@evil.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Open it today: https://evil.example/pay
--a
Content-Type: text/html

<h2>Payslip</h2><p>Open it <a href="https://evil.example/pay">at bank.example</a></p>
--a--
--b
Content-Type: application/pdf; name="payslip.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
`,
);

test("reports come in live, are filtered in the address, and open with an address of their own", async ({
  page,
  sandbox,
}) => {
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/reports");
  await expect(page.getByRole("heading", { name: "No mail has been reported yet" })).toBeVisible();
  await portal.expectAccessible();
  await report(sandbox, { comment: "My payslip never comes as a page." }, payslip);
  const row = page.getByRole("row", { name: "Your payslip has changed" });
  await expect(row).toContainText("Possible threat");
  await expect(row).toContainText("pay@evil.example");
  await expect(row).toContainText(reporter);
  await expect(row).toContainText("My payslip never comes as a page.");
  await expect(row).toContainText(/Today, \d\d:\d\d/);

  await page.getByRole("button", { name: "What it is", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Our own mail" }).click();
  await expect(page.getByRole("heading", { name: "0 match" })).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL(/outcome=ourOwnMail/);
  await page.getByRole("button", { name: "Clear all" }).click();

  await row.getByRole("link", { name: "Your payslip has changed" }).press("Enter");
  await expect(page).toHaveURL(/\/portal\/reports\/[0-9a-f-]{36}$/);
  await expect(portal.title).toHaveText("Your payslip has changed");
  await expect(page.getByRole("region", { name: "What they wrote" })).toContainText("never comes as a page");
  await page.goBack();
  await expect(row).toBeVisible();
});

test("people say what a mail is, change it and take it back; others see it live, and the list finds what waits", async ({
  page,
  browser,
  sandbox,
}) => {
  await report(sandbox, {}, payslip);
  await report(sandbox, { subject: "Another" });
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/overview");
  await page.getByRole("button", { name: "Look: 2 reported mails wait for a verdict" }).click();
  await expect(page).toHaveURL(/review=open/);
  await page.getByRole("link", { name: "Your payslip has changed" }).click();

  const other = await browser.newContext({ ignoreHTTPSErrors: true });
  const theirs = await other.newPage();
  await new Portal(theirs).signIn(owner, page.url());
  const theirVerdict = theirs.getByRole("region", { name: "Verdict" });
  await expect(theirVerdict).toBeVisible();

  await page.keyboard.press("k");
  await expect(portal.title).toHaveText("Another");
  await page.keyboard.press("j");
  await expect(portal.title).toHaveText("Your payslip has changed");
  const verdict = page.getByRole("region", { name: "Verdict" });
  const buttons = verdict.getByRole("group", { name: "Verdict" }).getByRole("button");
  const widths = await buttons.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  expect(new Set(widths.map(Math.round)).size).toBe(1);
  await verdict.getByRole("button", { name: "Phish" }).click();
  await expect(verdict.getByRole("list")).toContainText("Phish");
  await expect(verdict.getByRole("button", { name: "Phish" })).toHaveAttribute("aria-pressed", "true");
  await expect(theirVerdict.getByRole("button", { name: "Phish" })).toHaveAttribute("aria-pressed", "true");
  await portal.expectAccessible();

  // Without news of the first, the second hears of it when deciding.
  await other.setOffline(true);
  await verdict.getByRole("button", { name: "Unwanted" }).click();
  await expect(verdict.getByRole("button", { name: "Unwanted" })).toHaveAttribute("aria-pressed", "true");
  await theirs.route("**/api/v1/reports/*", (route) =>
    route.request().method() === "GET" ? route.abort() : route.continue(),
  );
  await other.setOffline(false);
  await theirVerdict.getByRole("button", { name: "Harmless" }).click();
  await expect(theirVerdict.getByRole("alert")).toContainText("Unwanted");
  await expect(theirVerdict.getByRole("alert")).toContainText("Harmless");
  await theirVerdict.getByRole("button", { name: "Use mine" }).click();
  await expect(verdict.getByRole("button", { name: "Harmless" })).toHaveAttribute("aria-pressed", "true");

  await verdict.getByRole("button", { name: "Take it back" }).click();
  await expect(verdict.getByRole("button", { pressed: true })).toHaveCount(0);
  await expect(verdict.getByRole("listitem")).toHaveCount(4);
  await verdict.getByRole("button", { name: "Harmless" }).click();
  await page.goto("/portal/reports?review=open");
  await expect(page.getByRole("link", { name: "Another" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Your payslip has changed" })).toHaveCount(0);
  await other.close();
});

test("a mail is shown as text first, as HTML only when asked, and each opening is recorded once", async ({
  page,
  sandbox,
}) => {
  await report(sandbox, {}, payslip);
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/reports");
  const views = page.waitForResponse((answer) => answer.url().endsWith("/view"));
  let asked = 0;
  page.on("request", (request) => (asked += request.url().endsWith("/view") ? 1 : 0));
  await page.getByRole("link", { name: "Your payslip has changed" }).click();
  expect((await views).status()).toBe(200);
  const text = page.getByRole("region", { name: "Text" });
  await expect(text).toContainText("Open it today: hxxps://evil[.]example/pay");
  await expect(page.locator("iframe")).toHaveCount(0);
  await portal.expectAccessible();

  await page.getByRole("tab", { name: "HTML" }).click();
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("at bank.example")).toBeVisible();
  await expect(frame.getByText("hxxps://evil[.]example/pay")).toBeVisible();
  expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
  await page.getByRole("tab", { name: "Links 1" }).click();
  await expect(page.getByRole("list", { name: "Links" })).toContainText("hxxps://evil[.]example/pay");
  await page.getByRole("tab", { name: "Attachments 1" }).click();
  await expect(page.getByRole("list", { name: "Attachments" })).toContainText("payslip.pdf");
  await page.getByRole("tab", { name: /^Headers/ }).click();
  await expect(page.getByRole("region", { name: "Headers" })).toContainText("<1@evil.example>");
  await portal.expectAccessible();

  // Another report, told by the live stream, is no reason to ask for the mail again.
  await report(sandbox, { subject: "Another" });
  await page.getByRole("link", { name: "Reports" }).first().click();
  await expect(page.getByRole("link", { name: "Another" })).toBeVisible();
  expect(asked).toBe(1);

  await page.getByRole("link", { name: "Your payslip has changed" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download .eml" }).click();
  expect((await download).suggestedFilename()).toMatch(/^R-.*\.eml$/);
});

test("says so where there is nothing to show, or it cannot be shown", async ({ page, sandbox }) => {
  await report(sandbox, { subject: "Told only" });
  await report(sandbox, { subject: "Headers only", headers: "From: pay@evil.example\r\nX-Odd: yes" });
  await report(
    sandbox,
    {},
    mail("Thousand parts", `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\n".repeat(3_000)}`),
  );
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/reports");
  for (const [subject, words] of [
    ["Told only", "The mail itself is not kept"],
    ["Headers only", "these are the headers that came with the report"],
    ["Thousand parts", "This mail cannot be shown. Download it"],
  ] as const) {
    await page.getByRole("link", { name: subject }).click();
    await expect(page.getByText(words)).toBeVisible();
    await portal.expectAccessible();
    await page.getByRole("button", { name: "All reports" }).click();
  }
  await page.goto("/portal/reports/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "There is no such report" })).toBeVisible();
});

test.describe("hostile mails", () => {
  let canary: Server;
  let called: string[];
  test.beforeEach(async () => {
    called = [];
    canary = createServer((request, answer) => {
      called.push(request.url ?? "");
      answer.setHeader("Access-Control-Allow-Origin", "*").end("caught");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => canary.once("listening", resolve));
  });
  test.afterEach(() => {
    canary.closeAllConnections();
    canary.close();
  });
  const address = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;

  test("fetch nothing and run nothing, as text or as HTML", async ({ page, sandbox }) => {
    test.setTimeout(180_000);
    const mails = hostileMails(address());
    for (const [name, raw] of mails)
      await report(
        sandbox,
        {},
        Buffer.from(raw.toString("latin1").replace("Subject: Pay now", `Subject: ${name}`), "latin1"),
      );
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/reports");
    // The trap works: a page that is nobody's fetches what such a mail asks for.
    const control = await page.context().newPage();
    await control.setContent(`<img src="${address()}/control">`);
    // A browser may ask twice for what comes slowly.
    await expect.poll(() => [...new Set(called)]).toEqual(["/control"]);
    await control.close();
    called = [];
    const origin = new URL(page.url()).origin;
    const strangers: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => {
      const to = new URL(request.url());
      if (to.origin !== origin && to.protocol !== "about:") strangers.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("dialog", (dialog) => {
      errors.push(dialog.message());
      void dialog.dismiss();
    });
    for (const [name] of mails) {
      await page.getByRole("link", { name, exact: true }).click();
      await expect(page.getByRole("region", { name: "Text" })).toContainText("Read me");
      await page.getByRole("tab", { name: "HTML" }).click();
      const frame = page.frameLocator("iframe");
      await expect(frame.getByText("Read me").first()).toBeVisible();
      await expect(frame.locator("script, img, svg, iframe, object, form, input, link, base, a")).toHaveCount(
        0,
      );
      await page.getByRole("button", { name: "All reports" }).click();
    }
    expect(called).toEqual([]);
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("do nothing in their frame even if the server had let everything through", async ({
    page,
    sandbox,
  }) => {
    await report(sandbox, {}, payslip);
    const html = hostileMails(address())
      .map(([, raw]) => raw.toString("utf8").split("\r\n\r\n").slice(1).join("\n"))
      .filter((body) => body.length < 10_000)
      .join("<hr>");
    const shown = {
      state: "shown",
      headers: [],
      text: "Read me",
      html,
      links: [],
      attachments: [],
      cut: false,
    };
    await page.route("**/api/v1/reports/*/view", (route) => route.fulfill({ json: shown }));
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/reports");
    await page.getByRole("link", { name: "Your payslip has changed" }).click();
    await page.getByRole("tab", { name: "HTML" }).click();
    const frame = page.frameLocator("iframe");
    await expect(frame.getByText("Read me").first()).toBeVisible();
    // What is fetched or refreshed is so once a frame is drawn; a second one is drawn after the first.
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByRole("tab", { name: "HTML" }).click();
    await expect(frame.getByText("Read me").first()).toBeVisible();
    expect(called).toEqual([]);
    expect(new URL(page.url()).pathname).toMatch(/^\/portal\/reports\//);
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`has no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
    page,
    sandbox,
  }) => {
    await report(sandbox, { comment: "Odd." }, payslip);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/reports");
    for (const width of [1920, 1280, 800, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await portal.expectAccessible();
      await page.getByRole("link", { name: "Your payslip has changed" }).click();
      await expect(page.getByRole("region", { name: "Text" })).toBeVisible();
      await portal.expectAccessible();
      await page.getByRole("button", { name: "All reports" }).click();
    }
  });
