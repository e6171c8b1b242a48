import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, type Frame, type Locator, type Page } from "@playwright/test";
import enLate from "../../shared/texts/en/pane-late.json" with { type: "json" };
import en from "../../shared/texts/en/pane.json" with { type: "json" };
import nlLate from "../../shared/texts/nl/pane-late.json" with { type: "json" };
import nl from "../../shared/texts/nl/pane.json" with { type: "json" };
import { expectAccessible } from "./accessible.ts";
import { Outlook } from "./outlook.ts";

const texts = { en: { ...en, ...enLate }, nl: { ...nl, ...nlLate } };
type Language = keyof typeof texts;
export type PaneKey = keyof typeof texts.en;

const names = { en: "English", nl: "Nederlands" };
const frameSelector = "iframe[title=Firstcatch]";
/** Where pictures of every look go, in each language and scheme; none are made when it is not set. */
const pictures = process.env["PANE_PICTURES"];

/** The pane in the played Outlook, looked at in both languages and both schemes. */
export class PaneLooks {
  readonly page: Page;
  readonly outlook: Outlook;

  constructor(page: Page) {
    this.page = page;
    this.outlook = new Outlook(page);
  }

  private get frame() {
    return this.outlook.pane;
  }

  get title(): Locator {
    return this.frame.getByRole("heading", { level: 1 });
  }

  /** Opens the mailbox and, by way of a mail or none, the pane. */
  async open(email: string, subject: string | null): Promise<void> {
    await this.outlook.open(email);
    await this.select(subject);
    await this.openPane();
  }

  /** As the button on the ribbon does, which is not there while no mail is open. */
  async openPane(): Promise<Frame> {
    await this.page.evaluate(() => window.mailbox?.openPane());
    return this.outlook.readyFrame();
  }

  async select(subject: string | null): Promise<void> {
    if (subject !== null) await expect(this.outlook.mail(subject).first()).toBeVisible({ timeout: 30_000 });
    await this.page.evaluate((subject) => window.mailbox?.select(subject), subject);
  }

  async press(key: PaneKey): Promise<void> {
    await this.button("en", key).click();
  }

  private button(language: Language, key: PaneKey) {
    return this.frame.getByRole("button", { name: texts[language][key], exact: true });
  }

  /** The look is there, with this heading. */
  async expectTitle(key: PaneKey | RegExp): Promise<void> {
    const title = typeof key === "string" ? texts.en[key] : key;
    await expect(this.title).toHaveText(title, { timeout: 30_000 });
  }

  /**
   * The look that is shown, in English and light, then in Dutch and dark: its heading, the words of its main button,
   * no finding of axe, and nothing wider than the pane's 320 pixels.
   */
  async check(
    name: string,
    title: PaneKey | Record<Language, string>,
    button: PaneKey | null,
  ): Promise<void> {
    const keyed = (language: Language) =>
      typeof title === "string" ? texts[language][title] : title[language];
    const look = async (language: Language) => {
      await expect(this.title).toHaveText(keyed(language), { timeout: 30_000 });
      if (button) await expect(this.button(language, button).first()).toBeVisible();
    };
    await look("en");
    await this.expectSound(name, "en-light");
    if (pictures) await this.repaint(() => this.page.emulateMedia({ colorScheme: "dark" }), true);
    if (pictures) await this.picture(name, "en-dark");
    await this.speak("en", "nl");
    await look("nl");
    if (!pictures) await this.repaint(() => this.page.emulateMedia({ colorScheme: "dark" }), true);
    await this.expectSound(name, "nl-dark");
    await this.repaint(() => this.page.emulateMedia({ colorScheme: "light" }), false);
    if (pictures) await this.picture(name, "nl-light");
    await this.speak("nl", "en");
    await look("en");
  }

  private async repaint(act: () => Promise<void>, dark: boolean): Promise<void> {
    await act();
    await expect(this.frame.locator("html")).toHaveAttribute("style", dark ? /dark/ : /light/);
  }

  private async speak(from: Language, to: Language): Promise<void> {
    await this.button(from, "header.menu").click();
    await this.frame.getByRole("menuitemradio", { name: names[to] }).click();
    await expect(this.frame.locator("html")).toHaveAttribute("lang", to);
    await expect(this.frame.getByRole("menuitemradio")).toHaveCount(0);
  }

  private async expectSound(name: string, kind: string): Promise<void> {
    await this.picture(name, kind);
    await expectAccessible(this.page, { within: [frameSelector] });
    const { width, tooWide } = await this.frame.locator("html").evaluate((html) => ({
      width: html.clientWidth,
      tooWide: [html, ...html.querySelectorAll("main, header, footer, section")]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => element.outerHTML.slice(0, 120)),
    }));
    expect(width).toBe(320);
    expect(tooWide).toEqual([]);
  }

  private async picture(name: string, kind: string): Promise<void> {
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await this.page
      .locator(frameSelector)
      .screenshot({ path: path.join(pictures, `${name}-${kind}.png`), animations: "disabled" });
  }
}
