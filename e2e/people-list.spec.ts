import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const pictures = process.env["PICTURES"];
const rows = (page: Page) => page.getByRole("table", { name: "People" }).getByRole("row");
const head = (page: Page, name: string) => page.getByRole("columnheader", { name });
/** The addresses of the people in the list, as they stand. */
const addresses = async (page: Page) =>
  (await rows(page).allInnerTexts()).flatMap((text) => /\S+@acme\.example/.exec(text) ?? []);

test.beforeEach(async ({ sandbox }) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const call = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${sandbox.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as { id: string };
  };
  const company = await call("POST", "/companies", { name: "Acme Works" });
  const department = await call("POST", "/departments", { name: "Logistics" });
  const group = await call("POST", "/groups", { name: "First aid" });
  await call("POST", "/users", {
    ...{ email: "m.adams@acme.example", firstName: "Zoë", lastName: "Adams", employeeId: "0042" },
    ...{ company: company.id, department: department.id, groups: [group.id], start: true },
  });
  await call("POST", "/users", { email: "a.young@acme.example", firstName: "ben", lastName: "Young" });
  await call("POST", "/users", {
    ...{ email: "z.brown@acme.example", firstName: "Ada", lastName: "Brown", company: company.id },
  });
});

test("the list stands in the order of name, address or addition, by mouse and by keyboard, also after a reload", async ({
  page,
}) => {
  await new Portal(page).signIn(owner, "/portal/people");
  await expect(head(page, "E-mail")).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await addresses(page))[0]).toBe("a.young@acme.example");
  await head(page, "Name").getByRole("button").click();
  await expect(head(page, "Name")).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=name/);
  // As the names are read, whatever their case.
  const byName = ["z.brown@acme.example", "a.young@acme.example", owner, "m.adams@acme.example"];
  await expect.poll(() => addresses(page)).toEqual(byName);
  await head(page, "Name").getByRole("button").press("Enter");
  await expect(head(page, "Name")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => addresses(page)).toEqual([...byName].reverse());
  await page.reload();
  await expect(head(page, "Name")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => addresses(page)).toEqual([...byName].reverse());
  await head(page, "Added").getByRole("button").click();
  await expect(head(page, "Added")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(async () => (await addresses(page))[0]).toBe("z.brown@acme.example");
  await expect(head(page, "Standing")).not.toHaveAttribute("aria-sort", /.*/);
  await expectAccessible(page);
});

