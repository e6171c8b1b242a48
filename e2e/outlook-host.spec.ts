import type { Frame } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { Outlook } from "./pages/outlook.ts";

const newcomer = "newcomer@acme.example";
const colleague = "colleague@acme.example";
const coffee = "New coffee machine on floor 3";
const laptop = "Your laptop is ready";

/** What the genuine office.js in the pane knows of the open mail. */
const itemOf = (frame: Frame) =>
  frame.evaluate(() => {
    const item = Office.context.mailbox.item as Office.MessageRead | null | undefined;
    return (
      item && {
        subject: item.subject,
        from: item.from.emailAddress,
        internetMessageId: item.internetMessageId,
        itemId: item.itemId,
        created: item.dateTimeCreated.toISOString(),
      }
    );
  });

test.describe("the genuine office.js in the mail client", () => {
  test("finds Outlook on the web, the person, the level and the language", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    const frame = await outlook.openPane();
    expect(
      await frame.evaluate(async () => {
        const { host, platform } = await Office.onReady();
        const { mailbox, requirements, displayLanguage } = Office.context;
        return {
          host: String(host),
          platform: String(platform),
          address: mailbox.userProfile.emailAddress,
          language: displayLanguage,
          sets: [
            requirements.isSetSupported("Mailbox", "1.15"),
            requirements.isSetSupported("NestedAppAuth", "1.1"),
            requirements.isSetSupported("Mailbox", "1.99"),
          ],
        };
      }),
    ).toEqual({
      host: "Outlook",
      platform: "OfficeOnline",
      address: newcomer,
      language: "en-US",
      sets: [true, true, false],
    });
  });

  test("reads the open mail: its ids, its headers and every byte of it", async ({ page, sandbox }) => {
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    const frame = await outlook.openPane();
    const messages = await sandbox.call<{ id: string; subject: string; internetMessageId: string }[]>(
      `/sandbox/mailboxes/${newcomer}/messages`,
    );
    const stored = messages.find(({ subject }) => subject === coffee)!;
    expect(await itemOf(frame)).toMatchObject({
      subject: coffee,
      from: "facilities@acme.example",
      internetMessageId: stored.internetMessageId,
      itemId: stored.id,
    });
    const read = await frame.evaluate(async () => {
      const item = Office.context.mailbox.item as Office.MessageRead;
      const ask = (start: (done: (result: Office.AsyncResult<string>) => void) => void) =>
        new Promise<string>((resolve, reject) =>
          start((result) =>
            String(result.status) === "succeeded"
              ? resolve(result.value)
              : reject(new Error(result.error.message)),
          ),
        );
      return {
        headers: await ask((done) => item.getAllInternetHeadersAsync(done)),
        text: await ask((done) => item.body.getAsync(Office.CoercionType.Text, done)),
        file: await ask((done) => item.getAsFileAsync(done)),
      };
    });
    const raw = await fetch(`${sandbox.url}/sandbox/mailboxes/${newcomer}/messages/${stored.id}.eml`);
    expect(Buffer.from(read.file, "base64").equals(Buffer.from(await raw.arrayBuffer()))).toBe(true);
    expect(read.headers).toContain(stored.internetMessageId);
    expect(read.headers).not.toContain("Bring your own mug");
    expect(read.text).toContain("Bring your own mug");
  });

  test("lets a pinned pane follow the selection, and closes one that is not pinned", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    await outlook.openPane();
    await outlook.openMail(laptop);
    await expect(page.locator("iframe[title=Firstcatch]")).toHaveCount(0);

    const frame = await outlook.openPane();
    await page.getByRole("button", { name: "Pin" }).click();
    await outlook.openMail(coffee);
    await expect.poll(async () => (await itemOf(frame))?.subject).toBe(coffee);
    expect(await frame.evaluate(() => "getAsFileAsync" in (Office.context.mailbox.item ?? {}))).toBe(true);
    await page.evaluate(() => window.mailbox?.select(null));
    await expect.poll(() => itemOf(frame)).toBeFalsy();
  });

  test("closes the pane when the add-in asks for it", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    const frame = await outlook.openPane();
    await frame.evaluate(() => Office.context.ui.closeContainer());
    await expect(page.locator("iframe[title=Firstcatch]")).toHaveCount(0);
    await expect(outlook.button).toHaveAttribute("aria-pressed", "false");
  });

  test("keeps roaming settings by person, and shows notices above the mail", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    const frame = await outlook.openPane();
    await frame.evaluate(
      () =>
        new Promise<void>((resolve) => {
          Office.context.roamingSettings.set("seen", { times: 2 });
          Office.context.roamingSettings.saveAsync(() => resolve());
        }),
    );
    await frame.evaluate(() => {
      const item = Office.context.mailbox.item as Office.MessageRead;
      item.notificationMessages.addAsync("thanks", {
        type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
        message: "Thanks for looking twice",
        icon: "Icon.16",
        persistent: false,
      });
    });
    await expect(page.getByText("Thanks for looking twice")).toBeVisible();

    const seenBy = async (email: string) => {
      await outlook.open(email);
      await outlook.openMail(coffee);
      const again = await outlook.openPane();
      return again.evaluate(() => Office.context.roamingSettings.get("seen") as unknown);
    };
    expect(await seenBy(newcomer)).toEqual({ times: 2 });
    expect(await seenBy(colleague)).toBeFalsy();
  });

  test("hands over language and colours, and tells when they change", async ({ page }) => {
    const outlook = new Outlook(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    const frame = await outlook.openPane();
    const background = () => frame.evaluate(() => Office.context.officeTheme.bodyBackgroundColor);
    expect(await background()).toBe("#292929");
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(background).toBe("#ffffff");

    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitemradio", { name: /Nederlands/ }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Phishing melden" })).toBeVisible();
    const dutch = await outlook.readyFrame();
    expect(await dutch.evaluate(() => Office.context.displayLanguage)).toBe("nl-NL");
  });

  test("opens a dialog in a frame, carries messages both ways, and tells when the person closes it", async ({
    page,
    context,
  }) => {
    await context.route("**/e2e-dialog*", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>Dialog</title><script src="/sandbox/office-extras/ajax.js"></script>
          <script src="/sandbox/office/office.js"></script><script>
          Office.onReady(() => {
            Office.context.ui.addHandlerAsync(Office.EventType.DialogParentMessageReceived, (event) =>
              Office.context.ui.messageParent("heard " + event.message), () => Office.context.ui.messageParent("hello"));
          });</script>`,
      }),
    );
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await outlook.openMail(coffee);
    const frame = await outlook.openPane();
    await frame.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const url = `${location.origin}/e2e-dialog`;
      const options = { displayInIframe: true, promptBeforeOpen: false, width: 30, height: 30 };
      Office.context.ui.displayDialogAsync(url, options, ({ value: dialog }) => {
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event: object) => {
          const message = "message" in event ? String(event.message) : "";
          heard.push(message);
          if (message === "hello") dialog.messageChild("parent");
        });
        dialog.addEventHandler(Office.EventType.DialogEventReceived, (event: object) => {
          heard.push("error" in event ? String(event.error) : "");
        });
      });
    });
    const heard = () => frame.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await expect.poll(heard).toEqual(["hello", "heard parent"]);
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await expect.poll(heard).toEqual(["hello", "heard parent", "12006"]);
  });
});

test.describe("sign-in by the genuine msal-browser", () => {
  const withToken = (request: { url(): string }) => new URL(request.url()).pathname === "/api/v1/me";
  const claims = (authorization: string | undefined) =>
    JSON.parse(
      Buffer.from(authorization?.replace(/^Bearer /, "").split(".")[1] ?? "", "base64url").toString(),
    ) as Record<string, unknown>;

  test("gets a token of our own scope for the mailbox's person, each in their own tab", async ({
    context,
  }) => {
    for (const email of [newcomer, colleague]) {
      const outlook = new Outlook(await context.newPage());
      await outlook.open(email);
      const asked = outlook.page.waitForRequest(withToken);
      await outlook.openMail(coffee);
      await outlook.openPane();
      expect(claims((await (await asked).allHeaders()).authorization)).toMatchObject({
        scp: "access_as_user",
        preferred_username: email,
        tid: "11111111-1111-4111-8111-111111111111",
      });
    }
  });

  test("asks the person when silence is not enough", async ({ page }) => {
    const outlook = new Outlook(page);
    await outlook.open(newcomer);
    await page.evaluate(() => {
      window.mailbox?.failSignIn("USER_INTERACTION_REQUIRED", { method: "GetToken", times: 5 });
      const asked: string[] = [];
      Object.assign(window, { asked });
      window.addEventListener("message", ({ data }) => {
        const method = typeof data === "string" && /"method":"(GetToken\w*)"/.exec(data)?.[1];
        if (method) asked.push(method);
      });
    });
    await outlook.openMail(coffee);
    const asked = page.waitForRequest(withToken);
    await outlook.openPane();
    expect(claims((await (await asked).allHeaders()).authorization)).toMatchObject({
      preferred_username: newcomer,
    });
    const methods = await page.evaluate(() => (window as unknown as { asked: string[] }).asked);
    expect(methods.slice(0, 2)).toEqual(["GetToken", "GetTokenPopup"]);
  });
});

test("a page of another origin in between gets no answer", async ({ page }) => {
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(coffee);
  await outlook.openPane();
  const answers = await page.evaluate(async () => {
    const heard: string[] = [];
    window.addEventListener("message", (event) => heard.push(String(event.data)));
    // From this window, not from the frame: right origin, wrong source.
    window.postMessage(
      JSON.stringify({ messageType: "NestedAppAuthRequest", method: "GetToken", requestId: "stolen" }),
      location.origin,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return heard.filter((text) => text.includes("NestedAppAuthResponse"));
  });
  expect(answers).toEqual([]);
});
