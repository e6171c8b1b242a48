import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * No finding of axe on the page or within the named frame, but for the rules named in `except`.
 * Left out are Fluent's focus guards, a known false alarm, and frames without scripts: axe waits in them for ever.
 */
export async function expectAccessible(
  page: Page,
  { within, except = [] }: { within?: string[]; except?: string[] } = {},
): Promise<void> {
  const axe = new AxeBuilder({ page })
    // What passes is not told in detail.
    .options({ resultTypes: ["violations"] })
    .disableRules(except)
    .exclude("[data-tabster-dummy]")
    .exclude("iframe[sandbox]:not([sandbox~='allow-scripts'])");
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) })),
  ).toEqual([]);
}
