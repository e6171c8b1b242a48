import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function ownerToken(sandbox: SandboxProcess): Promise<string> {
  return (await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner })).token;
}
/** Puts a person on the roster, as a script would. */
async function add(sandbox: SandboxProcess, name: string, more: object = {}): Promise<string> {
  const body = { email: `${name}@acme.example`, firstName: name, lastName: "Rowe", ...more };
  const { id } = await sandbox.call<{ id: string }>("/api/v1/users", body, bearer(await ownerToken(sandbox)));
  return id;
}
/** Changes a person as another admin would, beside the browser. */
async function change(sandbox: SandboxProcess, id: string, body: object): Promise<void> {
  const answer = await fetch(new URL(`/api/v1/users/${id}`, sandbox.url), {
    method: "PATCH",
    headers: { "Content-Type": "application/json", ...bearer(await ownerToken(sandbox)) },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const who = (page: Page) => card(page, "Who this is");
const timeline = (page: Page) => page.getByRole("list", { name: "All that happened" });
const edit = (page: Page) => page.getByRole("button", { name: "Edit: Who this is" });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true });
const dialog = (page: Page) => page.getByRole("alertdialog");

test("from the list by keyboard to a person, who is started, catches nothing yet, and is told of in order", async ({
  page,
  sandbox,
}) => {
  await add(sandbox, "first");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people?query=first");
  await page.getByRole("link", { name: "first Rowe" }).focus();
  await page.keyboard.press("Enter");
  await expect(portal.title).toHaveText("first Rowe");
  await expect(card(page, "Standing")).toContainText("Restart training: not started yet");
  await expect(card(page, "Simulations")).toContainText("No simulation yet.");
  await expect(timeline(page).getByRole("listitem")).toHaveText([/^Added/]);
  await portal.expectAccessible();

  await page.getByRole("button", { name: "Start training" }).click();
  await dialog(page).getByRole("button", { name: "Start training" }).click();
  await expect(page.getByText("1 person was started.").first()).toBeVisible();
  await expect(card(page, "Simulations")).toContainText("Not reported yet");
  const way = page.getByRole("list", { name: "How far first Rowe is" });
  await expect(way.getByRole("listitem")).toHaveText([
    /Started(Today|Yesterday)/,
    /Welcome mail accepted(Today|Yesterday)/,
    /Onboardednot yet/,
  ]);
  await expect(timeline(page).getByRole("listitem")).toHaveText([
    /^Welcome mail accepted.*mail server/,
    /^Training started.*Owner, Owner$/,
    /^Added/,
  ]);
  await page.getByRole("button", { name: "All people" }).click();
  await expect(page).toHaveURL(/people\?query=first/);
});

test("two admins change the same: the second sees both values and chooses; what is elsewhere is kept", async ({
  page,
  sandbox,
}) => {
  const id = await add(sandbox, "first");
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${id}`);
  await edit(page).click();
  await expect(page.getByRole("textbox", { name: "First name" })).toBeFocused();
  await page.getByRole("textbox", { name: "First name" }).fill("Mine");
  await page.getByRole("textbox", { name: "E-mail address" }).fill("renamed@acme.example");
  await change(sandbox, id, { firstName: "Theirs", lastName: "Changed" });
  await save(page).click();
  await expect(page.getByText("Somebody changed the same in the meantime.")).toBeVisible();
  await expect(who(page).getByRole("alert")).toContainText("First name: Theirs");
  await expect(who(page).getByRole("alert")).toContainText("First name: Mine");
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Keep what is saved" }).click();
  await expect(edit(page)).toBeFocused();
  await expect(portal.title).toHaveText("Theirs Changed");
  await expect(who(page)).toContainText("renamed@acme.example");
  await expect(who(page)).toContainText("Also known as");
  await expect(who(page)).toContainText("first@acme.example");
  await expect(timeline(page)).toContainText("renamed@acme.example; the former one is kept");

  // Nobody touched the same field: no question.
  await edit(page).click();
  await page.getByRole("textbox", { name: "Infix" }).fill("van");
  await change(sandbox, id, { lastName: "Again" });
  await save(page).click();
  await expect(portal.title).toHaveText("Theirs van Again");
});

test("an address that somebody has names them, with the way there", async ({ page, sandbox }) => {
  const id = await add(sandbox, "first");
  await add(sandbox, "second", { employeeId: "0042" });
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${id}`);
  await edit(page).click();
  await page.getByRole("textbox", { name: "E-mail address" }).fill("second@acme.example");
  await save(page).click();
  await expect(who(page)).toContainText("This address belongs to second Rowe.");
  await page.getByRole("textbox", { name: "E-mail address" }).fill("first@acme.example");
  await page.getByRole("textbox", { name: "Employee ID" }).fill("0042");
  await save(page).click();
  await expect(who(page)).toContainText("This employee ID belongs to second Rowe.");
  await page.getByRole("link", { name: "second Rowe" }).click();
  await expect(portal.title).toHaveText("second Rowe");
});

