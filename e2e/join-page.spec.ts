import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";

const owner = "owner@acme.example";
/** Where pictures of every page go; none are made when it is not set. */
const pictures = process.env["JOIN_PICTURES"];

interface Message {
  id: string;
  subject: string;
}
const mailsOf = (sandbox: SandboxProcess, email: string) =>
  sandbox.call<Message[]>(`/sandbox/mailboxes/${email}/messages`);

/** Lets everybody join, or nobody; answers the path of the page for newcomers. */
async function gate(sandbox: SandboxProcess, anyoneCanJoin: boolean, more: object = {}): Promise<string> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL("/api/v1/organization", sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ joining: { anyoneCanJoin, contact: "it-help@acme.example" }, ...more }),
  });
  expect(answer.status).toBe(200);
  return `/join/${((await answer.json()) as { slug: string }).slug}`;
}

/** The link in the mail that came; waits for it. */
async function linkFor(sandbox: SandboxProcess, email: string): Promise<string> {
  await expect.poll(async () => (await mailsOf(sandbox, email)).length).toBeGreaterThan(0);
  const [mail] = await mailsOf(sandbox, email);
  const raw = await fetch(new URL(`/sandbox/mailboxes/${email}/messages/${mail!.id}.eml`, sandbox.url));
  const text = (await raw.text()).replaceAll("=\r\n", "");
  return /^https?:\/\/\S+\/join\/\S+$/m.exec(text)?.[0] ?? "";
}

/** Presses Tab until what has this name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const goal = page
    .getByRole("textbox", { name })
    .or(page.getByRole("button", { name }))
    .or(page.getByRole("link", { name }));
  for (let n = 0; n < 10; n++) {
    await page.keyboard.press("Tab");
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(name)} is not reached by the keyboard.`);
}

test("somebody without the button joins by mail: on a phone, without scripts, by the keyboard alone", async ({
  browser,
  sandbox,
}) => {
  const join = await gate(sandbox, true);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    ignoreHTTPSErrors: true,
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.goto(new URL(join, sandbox.httpsUrl).href);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Join the phishing practice of");
  // Without scripts nothing tells where the focus is but what the keys do.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("phone@acme.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Look in your mail" })).toBeVisible();
  const link = await linkFor(sandbox, "phone@acme.example");

  await page.goto(link);
  await expect(page.getByText("phone@acme.example joins")).toBeVisible();
  expect(await mailsOf(sandbox, "phone@acme.example")).toHaveLength(1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "You have joined" })).toBeVisible();
  await expect.poll(async () => (await mailsOf(sandbox, "phone@acme.example")).length).toBe(2);
  expect(await context.cookies()).toEqual([]);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "You have joined" })).toBeVisible();
  await context.close();
});

test("the mail reads well in Outlook, and its button leads to the page", async ({ page, sandbox }) => {
  const join = await gate(sandbox, true);
  await page.goto(join);
  await tabTo(page, "Work mail address");
  await page.keyboard.type("reader@acme.example");
  await tabTo(page, "Send me the link");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Look in your mail" })).toBeVisible();
  await linkFor(sandbox, "reader@acme.example");
  const outlook = new Outlook(page);
  await outlook.open("reader@acme.example");
  await outlook.openMail("Confirm that you want to join");
  const mail = page.locator("iframe[sandbox]").first().contentFrame();
  await expect(mail.getByRole("heading", { name: "Confirm that this is you" })).toBeVisible();
  await expect(mail.getByText("In doubt, ask it-help@acme.example.")).toBeVisible();
  await picture(page, "mail", "outlook");
});

const places = [
  { language: "en", width: 390, height: 844, scheme: "light" },
  { language: "en", width: 1920, height: 1080, scheme: "dark" },
  { language: "nl", width: 390, height: 844, scheme: "dark" },
] as const;

test("every page looks sound: on a phone and on a wide screen, light and dark, in both languages", async ({
  page,
  sandbox,
}) => {
  test.setTimeout(240_000);
  const join = await gate(sandbox, true);
  const looks = async (name: string, where: string) => {
    for (const { language, width, height, scheme } of places) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${where}?in=${language}`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await picture(page, name, `${language}-${width}-${scheme}`);
      await expectAccessible(page);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect([name, language, width, tooWide]).toEqual([name, language, width, false]);
    }
  };
  await looks("join", join);
  await page.goto(`${join}?in=en`);
  await page.getByRole("link", { name: "Nederlands" }).click();
  await page.getByRole("textbox", { name: "Werkadres" }).fill("looks@acme.example");
  await page.getByRole("button", { name: "Stuur mij de link" }).click();
  await expect(page.getByRole("heading", { name: "Kijk in je mail" })).toBeVisible();
  await picture(page, "asked", "nl");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Terug naar het formulier" }).click();
  await expect(page.getByRole("textbox", { name: "Werkadres" })).toBeVisible();

  const link = await linkFor(sandbox, "looks@acme.example");
  await looks("link", link);
  await gate(sandbox, true, { terms: { url: "https://acme.example/terms" } });
  await looks("terms", link);
  await page.getByRole("checkbox", { name: "Ik ga akkoord met de voorwaarden" }).check();
  await page.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await expect(page.getByRole("heading", { name: "Je doet mee" })).toBeVisible();
  await looks("done", link);
  await looks("over", `${link.slice(0, -2)}xx`);
  await gate(sandbox, false);
  await looks("closed", join);
  await looks("unknown", "/join/nobody-at-all");
});

async function picture(page: Page, name: string, kind: string): Promise<void> {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}-${kind}.png`), fullPage: true });
}
