import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const pictures = process.env["MERGE_PICTURES"];
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function api<T>(sandbox: SandboxProcess, path: string, body: object, method = "POST"): Promise<T> {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const answer = await fetch(new URL(path, sandbox.url), {
    method,
    headers: { "Content-Type": "application/json", ...bearer(token) },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as T;
}
const add = async (sandbox: SandboxProcess, email: string, more: object = {}) =>
  (
    await api<{ id: string }>(sandbox, "/api/v1/users", {
      email: `${email}@acme.example`,
      firstName: "Ada",
      lastName: "Byron",
      ...more,
    })
  ).id;
const unit = async (sandbox: SandboxProcess, kind: string, name: string) =>
  (await api<{ id: string }>(sandbox, `/api/v1/${kind}`, { name })).id;

const dialog = (page: Page) => page.getByRole("alertdialog");
const bar = (page: Page) => page.getByRole("group").filter({ hasText: "Can be undone until" });
const timeline = (page: Page) => page.getByRole("list", { name: "All that happened" });
const who = (page: Page) => page.getByRole("region", { name: "Who this is", exact: true });

/** Two entries of one person, as a roster and a join by another address leave them. */
async function twoOfOne(sandbox: SandboxProcess) {
  const sales = await unit(sandbox, "departments", "Sales");
  const group = await unit(sandbox, "groups", "First-aiders");
  const roster = await add(sandbox, "a.byron", { employeeId: "0042", department: sales, language: "nl" });
  const joined = await add(sandbox, "ada.byron", { employeeId: "0815", groups: [group], start: true });
  return { roster, joined };
}

test("two entries of one person are found, compared, merged, and told apart again", async ({
  page,
  sandbox,
}) => {
  const { roster } = await twoOfOne(sandbox);
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${roster}`);
  await expect(
    page.getByText("Looks like the same person as Ada Byron (ada.byron@acme.example)."),
  ).toBeVisible();
  await portal.expectAccessible();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Merge with another person" }).click();
  await expect(dialog(page).getByRole("searchbox")).toBeFocused();
  await expect(dialog(page).getByRole("list", { name: "The same name" })).toContainText("ada.byron");
  await portal.expectAccessible();
  await dialog(page).getByRole("searchbox").fill("0815");
  await dialog(page)
    .getByRole("list", { name: "Found" })
    .getByRole("button", { name: /ada\.byron@acme\.example/ })
    .click();

  // Who is further in training is proposed to stay; what both have is asked.
  await expect(dialog(page).getByRole("radio", { name: /ada\.byron.*proposed/ })).toBeChecked();
  await expect(dialog(page).getByRole("button", { name: "Merge", exact: true })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await dialog(page)
    .getByRole("radio", { name: /^Ada Byron.*a\.byron@acme\.example$/ })
    .first()
    .check();
  await dialog(page).getByRole("radio", { name: "0042" }).check();
  const table = dialog(page).getByRole("table", { name: "What becomes of both" });
  await expect(table.getByRole("row", { name: /^Employee ID/ })).toContainText(
    "0042, is kept0815, is not kept",
  );
  await expect(table.getByRole("row", { name: /^Groups/ })).toContainText("First-aiders, is kept");
  await expect(table.getByRole("row", { name: /^Training/ })).toContainText("Not started, is not kept");
  await expect(dialog(page)).toContainText("1 simulation and 0 reported mails move along.");
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Merge", exact: true }).click();

  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toContainText("Merged with Ada Byron on");
  await expect(who(page)).toContainText("ada.byron@acme.example");
  await expect(timeline(page)).toContainText("Merged with another entry of the same person");
  await expect(page.getByRole("region", { name: "Simulations", exact: true })).toContainText(
    "Welcome simulation",
  );
  await portal.expectAccessible();
  await page.goto("/portal/people?query=byron");
  await expect(portal.person("a.byron@acme.example")).toBeVisible();
  await expect(portal.person("ada.byron@acme.example")).toHaveCount(0);

  await page.goto(`/portal/people/${roster}`);
  await page.getByRole("button", { name: "Undo merge" }).click();
  await expect(dialog(page)).toContainText("Ada Byron is there again, with ada.byron@acme.example.");
  await expect(dialog(page)).toContainText("Nobody is mailed.");
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Undo merge" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await expect(timeline(page)).toContainText("Merge undone");
  await page.goto("/portal/people?query=byron");
  await expect(portal.person("ada.byron@acme.example")).toBeVisible();
});

test("who goes leads to who stays; what cannot be merged says why", async ({ page, sandbox }) => {
  const { joined } = await twoOfOne(sandbox);
  const analyst = await add(sandbox, "analyst", { firstName: "Ana", lastName: "Lyst" });
  await api(sandbox, `/api/v1/users/${analyst}`, { role: "analyst" }, "PATCH");
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${joined}`);
  const open = async (query: string, email: RegExp) => {
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Merge with another person" }).click();
    await dialog(page).getByRole("searchbox").fill(query);
    await dialog(page).getByRole("list", { name: "Found" }).getByRole("button", { name: email }).click();
  };
  await open("lyst", /analyst@/);
  await dialog(page)
    .getByRole("radio", { name: /ada\.byron/ })
    .check();
  await expect(dialog(page)).toContainText("Who goes has a role that the other has not.");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await open("a.byron", /, a\.byron@/);
  await dialog(page)
    .getByRole("radio", { name: /^Ada Byron.*[^d]a\.byron@acme\.example$/ })
    .check();
  await dialog(page).getByRole("radio", { name: "0815" }).check();
  await dialog(page).getByRole("button", { name: "Merge", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(new RegExp(joined));
  await expect(bar(page)).toBeVisible();
  const stays = page.url();
  // An address from before, as a mail to a colleague or the audit log has it.
  await page.goto(`/portal/people/${joined}`);
  await expect(page).toHaveURL(stays);
  await expect(bar(page)).toBeVisible();
});

test("an analyst is told of no merge and offered none", async ({ page, sandbox }) => {
  const { roster, joined } = await twoOfOne(sandbox);
  const analyst = await add(sandbox, "colleague", { firstName: "Ana", lastName: "Lyst" });
  await api(sandbox, `/api/v1/users/${analyst}`, { role: "analyst" }, "PATCH");
  await api(sandbox, `/api/v1/users/${joined}/merge`, { other: roster, employeeId: "stays" });
  const portal = new Portal(page);
  await portal.signIn("colleague@acme.example", `/portal/people/${joined}`);
  await expect(timeline(page)).toContainText("Merged with another entry of the same person");
  await expect(who(page)).toContainText("a.byron@acme.example");
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "More" })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the comparison has no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
    page,
    sandbox,
  }) => {
    const { roster } = await twoOfOne(sandbox);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, `/portal/people/${roster}`);
    const shot = async (name: string) => {
      if (pictures) await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
    };
    for (const width of [1920, 1366, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 768 });
      await shot(`alike-${width}`);
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Merge with another person" }).click();
      await expect(dialog(page).getByRole("list", { name: "The same name" })).toBeVisible();
      await shot(`find-${width}`);
      await dialog(page)
        .getByRole("button", { name: /ada\.byron@/ })
        .click();
      await expect(dialog(page).getByRole("table")).toContainText("First-aiders");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await portal.expectAccessible();
      await shot(`compare-${width}`);
      await dialog(page).getByText("You can undo this until").scrollIntoViewIfNeeded();
      await shot(`then-${width}`);
      await page.keyboard.press("Escape");
      await dialog(page)
        .getByRole("button", { name: "Cancel" })
        .click({ timeout: 2_000 })
        .catch(() => undefined);
      await expect(dialog(page)).toHaveCount(0);
    }
  });

