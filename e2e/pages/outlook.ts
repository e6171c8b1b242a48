import { type Frame, type FrameLocator, type Locator, type Page, expect } from "@playwright/test";
import type {} from "../../sandbox/outlook/client/scenario.ts";

/** The mail client that the sandbox plays, at one person's mailbox. */
export class Outlook {
  readonly page: Page;
  readonly list: Locator;
  readonly button: Locator;
  /** What the add-in shows. */
  readonly pane: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("listbox", { name: "Mails" });
    this.button = page.getByRole("button", { name: /Report phishing|Phishing melden/ });
    this.pane = page.frameLocator("iframe[title=Firstcatch]");
  }

  async open(email: string, query = ""): Promise<void> {
    await this.page.goto(`/outlook/${email}${query}`);
    await expect(this.page.getByRole("main", { name: "Mail" }).or(this.list).first()).toBeVisible();
    await this.page.waitForFunction(() => window.mailbox !== undefined);
  }

  mail(subject: string): Locator {
    return this.list.getByRole("option").filter({ hasText: subject });
  }

  /** Opens a mail as a person does. */
  async openMail(subject: string): Promise<void> {
    await this.mail(subject).first().click();
    await expect(this.page.getByRole("heading", { name: subject })).toBeVisible();
  }

  async folder(name: string): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Folders" })
      .getByRole("button", { name: new RegExp(`^${name}(,|$)`) })
      .click();
  }

  /** Presses the add-in's button and waits for office.js in the pane to know its host. */
  async openPane(): Promise<Frame> {
    await this.button.click();
    return this.readyFrame();
  }

  async readyFrame(): Promise<Frame> {
    const element = await this.page.waitForSelector("iframe[title=Firstcatch]");
    const frame = await element.contentFrame();
    if (!frame) throw new Error("The task pane has no page in it.");
    await frame.waitForFunction(() => {
      const office = (window as { Office?: { context?: { mailbox?: unknown } } }).Office;
      return Boolean(office?.context?.mailbox);
    });
    return frame;
  }
}
