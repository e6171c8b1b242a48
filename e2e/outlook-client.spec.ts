import { readFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";

const coffee = "New coffee machine on floor 3";
const laptop = "Your laptop is ready";
const firstWeek = "Your first week, day by day";

/** Delivers a mail by SMTP, as one from anywhere would come. */
async function deliver(sandbox: SandboxProcess, to: string, mail: { subject: string; html: string }) {
  const settings = JSON.parse(await readFile(path.join(sandbox.dataDir, "product-env.json"), "utf8")) as {
    SMTP_URL: string;
  };
  const transport = createTransport(settings.SMTP_URL);
  await transport.sendMail({ from: "Parcels <service@parcels.example>", to, ...mail });
  transport.close();
}

test.describe("the mail client", () => {
  test("shows mail that arrives without a reload, counts it, and says so", async ({ page, sandbox }) => {
    const outlook = new Outlook(page);
    await outlook.open("live@acme.example");
    await expect(page.getByText("No mail yet")).toBeVisible();
    await deliver(sandbox, "live@acme.example", { subject: "Fresh", html: "<p>Just now</p>" });
    await expect(outlook.mail("Fresh")).toBeVisible();
    await expect(page.getByRole("button", { name: "Inbox, 1 unread" })).toBeVisible();
    await expect(page.getByRole("status")).toHaveText("New mail from Parcels: Fresh");
    await outlook.openMail("Fresh");
    await expect(page.getByRole("button", { name: "Inbox", exact: true })).toBeVisible();
  });

  test("moves, deletes, flags and marks mails, and finds them again", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open("newcomer@acme.example");
    await outlook.openMail("Menu of the week");
    await page.getByRole("toolbar").getByRole("button", { name: "Archive" }).click();
    await expect(outlook.mail("Menu of the week")).toHaveCount(0);
    await outlook.folder("Archive");
    await outlook.openMail("Menu of the week");
    await page.getByRole("button", { name: "Move to" }).click();
    await page.getByRole("menuitem", { name: "Inbox" }).click();
    await expect(page.getByText("Archive is empty.")).toBeVisible();

    await outlook.folder("Inbox");
    await outlook.openMail("Menu of the week");
    await page.getByRole("button", { name: "Flag" }).click();
    await expect(outlook.mail("Menu of the week").getByLabel("Flagged")).toBeVisible();
    await page.getByRole("button", { name: "Mark as unread" }).click();
    await expect(outlook.mail("Menu of the week")).toContainText("Unread.");

    await page.getByRole("searchbox", { name: "Search mail" }).fill("lentil");
    await expect(outlook.list.getByRole("option")).toHaveCount(1);
    await page.getByRole("searchbox", { name: "Search mail" }).fill("nothing like it");
    await expect(page.getByText("Nothing found")).toBeVisible();
  });

  test("is worked by the keyboard: arrows open, Delete deletes, Q marks as unread", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open("colleague@acme.example");
    await outlook.list.focus();
    await page.keyboard.press("ArrowDown");
    const first = outlook.list.getByRole("option").first();
    await expect(first).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("heading", { level: 2 }).nth(1)).toBeVisible();
    await page.keyboard.press("q");
    await expect(first).toContainText("Unread.");
    const count = await outlook.list.getByRole("option").count();
    await page.keyboard.press("Delete");
    await (count > 1
      ? expect(outlook.list.getByRole("option")).toHaveCount(count - 1)
      : expect(page.getByText("No mail yet")).toBeVisible());
    await outlook.folder("Deleted");
    await expect(outlook.list.getByRole("option")).toHaveCount(1);
  });

  test("writes to another mailbox, and a mail forwarded as an attachment can be opened there", async ({
    page,
    context,
  }) => {
    const outlook = new Outlook(page);
    await outlook.open("newcomer@acme.example");
    await outlook.openMail(coffee);
    await page.getByRole("button", { name: "Reply", exact: true }).first().click();
    await expect(page.getByRole("textbox", { name: "To" })).toHaveValue("facilities@acme.example");
    await page.getByRole("button", { name: "Discard" }).click();

    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Forward as attachment" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("Say to whom the mail goes.")).toBeVisible();
    await page.getByRole("textbox", { name: "To" }).fill("friend@acme.example");
    await page.getByRole("button", { name: "Send" }).click();
    await outlook.folder("Sent");
    await expect(outlook.mail(`Fw: ${coffee}`)).toContainText("friend@acme.example");

    const friend = new Outlook(await context.newPage());
    await friend.open("friend@acme.example");
    await friend.openMail(`Fw: ${coffee}`);
    await friend.page.getByRole("button", { name: /^Open .*\.eml$/ }).click();
    const dialog = friend.page.getByRole("dialog");
    await expect(dialog.getByRole("heading", { name: coffee })).toBeVisible();
    await expect(dialog.getByText("<facilities@acme.example>")).toBeVisible();
  });

  test("shows a hostile mail without letting it do anything", async ({ page, context, sandbox }) => {
    const asked: string[] = [];
    await context.route("https://tracker.example/**", (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: "text/html", body: "<title>Elsewhere</title>" });
    });
    await deliver(sandbox, "target@acme.example", {
      subject: "Hostile",
      html: `<style>p{color:red}</style><p>Readable</p><script>top.hacked = 1</script>
        <img src="https://tracker.example/pixel.png" onerror="top.hacked = 2"><iframe src="https://tracker.example/"></iframe>
        <form action="https://tracker.example/"><input name="password"></form><a href="javascript:top.hacked=3">Script</a>
        <a href="https://tracker.example/landing">Pay the fee</a>`,
    });
    const outlook = new Outlook(page);
    await outlook.open("target@acme.example");
    await outlook.openMail("Hostile");
    const body = page.frameLocator("iframe[title='Text of the mail']");
    await expect(body.getByText("Readable")).toBeVisible();
    await expect(body.locator("form, input, iframe, script")).toHaveCount(0);
    await expect(body.getByText("Script", { exact: true })).not.toHaveAttribute("href");
    expect(asked).toEqual([]);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);

    const link = body.getByRole("link", { name: "Pay the fee" });
    await expect(link).toHaveAttribute("title", "https://tracker.example/landing");
    const opened = context.waitForEvent("page");
    await link.click();
    await expect(await opened).toHaveTitle("Elsewhere");
  });

  test("stands side by side for two people in one browser, each with their own pane", async ({ context }) => {
    const pages = await Promise.all(["newcomer", "colleague"].map(() => context.newPage()));
    for (const [index, name] of ["newcomer", "colleague"].entries()) {
      const outlook = new Outlook(pages[index]!);
      await outlook.open(`${name}@acme.example`);
      await outlook.list.getByRole("option").first().click();
      const frame = await outlook.openPane();
      expect(await frame.evaluate(() => Office.context.mailbox.userProfile.emailAddress)).toBe(
        `${name}@acme.example`,
      );
    }
    expect(await context.cookies()).toEqual([]);
  });

  test("says what failed and offers another try", async ({ page }) => {
    await page.route("**/sandbox/mailboxes/newcomer@acme.example/messages", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ detail: "The mail server is away." }),
      }),
    );
    await page.route("**/sandbox/mailboxes/newcomer%40acme.example/messages", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ detail: "The mail server is away." }),
      }),
    );
    await page.goto("/outlook/newcomer@acme.example");
    await expect(page.getByText("The mail server is away.")).toBeVisible();
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(new Outlook(page).mail(laptop)).toBeVisible();
  });

  test("fits a phone: list, mail and the add-in as a sheet", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const outlook = new Outlook(page);
    await outlook.open("newcomer@acme.example");
    await outlook.openMail(firstWeek);
    await expect(outlook.list).toHaveCount(0);
    await outlook.openPane();
    const sheet = await page.getByRole("complementary", { name: "Firstcatch add-in" }).boundingBox();
    expect(sheet).toMatchObject({ x: 0, width: 390 });
    await page.getByRole("button", { name: "Close Firstcatch" }).click();
    await page.getByRole("button", { name: "Back to the list" }).click();
    await expect(outlook.list).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`has no findings of axe in ${colorScheme}: list, mail, draft, settings`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const outlook = new Outlook(page);
      await outlook.open("newcomer@acme.example");
      await expect(outlook.button).toBeVisible();
      await expectAccessible(page);
      await outlook.openMail(laptop);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Reply", exact: true }).first().click();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Discard" }).click();
      await page.getByRole("button", { name: "Settings" }).click();
      await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();
      // An open menu lies in a layer of its own, outside all landmarks, as menus do.
      await expectAccessible(page, { except: ["region"] });
    });
});