test("it reads as well in Dutch, on a phone", async ({ page, sandbox }) => {
  const { roster } = await twoOfOne(sandbox);
  await page.addInitScript(() => localStorage.setItem("firstcatch.portal.language", "nl"));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/portal/people/${roster}`);
  await page.getByRole("button", { name: owner }).click();
  await page.getByRole("button", { name: "Vergelijken en samenvoegen" }).click();
  await expect(dialog(page).getByRole("table", { name: "Wat er van beiden wordt" })).toContainText("blijft");
  if (pictures) await page.screenshot({ path: `${pictures}/compare-nl-390.png` });
  await dialog(page).getByText("Je kunt dit ongedaan maken tot").scrollIntoViewIfNeeded();
  if (pictures) await page.screenshot({ path: `${pictures}/then-nl-390.png` });
  await dialog(page).getByRole("radio", { name: "0815" }).check();
  await dialog(page).getByRole("button", { name: "Samenvoegen", exact: true }).click();
  await expect(page.getByText("Kan ongedaan worden gemaakt tot")).toBeVisible();
  if (pictures) await page.screenshot({ path: `${pictures}/bar-nl-390.png` });
  await page.getByRole("button", { name: "Samenvoegen ongedaan maken" }).click();
  await expect(dialog(page)).toContainText("Niemand krijgt een mail.");
  if (pictures) await page.screenshot({ path: `${pictures}/undo-nl-390.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