test("an owner gives a role, and the last owner keeps theirs", async ({ page, sandbox }) => {
  const id = await add(sandbox, "first");
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${id}`);
  await page.getByRole("button", { name: "Change role" }).click();
  await expect(dialog(page).getByRole("radio", { name: /^none/ })).toBeChecked();
  await dialog(page)
    .getByRole("radio", { name: /^Admin/ })
    .check();
  await expect(dialog(page)).toContainText("left out when all people are started at once");
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Give role: Admin" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(who(page)).toContainText("RoleAdmin");
  await expect(timeline(page)).toContainText("Role: none → Admin");

  await page.goto("/portal/people?query=owner");
  await page.getByRole("link", { name: "Owner", exact: true }).click();
  await page.getByRole("button", { name: "Change role" }).click();
  await dialog(page)
    .getByRole("radio", { name: /^Analyst/ })
    .check();
  await dialog(page).getByRole("button", { name: "Give role: Analyst" }).click();
  await expect(dialog(page)).toContainText("An organization always has an owner.");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(who(page)).toContainText("RoleOwner");
});

test("somebody is added by hand, and who is there already is shown instead", async ({ page, sandbox }) => {
  await add(sandbox, "first");
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  const field = (name: string) => dialog(page).getByRole("textbox", { name });
  await field("First name").fill("New");
  await field("Last name").fill("Comer");
  await field("E-mail address").fill("First@acme.example");
  await dialog(page).getByRole("checkbox", { name: "Start training now" }).check();
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Add and start" }).click();
  await expect(dialog(page)).toContainText("This address belongs to first Rowe.");
  await field("E-mail address").fill("someone@other.example");
  await dialog(page).getByRole("button", { name: "Add and start" }).click();
  await expect(dialog(page)).toContainText("The address must lie in one of your domains");
  await field("E-mail address").fill("brand.new@acme.example");
  await dialog(page).getByRole("button", { name: "Add and start" }).click();
  await expect(page.getByText("New Comer was added and gets one Welcome mail.").first()).toBeVisible();
  await expect(portal.person("brand.new@acme.example")).toContainText("Waiting for first report");
  await page.getByRole("link", { name: "New Comer" }).first().click();
  await expect(timeline(page)).toContainText("Training started");
});

test("an analyst reads everything and is offered nothing; who is not there is told so", async ({
  page,
  sandbox,
}) => {
  const [id, analyst] = [await add(sandbox, "first"), await add(sandbox, "colleague")];
  await change(sandbox, analyst, { role: "analyst" });
  const portal = new Portal(page);
  await portal.signIn("colleague@acme.example", `/portal/people/${id}`);
  await expect(portal.title).toHaveText("first Rowe");
  await expect(card(page, "Standing")).toContainText("Your role may look, not change.");
  await expect(edit(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Start training" })).toHaveCount(0);
  await page.goto("/portal/people/nobody");
  await expect(portal.title).toHaveText("Nobody is here");
  await portal.expectAccessible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the page of one person has no accessibility findings in ${colorScheme}, from a phone to a wide screen`, async ({
    page,
    sandbox,
  }) => {
    const id = await add(sandbox, "first", { start: true, employeeId: "008150", language: "nl" });
    await change(sandbox, id, { email: "renamed@acme.example" });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const portal = new Portal(page);
    await portal.signIn(owner, `/portal/people/${id}`);
    for (const width of [1920, 1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(timeline(page)).toContainText("Added");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await portal.expectAccessible();
      await edit(page).click();
      await portal.expectAccessible();
      await page.keyboard.press("Escape");
      await expect(edit(page)).toBeFocused();
    }
  });
