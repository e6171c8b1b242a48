import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No finding of axe on the page or within the named frame. Fluent's focus guards are a known false alarm; nothing else is left out. */
export async function expectAccessible(page: Page, within?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page }).exclude("[data-tabster-dummy]");
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) })),
  ).toEqual([]);
}
