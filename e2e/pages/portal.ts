import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";

/** The admin portal as an admin meets it: by names and roles. */
export class Portal {
  readonly page: Page;
  readonly title: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1 });
  }

  /** Opens a page of the portal; who is not signed in picks the account at the sandbox's provider. */
  async signIn(email: string, path = "/portal"): Promise<void> {
    await this.page.goto(path);
    await this.page.getByRole("button", { name: email }).click();
    await expect(this.page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }

  async goTo(name: "People" | "Mail" | "Joining"): Promise<void> {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
    await expect(this.title).toContainText(name);
  }

  get joiningSwitch(): Locator {
    return this.page.getByRole("switch", { name: "Anyone can join" });
  }

  get lastChange(): Locator {
    return this.page.getByRole("region", { name: "Who switched it, and when" });
  }

  get search(): Locator {
    return this.page.getByRole("searchbox", { name: "Name, address or employee ID" });
  }

  /** The row of one person in the list. */
  person(email: string): Locator {
    return this.page.getByRole("row", { name: email });
  }

  /** Says on every page that the mail server is away. */
  get mailBanner(): Locator {
    return this.page.getByRole("status").filter({ hasText: "The mail server takes no mail" });
  }

  /** The way to Mail in the navigation; its name tells how many need a person. */
  get mailLink(): Locator {
    return this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mail" });
  }

  /** The mails that need a person. */
  get stuckMails(): Locator {
    return this.page.getByRole("list", { name: "Mails that need a person" }).getByRole("listitem");
  }

  stuckMail(email: string): Locator {
    return this.stuckMails.filter({ hasText: email });
  }

  /** Chooses a value in one of the list's filters. */
  async filter(name: "Stage" | "Status", value: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
    await this.page.getByRole("menuitemradio", { name: value }).click();
  }

  expectAccessible = () => expectAccessible(this.page);
}
