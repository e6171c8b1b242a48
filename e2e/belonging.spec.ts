import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures/sandbox.ts";
import type { SandboxProcess } from "./fixtures/sandbox-process.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const card = (page: Page) => page.getByRole("region", { name: "Belongs to", exact: true });
const edit = (page: Page) => page.getByRole("button", { name: "Edit: Belongs to" });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true });
const dialog = (page: Page) => page.getByRole("alertdialog");

/** The API as a script of the owner's uses it. */
async function scripts(sandbox: SandboxProcess) {
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const headers = { Authorization: `Bearer ${token}` };
  const make = async (where: string, body: object) =>
    (await sandbox.call<{ id: string }>(`/api/v1/${where}`, body, headers)).id;
  const change = async (where: string, body: object) => {
    const answer = await fetch(new URL(`/api/v1/${where}`, sandbox.url), {
      method: "PATCH",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
  const person = (name: string, more: object = {}) =>
    make("users", { email: `${name}@acme.example`, firstName: name, lastName: "Rowe", ...more });
  return { make, change, person };
}
/** Types into a field that chooses out of a list, and takes what is left. */
async function choose(field: Locator, typed: string, name: string): Promise<void> {
  await field.click();
  await field.fill(typed);
  await field.page().getByRole("option", { name, exact: true }).click();
}
const field = (within: Locator, name: string) => within.getByRole("combobox", { name });

test("what a person belongs to is changed in place, taken away again, and leads to all who belong there", async ({
  page,
  sandbox,
}) => {
  const { make, person } = await scripts(sandbox);
  await make("companies", { name: "Acme Holding" });
  await make("departments", { name: "Sales" });
  await make("departments", { name: "Café and catering" });
  const [first, second] = [
    await make("groups", { name: "First floor" }),
    await make("groups", { name: "Pilot" }),
  ];
  const id = await person("first", { groups: [first] });
  await person("second", { groups: [second] });
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${id}`);
  await expect(card(page)).toContainText("Companynone");
  await expect(card(page)).toContainText("GroupsFirst floor");
  await expect(card(page)).toContainText("Managerno");

  await edit(page).click();
  await choose(field(card(page), "Department"), "cafe", "Café and catering");
  await choose(field(card(page), "Groups"), "pil", "Pilot");
  await card(page).getByRole("checkbox", { name: "Manager" }).check();
  await portal.expectAccessible();
  await save(page).click();
  await expect(edit(page)).toBeFocused();
  await expect(card(page)).toContainText("DepartmentCafé and catering");
  await expect(card(page)).toContainText("GroupsFirst floorPilot");
  await expect(card(page)).toContainText("Manageryes");
  const history = page.getByRole("list", { name: "All that happened" });
  await expect(history).toContainText("Department");

  await edit(page).click();
  await field(card(page), "Department").click();
  await page.getByRole("option", { name: "None", exact: true }).click();
  await card(page)
    .getByRole("listbox", { name: "Groups" })
    .getByRole("option", { name: "First floor" })
    .click();
  await save(page).click();
  await expect(card(page)).toContainText("Departmentnone");
  await expect(card(page).getByRole("link")).toHaveText(["Pilot"]);
  await card(page).getByRole("link", { name: "Pilot" }).click();
  await expect(page).toHaveURL(new RegExp(`people\\?group=${second}`));
  await expect(portal.person("first@acme.example")).toBeVisible();
  await expect(portal.person("second@acme.example")).toBeVisible();
});

test("two who place the same person see both places by name; what was archived stays with who has it", async ({
  page,
  sandbox,
}) => {
  const { make, change, person } = await scripts(sandbox);
  const [old, mine, theirs] = [
    await make("departments", { name: "Old" }),
    await make("departments", { name: "Mine" }),
    await make("departments", { name: "Theirs" }),
  ];
  const id = await person("first", { department: old });
  await change(`departments/${old}`, { archived: true });
  const portal = new Portal(page);
  await portal.signIn(owner, `/portal/people/${id}`);
  await expect(card(page)).toContainText("DepartmentOld (archived)");
  await edit(page).click();
  await expect(field(card(page), "Department")).toHaveValue("Old (archived)");
  await choose(field(card(page), "Department"), "Mi", "Mine");
  await change(`users/${id}`, { department: theirs, firstName: "Else" });
  await save(page).click();
  await expect(card(page).getByRole("alert")).toContainText("Department: Theirs");
  await expect(card(page).getByRole("alert")).toContainText("Department: Mine");
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Save mine" }).click();
  await expect(card(page)).toContainText("DepartmentMine");
  await expect(portal.title).toHaveText("Else Rowe");
  expect(mine).not.toBe(theirs);
});

test("somebody is added to where they belong; an analyst reads it and changes nothing", async ({
  page,
  sandbox,
}) => {
  const { make, change, person } = await scripts(sandbox);
  await make("companies", { name: "Acme Holding" });
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  await dialog(page).getByRole("textbox", { name: "First name" }).fill("New");
  await dialog(page).getByRole("textbox", { name: "E-mail address" }).fill("new@acme.example");
  await dialog(page).getByRole("button", { name: "Company, department and more" }).click();
  await choose(field(dialog(page), "Company"), "hold", "Acme Holding");
  await dialog(page).getByRole("checkbox", { name: "Manager" }).check();
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("link", { name: "New", exact: true }).first().click();
  await expect(card(page)).toContainText("CompanyAcme Holding");
  await expect(card(page)).toContainText("Manageryes");
  const address = page.url();

  const analyst = await person("colleague");
  await change(`users/${analyst}`, { role: "analyst" });
  await page.goto("about:blank");
  await page.context().clearCookies();
  await portal.signIn("colleague@acme.example", address.replace(/^https:\/\/[^/]+/, ""));
  await expect(card(page)).toContainText("CompanyAcme Holding");
  await expect(edit(page)).toHaveCount(0);
});

test("a group for all whom a search finds, taken back by one press; nobody gets a second Welcome mail by it", async ({
  page,
  sandbox,
}) => {
  const { make, person } = await scripts(sandbox);
  const group = await make("groups", { name: "Pilot" });
  await person("first", { groups: [group] });
  await person("second");
  await person("third", { start: true });
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people?query=rowe");
  await page.getByRole("checkbox", { name: "Select everybody on this page" }).check();
  const act = async (action: string) => {
    await page.getByRole("toolbar").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await act("Assign group");
  await expect(field(dialog(page), "Group")).toBeFocused();
  await choose(field(dialog(page), "Group"), "pil", "Pilot");
  await expect(dialog(page)).toContainText("2 people are given this group.");
  await expect(dialog(page)).toContainText("1 × in this group already");
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Assign group" }).click();
  await expect(page.getByText("2 people were given the group.").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("2 people were taken out of the group.").first()).toBeVisible();
  await page.goto(`/portal/people?group=${group}`);
  await expect(portal.person("first@acme.example")).toBeVisible();
  await expect(portal.person("second@acme.example")).toHaveCount(0);

  await page.goto("/portal/people?query=rowe");
  await page.getByRole("checkbox", { name: "Select everybody on this page" }).check();
  await act("Resend Welcome mail");
  await expect(dialog(page)).toContainText("Nobody changes.");
  await expect(dialog(page)).toContainText("2 × not waiting for a first report");
  await dialog(page).getByRole("button", { name: "Close" }).click();
});

test("whoever would be removed with something open is switched off instead, one or several", async ({
  page,
  sandbox,
}) => {
  const { person } = await scripts(sandbox);
  for (const name of ["first", "second", "third"]) await person(name, { start: true });
  const portal = new Portal(page);
  await portal.signIn(owner, "/portal/people?query=first");
  await page.getByRole("button", { name: "Actions for first Rowe" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await dialog(page).getByRole("button", { name: "Switch off instead" }).click();
  await expect(dialog(page).getByRole("heading")).toHaveText("Switch off: first Rowe");
  await expect(dialog(page)).toContainText("1 person is switched off");
  await dialog(page).getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("1 person was switched off.").first()).toBeVisible();

  await page.goto("/portal/people?query=rowe");
  await page.getByRole("checkbox", { name: "Select everybody on this page" }).check();
  await page.getByRole("toolbar").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(dialog(page)).toContainText("Whoever may come back is better switched off");
  await portal.expectAccessible();
  await dialog(page).getByRole("button", { name: "Switch off instead" }).click();
  await expect(dialog(page)).toContainText("2 people are switched off");
  await expect(dialog(page)).toContainText("1 × switched off already");
  await dialog(page).getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("2 people were switched off.").first()).toBeVisible();
});
