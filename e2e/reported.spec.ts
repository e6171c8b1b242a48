import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";

const newcomer = "newcomer@acme.example";
const laptop = "Your laptop is ready";
/** Where pictures of every page go; none are made when it is not set. */
const pictures = process.env["JOIN_PICTURES"];

async function looks(page: Page, name: string): Promise<void> {
  const where = page.url().replace(/([?&])in=\w+&?/, "$1");
  for (const [language, width, scheme] of [
    ["en", 390, "light"],
    ["nl", 390, "dark"],
    ["nl", 1440, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: scheme });
    const address = new URL(where);
    address.searchParams.set("in", language);
    await page.goto(address.href);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    if (pictures) {
      await mkdir(pictures, { recursive: true });
      const file = `${name}-${language}-${width}-${scheme}.png`;
      await page.screenshot({ path: path.join(pictures, file), fullPage: true });
    }
    await expectAccessible(page);
  }
}

test("from the pane's thanks to the page that tells what the security team found", async ({
  page,
  sandbox,
}) => {
  const outlook = new Outlook(page);
  await outlook.open(newcomer);
  await outlook.openMail(laptop);
  await outlook.openPane();
  await outlook.pane.getByRole("button", { name: "Report this mail", exact: true }).click();
  await outlook.pane.getByRole("button", { name: "Report", exact: true }).click();
  await expect(outlook.pane.getByRole("heading", { name: "Thank you, security has it" })).toBeVisible();
  const receipt = await outlook.pane.getByTestId("receipt").innerText();
  const opened = page.waitForEvent("popup");
  await outlook.pane.getByRole("link", { name: "Follow this report" }).click();
  const beside = await opened;
  await expect(beside.getByRole("heading", { name: "See what became of your report" })).toBeVisible();
  await looks(beside, "report-sign-in");
  await beside.goto(new URL(`/reported/${receipt}?in=en`, sandbox.httpsUrl).href);
  await beside.getByRole("link", { name: "Sign in" }).click();
  await beside.getByRole("button", { name: newcomer }).click();
  await expect(
    beside.getByRole("heading", { name: /The security team has it|Het securityteam heeft hem/ }),
  ).toBeVisible();
  await expect(beside.getByText(receipt)).toBeVisible();
  await looks(beside, "report-open");

  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", {
    email: "owner@acme.example",
  });
  const as = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const { items } = (await (
    await fetch(new URL("/api/v1/reports", sandbox.url), { headers: as })
  ).json()) as { items: { id: string; receipt: string; version: number }[] };
  const { id, version } = items.find((item) => item.receipt === receipt)!;
  const judged = await fetch(new URL(`/api/v1/reports/${id}`, sandbox.url), {
    method: "PATCH",
    headers: { ...as, "If-Match": `"${version}"` },
    body: JSON.stringify({ verdict: "phish" }),
  });
  expect(judged.status).toBe(200);
  await beside.goto(new URL(`/reported/${receipt}?in=en`, sandbox.httpsUrl).href);
  await expect(beside.getByRole("heading", { name: "It was phishing: well spotted" })).toBeVisible();
  await looks(beside, "report-phish");
  await beside.goto(new URL("/reported/R-0000-0000?in=en", sandbox.httpsUrl).href);
  await expect(beside.getByRole("heading", { name: "There is no such report of yours" })).toBeVisible();
  await looks(beside, "report-none");
});
