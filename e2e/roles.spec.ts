import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";

/** The API as a script of the owner uses it. */
async function scripts(sandbox: SandboxProcess) {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  return async <T>(method: string, path: string, body: object): Promise<T> => {
    const answer = await fetch(new URL(`/api/v1${path}`, sandbox.url), {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as T;
  };
}

test("the roles are a table as the server asks it, reached from where a role is given, and lead to who has them", async ({
  page,
  sandbox,
}) => {
  const send = await scripts(sandbox);
  const { id } = await send<{ id: string }>("POST", "/users", {
    email: "analyst.roles@acme.example",
    firstName: "Ana",
    lastName: "Lyst",
  });
  await send("PATCH", `/users/${id}`, { role: "analyst" });
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${id}`);
  await page.getByRole("button", { name: "Change role" }).click();
  await page.getByRole("link", { name: "See what each role may do" }).click();
  await expect(portal.title).toHaveText("Roles");
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Roles" }),
  ).toHaveAttribute("aria-current", "page");

  const table = page.getByRole("table", { name: "What each role may do" });
  const cells = (permission: string) => table.getByRole("row", { name: permission }).getByRole("cell");
  await expect(cells("Give roles")).toHaveText(["Yes", "No", "No", "No"]);
  await expect(cells("Say what a reported mail is")).toHaveText(["Yes", "Yes", "Yes", "No"]);
  await expect(cells("See people and how far they are")).toHaveText([
    "Yes",
    "Yes",
    "Yes",
    "Yesown department",
  ]);
  await portal.expectAccessible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("list", { name: "Manager" }).getByRole("listitem")).toHaveText([
    "Sign in to the portal",
    "See people and how far they are",
    "See departments, functions, groups and the like",
  ]);
  await portal.expectAccessible();
  await page.setViewportSize({ width: 1280, height: 800 });

  await table.getByRole("link", { name: /^Analyst: / }).click();
  await expect(page).toHaveURL(/people\?role=analyst/);
  await expect(portal.person("analyst.roles@acme.example")).toBeVisible();
  await expect(portal.person(owner)).toBeHidden();
});

test("a manager is told what is missing, and sees the people of their department as soon as they have one, read only", async ({
  page,
  sandbox,
}) => {
  const send = await scripts(sandbox);
  const { id: department } = await send<{ id: string }>("POST", "/departments", { name: "Harbour" });
  const add = (name: string, more: object = {}) =>
    send<{ id: string }>("POST", "/users", {
      email: `${name}@acme.example`,
      firstName: name,
      lastName: "Quay",
      ...more,
    });
  const mine = await add("mine", { department });
  const stranger = await add("stranger");
  const manager = await add("colleague");
  await send("PATCH", `/users/${manager.id}`, { role: "manager" });

  const portal = new Portal(page);
  await portal.signIn("colleague@acme.example");
  await expect(portal.title).toHaveText("You belong to no department yet");
  await portal.expectAccessible();
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link")).toHaveText(["People"]);

  await send("PATCH", `/users/${manager.id}`, { department });
  await expect(portal.title).toHaveText("People");
  await expect(page.getByText("You see the people of Harbour, and nobody else.")).toBeVisible();
  await expect(portal.person("mine@acme.example")).toBeVisible();
  await expect(portal.person("stranger@acme.example")).toBeHidden();
  await expect(portal.person(owner)).toBeHidden();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add a person" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "How far they are" }).getByRole("listitem")).toHaveText([
    "2 not started",
    "0 waiting for the first report",
    "0 onboarded",
  ]);
  await portal.expectAccessible();

  await page.getByRole("link", { name: "mine Quay" }).click();
  await expect(portal.title).toHaveText("mine Quay");
  await expect(page.getByText("Your role may look, not change.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Reported mails" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Edit|Start training/ })).toHaveCount(0);
  // Who added them is told by name; the way to somebody of another department would lead to nobody.
  await expect(page.getByRole("main")).toContainText(/, owner/i);
  await expect(page.locator('main a[href*="/people/"]')).toHaveCount(0);
  await portal.expectAccessible();

  await page.goto(`/portal/people/${stranger.id}`);
  await expect(portal.title).toHaveText("Nobody is here");
  await page.goto("/portal/settings");
  await expect(portal.title).toHaveText("This page is not open to your role");
  await page.getByRole("button", { name: "To the start" }).click();
  await expect(portal.person("mine@acme.example")).toBeVisible();

  await send("PATCH", `/users/${mine.id}`, { department: null });
  await expect(portal.person("mine@acme.example")).toBeHidden();
});