test("columns are chosen by keyboard, kept in this browser, and passed on with the address", async ({
  page,
  browser,
  baseURL,
}) => {
  await new Portal(page).signIn(owner, "/portal/people");
  await expect(head(page, "Company")).toHaveCount(0);
  await page.getByRole("button", { name: "Choose columns" }).press("Enter");
  const choice = (name: string) => page.getByRole("menuitemcheckbox", { name });
  await expect(choice("E-mail")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(choice("Employee ID")).toBeFocused();
  await page.keyboard.press("Enter");
  for (const name of ["Company", "Department", "Groups", "Language"]) await choice(name).click();
  await choice("Onboarded").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Choose columns" })).toBeFocused();
  await expect(page).toHaveURL(/columns=email%2CemployeeId%2Ccompany/);
  const zoe = rows(page).filter({ hasText: "Zoë Adams" });
  for (const text of ["0042", "Acme Works", "Logistics", "First aid", "English"])
    await expect(zoe).toContainText(text);
  await expect(head(page, "Onboarded")).toHaveCount(0);
  await expectAccessible(page);
  const shared = page.url();

  await page.goto("/portal/people");
  await expect(head(page, "Company")).toBeVisible();
  await expect(page).toHaveURL(/columns=/);

  // Somebody else who follows the address sees the same, and keeps their own.
  const other = await browser.newContext({ baseURL: baseURL!, ignoreHTTPSErrors: true });
  const there = await other.newPage();
  await new Portal(there).signIn(owner, "/portal/people");
  await expect(head(there, "Company")).toHaveCount(0);
  await there.goto(shared);
  await expect(head(there, "Company")).toBeVisible();
  await there.goto("/portal/people");
  await expect(head(there, "Onboarded")).toBeVisible();
  await expect(head(there, "Company")).toHaveCount(0);
  await other.close();

  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("menuitem", { name: "As usual" }).click();
  await expect(head(page, "Company")).toHaveCount(0);
  await expect(page).not.toHaveURL(/columns=/);
});

test("who lacks a company or a department is found", async ({ page }) => {
  await new Portal(page).signIn(owner, "/portal/people?without=department&sort=name");
  await expect(page.getByRole("button", { name: "Missing: Department" })).toBeVisible();
  await expect.poll(() => addresses(page)).toEqual(["z.brown@acme.example", "a.young@acme.example", owner]);
  await page.getByRole("button", { name: "Missing: Department" }).click();
  await page.getByRole("menuitemradio", { name: "Company" }).click();
  await expect.poll(() => addresses(page)).toEqual(["a.young@acme.example", owner]);
  await expect(head(page, "Name")).toHaveAttribute("aria-sort", "ascending");
});

test("who has not reported for long is found, and when everybody did is a column", async ({
  page,
  sandbox,
}) => {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/token", {
    email: "m.adams@acme.example",
  });
  await sandbox.call("/api/v1/reports", { subject: "Parcel" }, { Authorization: `Bearer ${token}` });
  // It is noted a moment later.
  const admin = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const found = () =>
    sandbox.call<{ total: number }>("/api/v1/users?reportedWithinDays=1", undefined, {
      Authorization: `Bearer ${admin.token}`,
    });
  await expect.poll(async () => (await found()).total).toBe(1);
  await new Portal(page).signIn(owner, "/portal/people?columns=email,lastReportAt&sort=name");
  const zoe = rows(page).filter({ hasText: "Zoë Adams" });
  await expect(head(page, "Last report")).toBeVisible();
  await expect(zoe.getByRole("time")).toHaveCount(1);
  await page.getByRole("button", { name: "More filters" }).click();
  const choose = async (button: string, choice: string) => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.getByRole("menuitemradio", { name: choice, exact: true }).click();
  };
  await choose("Last report", "Never");
  await expect.poll(() => addresses(page)).toEqual(["z.brown@acme.example", "a.young@acme.example", owner]);
  await expect(page).toHaveURL(/lastReport=never/);
  await choose("Last report: Never", "In the last 7 days");
  await expect.poll(() => addresses(page)).toEqual(["m.adams@acme.example"]);
  await expect(page).toHaveURL(/reportedWithinDays=7/);
  await expect(page).not.toHaveURL(/lastReport=/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove filter Last report" }).click();
  await expect.poll(() => addresses(page)).toHaveLength(4);
});

for (const [colorScheme, width, language] of [
  ["light", 1366, "en"],
  ["dark", 1920, "nl"],
  ["light", 390, "nl"],
] as const)
  test(`with many columns or few it has no accessibility findings: ${colorScheme}, ${width}, ${language}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, "/portal/people");
    await page.setViewportSize({ width, height: 860 });
    await page.evaluate((chosen) => localStorage.setItem("firstcatch.portal.language", chosen), language);
    for (const [name, search] of [
      ["usual", ""],
      [
        "all",
        "?columns=email,employeeId,company,department,functions,groups,language,standing,startMethod,startedAt,onboardedAt,lastReportAt,added&sort=-name",
      ],
      ["few", "?columns=standing,company"],
    ]) {
      await page.goto(`/portal/people${search}`);
      await expect(
        portal.person("m.adams@acme.example").or(page.getByText("Zoë Adams")).first(),
      ).toBeVisible();
      await expectAccessible(page);
      if (pictures)
        await page.screenshot({ path: `${pictures}/list-${name}-${colorScheme}-${width}-${language}.png` });
    }
    if (width < 640) {
      await expect(page.getByRole("table")).toHaveCount(0);
      await page.getByRole("button", { name: "Volgorde" }).click();
      await page.getByRole("menuitemradio", { name: "Naam, Z tot A" }).click();
      await expect(page).toHaveURL(/sort=-name/);
      await expect(page.getByRole("list", { name: "Mensen" }).getByRole("listitem").first()).toContainText(
        "Zoë Adams",
      );
    } else if (pictures) {
      await page.getByRole("button", { name: /columns|kolommen/i }).click();
      await page.screenshot({ path: `${pictures}/list-menu-${colorScheme}-${width}-${language}.png` });
    }
  });
