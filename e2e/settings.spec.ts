import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

/** Changes settings as a script would, beside the browser. */
async function change(sandbox: SandboxProcess, body: object): Promise<void> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL("/api/v1/organization", sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

const card = (page: Page, name: string) => page.getByRole("region", { name });
const edit = (page: Page, name: string) => page.getByRole("button", { name: `Edit: ${name}` }).click();
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

test.describe("joining, in full", () => {
  const allowed = "Allowed domains and addresses";
  const entry = (page: Page) => page.getByRole("textbox", { name: "Add a domain or an address" });
  async function add(page: Page, text: string): Promise<void> {
    await entry(page).fill(text);
    await entry(page).press("Enter");
  }

  test("domains and addresses are added, taken out and put back; nothing holds before it is saved", async ({
    page,
    sandbox,
  }) => {
    await change(sandbox, { joining: { allowedAddresses: ["trainer@partner.example"] } });
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, allowed);
    await add(page, "Auditor@Partner.example");
    await expect(card(page, allowed)).toContainText("auditor@partner.example");
    await page.getByRole("button", { name: "Take out trainer@partner.example" }).click();
    await page.getByRole("button", { name: "Take out acme.example" }).click();
    await page.getByRole("button", { name: "Undo: acme.example" }).click();
    await save(page);
    await expect(
      page.getByText("one of the 1 single addresses").or(page.getByText("the single address")),
    ).toBeVisible();
    await page.reload();
    await expect(card(page, allowed)).toContainText("auditor@partner.example");
    await expect(card(page, allowed)).toContainText("acme.example");
    await expect(card(page, allowed)).not.toContainText("trainer@partner.example");
    await expect(page.getByRole("region", { name: "Who switched it, and when" })).toContainText(
      "added single addresses (1) and took out single addresses (1)",
    );
  });

  test("what cannot be used says why, and what needs a thought is asked twice", async ({ page }) => {
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, allowed);
    for (const [typed, why] of [
      ["nobody@", "is no domain and no address"],
      ["other.example", "is not one of your verified domains"],
      ["acrne.example", "is not acme.example: it only looks like it"],
      ["auditor@\uff41cme.example", "characters that only look like ordinary letters"],
      ["acme.example", "is in the list already"],
    ] as const) {
      await add(page, typed);
      await expect(page.getByText(why)).toBeVisible();
    }
    await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await add(page, "auditor@gmail.com");
    await expect(page.getByText("auditor@gmail.com is a private mailbox")).toBeVisible();
    await page.getByRole("button", { name: "Add anyway" }).click();
    await save(page);
    await expect(card(page, allowed)).toContainText("auditor@gmail.com");
  });

  test("the second of two admins sees both lists and chooses", async ({ page, sandbox }) => {
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, allowed);
    await add(page, "mine@partner.example");
    await expect(card(page, allowed)).toContainText("mine@partner.example");
    await change(sandbox, { joining: { allowedAddresses: ["theirs@partner.example"] } });
    await save(page);
    await expect(page.getByText("Somebody changed this in the meantime.")).toBeVisible();
    await expect(card(page, allowed)).toContainText("theirs@partner.example");
    await page.getByRole("button", { name: "Save mine" }).click();
    await expect(page.getByRole("button", { name: `Edit: ${allowed}` })).toBeFocused();
    await expect(card(page, allowed)).toContainText("mine@partner.example");
    await expect(card(page, allowed)).not.toContainText("theirs@partner.example");
  });

  test("the window is set in the organization's time, whatever clock the reader's browser has", async ({
    page,
    sandbox,
  }) => {
    await change(sandbox, { timeZone: "America/New_York", joining: { anyoneCanJoin: true } });
    await new Portal(page).signIn(owner, "/portal/joining");
    await edit(page, "Open from, to");
    await page.getByLabel("Opens", { exact: true }).fill("2031-11-03T09:00");
    await page.getByLabel("Closes", { exact: true }).fill("2031-11-02T18:00");
    await expect(page.getByText("The end must come after the beginning.")).toBeVisible();
    await page.getByLabel("Closes", { exact: true }).fill("2031-11-28T18:00");
    await save(page);
    await expect(page.getByText("From 3 Nov 2031, 09:00 until 28 Nov 2031, 18:00")).toBeVisible();
    const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
    const { joining } = await sandbox.call<{ joining: { opensAt: string; closesAt: string } }>(
      "/api/v1/organization",
      undefined,
      { Authorization: `Bearer ${token}` },
    );
    expect([joining.opensAt, joining.closesAt]).toEqual([
      "2031-11-03T14:00:00.000Z",
      "2031-11-28T23:00:00.000Z",
    ]);

    await edit(page, "Open from, to");
    await page.getByRole("button", { name: "Clear the end" }).click();
    await page.getByLabel("Opens", { exact: true }).press("Escape");
    await expect(card(page, "Open from, to")).toContainText("28 Nov 2031, 18:00");
  });

  test("the link for newcomers is copied, and says how to join", async ({ page, sandbox, context }) => {
    await change(sandbox, { joining: { anyoneCanJoin: true } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await new Portal(page).signIn(owner, "/portal/joining");
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/^https:\/\/localhost:\d+\/join\/acme/);
    await page.goto(link);
    await expect(page.getByRole("heading", { name: /^Join the phishing practice of/ })).toBeVisible();
  });
});

