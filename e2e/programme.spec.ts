import { expect, test } from "./fixtures/sandbox.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { Outlook } from "./pages/outlook.ts";

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
