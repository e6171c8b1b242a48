import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";
import { Portal } from "./pages/portal.ts";

const owner = "owner@acme.example";
const newcomer = "newcomer@acme.example";
const welcome = "Your parcel is on hold";
const paneFrame = ["iframe[title=Firstcatch]"];

test("training rolls: weeks after the Welcome mail another simulation arrives and is caught", async ({
  page,
  sandbox,
}) => {
  test.setTimeout(180_000);
  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  await fetch(`${sandbox.url}/api/v1/organization`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ joining: { anyoneCanJoin: true } }),
  });
  const mails = async () =>
    (await sandbox.call<{ subject: string }[]>(`/sandbox/mailboxes/${newcomer}/messages`)).map(
      ({ subject }) => subject,
    );
  const outlook = new Outlook(page);
  const look = (title: string) =>
    expect(outlook.pane.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 30_000 });
  const press = (name: string) => outlook.pane.getByRole("button", { name, exact: true }).click();
  const report = async (subject: string) => {
    await outlook.openMail(subject);
    await outlook.openPane();
    await look("Report this mail?");
    await press("Report");
    await look("You caught one!");
  };

  await outlook.open(newcomer);
  await outlook.openMail("New coffee machine on floor 3");
  await outlook.openPane();
  await look("Join the phishing practice");
  await press("Join");
  await expect(outlook.mail(welcome)).toBeVisible({ timeout: 60_000 });
  await report(welcome);

  const before = await mails();
  await sandbox.call("/sandbox/clock", { advance: "P22D" });
  const arrived = (await mails()).slice(0, -before.length);
  expect(arrived.length).toBeGreaterThan(0);
  await outlook.open(newcomer);
  await report(arrived[0]!);
  await expect(outlook.pane.getByText("our practice page")).toBeVisible();
  await expectAccessible(outlook.page, { within: paneFrame });
  await sandbox.call("/sandbox/clock", { reset: true });
});

test("an owner changes the rhythm against somebody else's change, and reads what will happen", async ({
  page,
  sandbox,
}) => {
  await new Portal(page).signIn(owner, "/portal/settings");
  const card = page.getByRole("region", { name: "Training programme" });
  await expect(card).toContainText("About every 2 weeks");
  await expect(card.getByRole("listitem")).toHaveText([
    "Your mailbox is about to be closed",
    "A file was shared with you: Seating plan (draft).pdf",
  ]);
  await card.getByRole("button", { name: "Edit: Training programme" }).click();
  await expectAccessible(page);
  await card.getByRole("combobox", { name: "How often" }).selectOption("every 4 weeks");
  await expect(card).toContainText("planned anew");
  await card.getByRole("checkbox", { name: /Your mailbox is about/ }).uncheck();
  await card.getByRole("checkbox", { name: /A file was shared/ }).uncheck();
  await expect(card.getByRole("status")).toHaveText("Choose one practice mail at least.");
  await card.getByRole("checkbox", { name: /A file was shared/ }).check();

  const { token } = await sandbox.call<{ token: string }>("/sandbox/admin-token", { email: owner });
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const programmes = `${sandbox.url}/api/v1/programmes`;
  const { items } = (await (await fetch(programmes, { headers })).json()) as { items: { id: string }[] };
  const theirs = await fetch(`${programmes}/${items[0]!.id}`, {
    method: "PATCH",
    headers,
    body: JSON.stringify({ everyWeeks: 3 }),
  });
  expect(theirs.status).toBe(200);
  await card.getByRole("button", { name: "Save", exact: true }).click();
  await expect(card.getByRole("alert")).toContainText("About every 3 weeks");
  await expectAccessible(page);
  await card.getByRole("button", { name: "Save mine" }).click();
  await expect(card).toContainText("About every 4 weeks");
  await expect(card).toContainText("Always the same one:");
  await page.reload();
  await expect(card).toContainText("About every 4 weeks");
  for (const width of [390, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
});
