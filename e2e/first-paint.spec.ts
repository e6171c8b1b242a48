import { expect, test } from "./fixtures/sandbox.ts";
import { Outlook } from "./pages/outlook.ts";

test("the pane shows its shape before office.js, its own code or a sign-in is there", async ({ page }) => {
  const outlook = new Outlook(page);
  await outlook.open("newcomer@acme.example");
  await outlook.openMail("New coffee machine on floor 3");
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const asked: string[] = [];
  const signIns: string[] = [];
  page.on("request", (request) => {
    if (/\/oauth2\/|\/authorize|\/token/.test(request.url())) signIns.push(request.url());
  });
  await page.route(
    (url) => /\/(sandbox\/office|sandbox\/office-extras|assets)\//.test(url.pathname),
    async (route) => {
      asked.push(new URL(route.request().url()).pathname);
      await held;
      await route.continue();
    },
  );
  await outlook.button.click();

  await expect(outlook.pane.getByRole("status", { name: "Firstcatch is loading" })).toBeVisible();
  const frame = page.frames().find((one) => one.url().includes("/addin/pane"))!;
  await expect
    .poll(() => frame.evaluate(() => performance.getEntriesByName("first-contentful-paint").length))
    .toBe(1);
  expect(asked.some((path) => path.endsWith("/office.js"))).toBe(true);
  expect(await frame.evaluate(() => "Office" in window)).toBe(false);
  expect(signIns).toEqual([]);

  letGo();
  await expect(outlook.pane.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 30_000 });
  await expect(outlook.pane.getByRole("status", { name: "Firstcatch is loading" })).toHaveCount(0);
});