test.describe("API tokens", () => {
  test("one is made, shown once, used, and worth nothing from the moment it is revoked", async ({
    page,
    sandbox,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await new Portal(page).signIn(owner, "/portal/tokens");
    await expect(page.getByRole("heading", { name: "You have no token" })).toBeVisible();
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
    await dialog.getByRole("textbox", { name: "What is it for?" }).fill("nightly export");
    await dialog.getByRole("textbox", { name: "What is it for?" }).press("Enter");
    const field = dialog.getByRole("textbox", { name: "Token" });
    await expect(field).toHaveValue(/^fc_/);
    // Escape does not lose what is shown once.
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Copy token" }).click();
    await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    expect(token).toBe(await field.inputValue());
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    const row = page.getByRole("list", { name: "Tokens that work" }).getByRole("listitem");
    await expect(row).toContainText("never used");
    expect(await page.content()).not.toContain(token);

    const status = async () =>
      (await fetch(new URL("/api/v1/users", sandbox.url), { headers: { Authorization: `Bearer ${token}` } }))
        .status;
    expect(await status()).toBe(200);
    await page.reload();
    await expect(row).toContainText("last used today");

    await page.getByRole("button", { name: "Revoke nightly export" }).click();
    await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
    await dialog.getByRole("button", { name: "Keep it" }).click();
    expect(await status()).toBe(200);
    await page.getByRole("button", { name: "Revoke nightly export" }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("list", { name: "Revoked" })).toContainText("nightly export");
    expect(await status()).toBe(401);
  });
});

test.describe("signing out everywhere", () => {
  test("ends this browser and every other one, without a reload there", async ({
    page,
    browser,
    baseURL,
  }) => {
    const other = await browser.newContext({ baseURL: baseURL!, ignoreHTTPSErrors: true });
    const there = await other.newPage();
    await new Portal(there).signIn(owner, "/portal/joining");
    await new Portal(page).signIn(owner, "/portal/people");
    await page.getByRole("button", { name: /language and account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeFocused();
    await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
    await page.goto("/portal/people");
    await expect(page.getByRole("button", { name: owner })).toBeVisible();
    // Its live stream ends, and asking again leads to the sign-in.
    await expect(there.getByRole("button", { name: owner })).toBeVisible({ timeout: 45_000 });
    await other.close();
  });
});

test.describe("the organization's settings", () => {
  const history = (page: Page) => card(page, "Who changed what, and when");

  test("are changed one by one, and each change is kept with who made it", async ({ page }) => {
    await new Portal(page).signIn(owner, "/portal/settings");
    await edit(page, "Name of the organization");
    await page.getByRole("textbox", { name: "Name of the organization" }).fill("Acme Works");
    await save(page);
    await expect(page.getByRole("navigation", { name: "Main" })).toContainText("Acme Works");

    await edit(page, "Time zone");
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.fill("");
    await zone.pressSequentially("brus");
    await expect(page.getByText("Choose a zone from the list.")).toBeVisible();
    await page.getByRole("option", { name: /Europe\/Brussels/ }).click();
    await save(page);
    await expect(card(page, "Time zone")).toContainText("Europe/Brussels");

    await edit(page, "Languages");
    await page.getByRole("checkbox", { name: "English" }).uncheck();
    await expect(page.getByText("must be switched on")).toBeVisible();
    await page.getByRole("checkbox", { name: "English" }).check();
    await page.getByRole("checkbox", { name: "Nederlands" }).uncheck();
    await save(page);
    await expect(card(page, "Languages")).toContainText("English for whoever has not chosen");
    await expect(card(page, "Languages")).not.toContainText("Nederlands");

    await edit(page, "Reported mails are kept");
    await page.getByRole("spinbutton", { name: "Days" }).fill("30");
    await expect(page.getByText("Mails older than 30 days are deleted within the hour.")).toBeVisible();
    await save(page);
    await expect(card(page, "Reported mails are kept")).toContainText("30 days");

    await edit(page, "Sender of our mails");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Acme Security");
    await save(page);
    await expect(card(page, "Sender of our mails")).toContainText("Acme Security");

    await expect(history(page)).toContainText("set the name to Acme Works");
    await expect(history(page)).toContainText("set the languages to English");
    await expect(history(page)).toContainText("set the time zone to Europe/Brussels");
    await expect(history(page)).toContainText("set the sender’s name to Acme Security");
  });

  test("show both values where two admins change the same, and mind nothing else", async ({
    page,
    sandbox,
  }) => {
    await new Portal(page).signIn(owner, "/portal/settings");
    await edit(page, "Name of the organization");
    await page.getByRole("textbox", { name: "Name of the organization" }).fill("Mine");
    await change(sandbox, { keptDays: 90 });
    await expect(card(page, "Reported mails are kept")).toContainText("90 days");
    await save(page);
    await expect(card(page, "Name of the organization")).toContainText("Mine");

    await edit(page, "Name of the organization");
    await page.getByRole("textbox", { name: "Name of the organization" }).fill("Mine again");
    await change(sandbox, { name: "Theirs" });
    await save(page);
    await expect(page.getByRole("alert")).toContainText("Theirs");
    await expect(page.getByRole("alert")).toContainText("Mine again");
    await page.getByRole("button", { name: "Keep what is saved" }).click();
    await expect(card(page, "Name of the organization")).toContainText("Theirs");
  });

  test("where Outlook puts reported mails is chosen for all, and for a kind of Outlook; others see it at once", async ({
    page,
  }) => {
    const after = "Where Outlook puts reported mails";
    const mine = card(page, after);
    await new Portal(page).signIn(owner, "/portal/settings");
    await expect(mine.getByRole("listitem").filter({ hasText: "Practice mails" })).toContainText(
      "Deleted Items",
    );
    const other = await page.context().newPage();
    await other.goto("/portal/settings");
    await expect(card(other, after)).toContainText("Junk Email");

    await edit(page, after);
    const choose = async (what: string, where: string, within = mine) => {
      await within.getByRole("combobox", { name: what }).click();
      await page.getByRole("option", { name: where }).click();
    };
    await choose("Spam", "A folder of this name");
    await expect(mine.getByText("The folder needs a name.")).toBeVisible();
    const folder = mine.getByRole("textbox", { name: "Folder for: Spam" });
    await folder.fill("Reported/Spam");
    await expect(mine.getByText("has no slash").first()).toBeVisible();
    await folder.fill("Reported spam");
    await mine.getByRole("button", { name: "Something else for one kind of Outlook" }).click();
    await page.getByRole("menuitem", { name: "Outlook for Mac" }).click();
    const mac = mine.getByRole("group", { name: "Only in Outlook for Mac" });
    await expect(mac.getByRole("combobox", { name: "Phishing" })).toHaveText("As everywhere");
    await choose("Phishing", "Stays where it is", mac);
    await save(page);
    for (const seen of [mine, card(other, after)]) {
      await expect(seen.getByRole("listitem").filter({ hasText: "Spam" })).toContainText(
        "Folder “Reported spam”",
      );
      await expect(seen).toContainText("Only in Outlook for Mac");
    }
    await expect(history(page)).toContainText(
      "changed where reported mails go. Spam: Folder “Reported spam”",
    );
    await expect(history(page)).toContainText(
      "changed where reported mails go. Phishing, in Outlook for Mac: Stays where it is",
    );

    await edit(page, after);
    await mac.getByRole("button", { name: /^Take out/ }).click();
    await choose("Spam", "Junk Email");
    await save(page);
    await expect(mine).not.toContainText("Mac");
    await expect(history(page)).toContainText("Phishing, in Outlook for Mac: As everywhere");
  });

  test("and so stand both choices where two admins choose where Outlook puts reported mails", async ({
    page,
    sandbox,
  }) => {
    const after = "Where Outlook puts reported mails";
    await new Portal(page).signIn(owner, "/portal/settings");
    await edit(page, after);
    await card(page, after).getByRole("combobox", { name: "Not sure" }).click();
    await page.getByRole("option", { name: "Deleted Items" }).click();
    const stays = { to: "noMove" };
    await change(sandbox, {
      afterReport: { all: { practice: stays, phishing: stays, spam: stays, unsure: { to: "junkFolder" } } },
    });
    await save(page);
    const both = page.getByRole("alert");
    await expect(both.getByRole("listitem").filter({ hasText: "Not sure" })).toHaveText([
      /Junk Email/,
      /Deleted Items/,
    ]);
    await page.getByRole("button", { name: "Save mine" }).click();
    const row = card(page, after).getByRole("listitem").filter({ hasText: "Not sure" });
    await expect(row).toContainText("Deleted Items");
    await expect(both).toHaveCount(0);
  });

  test("a new security mailbox holds once its reader has pressed the button behind the link", async ({
    page,
    sandbox,
  }) => {
    await new Portal(page).signIn(owner, "/portal/settings");
    await edit(page, "Security mailbox");
    await page.getByRole("textbox", { name: "Address" }).fill("soc@acme.example");
    await save(page);
    const mailbox = card(page, "Security mailbox");
    await expect(mailbox).toContainText("security@acme.example");
    await expect(mailbox).toContainText("soc@acme.example got a mail with a link");

    const mails = () =>
      sandbox.call<{ id: string; subject: string }[]>("/sandbox/mailboxes/soc@acme.example/messages");
    await expect.poll(async () => (await mails()).length, { timeout: 20_000 }).toBe(1);
    const [mail] = await mails();
    expect(mail!.subject).toContain("Please confirm");
    const raw = await (
      await fetch(new URL(`/sandbox/mailboxes/soc@acme.example/messages/${mail!.id}.eml`, sandbox.url))
    ).text();
    const path = /\/mailbox\/[\w-]+\/[\w-]+/.exec(raw.replace(/=\r\n/g, ""))![0];
    const reader = await page.context().newPage();
    await reader.goto(path);
    await expectAccessible(reader);
    await reader.getByRole("button", { name: "Confirm this mailbox" }).click();
    await expect(reader.getByRole("heading", { name: "This mailbox is confirmed" })).toBeVisible();
    await expect(mailbox).not.toContainText("Waiting for a confirmation");
    await expect(mailbox).toContainText("soc@acme.example");
    await expect(history(page)).toContainText("Firstcatch set the security mailbox to soc@acme.example");
  });

  test("a domain is added and verified, and may be allowed to join then", async ({ page }) => {
    await new Portal(page).signIn(owner, "/portal/settings");
    await edit(page, "Mail domains");
    const box = page.getByRole("textbox", { name: "Add a domain" });
    await box.fill("someone@acme.example");
    await box.press("Enter");
    await expect(page.getByText("is no domain and no address")).toBeVisible();
    await box.fill("works.acme.example");
    await box.press("Enter");
    await save(page);
    await expect(card(page, "Mail domains")).toContainText("works.acme.example");
    await page.goto("/portal/joining");
    await edit(page, "Allowed domains and addresses");
    await page.getByRole("button", { name: "works.acme.example", exact: true }).click();
    await save(page);
    await expect(card(page, "Allowed domains and addresses")).toContainText("works.acme.example");
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`and the tokens have no accessibility findings in ${colorScheme}, on a phone and a wide screen`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const portal = new Portal(page);
      await portal.signIn(owner, "/portal/settings");
      for (const width of [1920, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto("/portal/settings");
        for (const what of [
          "Mail domains",
          "Security mailbox",
          "Where Outlook puts reported mails",
          "Time zone",
          "Languages",
        ])
          await edit(page, what);
        await portal.expectAccessible();
        await page.goto("/portal/joining");
        await edit(page, "Allowed domains and addresses");
        await edit(page, "Open from, to");
        await portal.expectAccessible();
      }
      await page.goto("/portal/tokens");
      await page.getByRole("button", { name: "Make a token" }).click();
      await page.getByRole("textbox", { name: "What is it for?" }).fill("nightly export");
      await page.getByRole("textbox", { name: "What is it for?" }).press("Enter");
      await expect(page.getByRole("button", { name: "I have kept it" })).toBeVisible();
      await portal.expectAccessible();
      await page.getByRole("button", { name: "I have kept it" }).click();
      // Behind a dialog that is still closing the page counts as hidden.
      await expect(portal.title).toBeVisible();
      await portal.expectAccessible();
    });
});
