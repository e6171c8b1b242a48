import mongoose from "mongoose";
import { expect, type Route, test as base } from "@playwright/test";
import { type SandboxProcess, startSandboxProcess } from "./fixtures/sandbox-process.ts";
import { expectAccessible } from "./pages/accessible.ts";
import { PaneLooks } from "./pages/pane-looks.ts";

const owner = "owner@acme.example";
const welcome = "Your parcel is on hold";
const minutes = "Minutes of the meeting";
const prize = "You have won a voucher";

/** One sandbox for all tests: each has people of its own, and what a test switches it switches back. */
interface Machine extends SandboxProcess {
  /** Writes into the product's database what would take days, or a mail server that misbehaves, to come about. */
  db: mongoose.mongo.Db;
  joining: (open: boolean) => Promise<void>;
  token: (email: string) => Promise<string>;
  /** Two mails for a person, nothing else. */
  give: (email: string, ...subjects: string[]) => Promise<void>;
  join: (email: string) => Promise<void>;
  mails: (email: string) => Promise<{ id: string; subject: string }[]>;
}

const test = base.extend<object, { machine: Machine }>({
  machine: [
    async ({}, use) => {
      const sandbox = await startSandboxProcess({ LOG_LEVEL: "warn" });
      const connection = await mongoose.createConnection(await sandbox.mongodbUri()).asPromise();
      if (!connection.db) throw new Error("There is no connection to the sandbox's database.");
      const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
      const tokenOf = async (path: string, email: string) =>
        (await sandbox.call<{ token: string }>(path, { email })).token;
      const machine: Machine = {
        ...sandbox,
        db: connection.db,
        async joining(anyoneCanJoin) {
          const answer = await fetch(`${sandbox.url}/api/v1/organization`, {
            method: "PATCH",
            headers: {
              ...bearer(await tokenOf("/sandbox/admin-token", owner)),
              "Content-Type": "application/json",
            },
            body: JSON.stringify({ joining: { anyoneCanJoin } }),
          });
          expect(answer.status).toBe(200);
        },
        token: (email) => tokenOf("/sandbox/token", email),
        async give(email, ...subjects) {
          for (const subject of subjects)
            await sandbox.call("/sandbox/mailboxes/facilities@acme.example/send", {
              to: email,
              subject,
              text: "It makes tea as well.",
            });
        },
        mails: (email) => sandbox.call(`/sandbox/mailboxes/${email}/messages`),
        async join(email) {
          await sandbox.call("/api/v1/me/join", {}, bearer(await tokenOf("/sandbox/token", email)));
          await expect
            .poll(async () => (await machine.mails(email)).map(({ subject }) => subject))
            .toContainEqual(expect.stringContaining(welcome));
        },
      };
      await machine.joining(true);
      await use(machine);
      await connection.close();
      await sandbox.dispose();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ machine }, use) => use(machine.httpsUrl),
});
test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" } });
test.describe.configure({ timeout: 240_000 });

test("join, the ways of the Welcome mail, the first catch, and what comes after it", async ({
  page,
  machine,
}) => {
  const email = "joins@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes, prize);
  await pane.open(email, minutes);
  await pane.check("join", "join.title", "join.join");
  await pane.press("join.join");
  await pane.expectTitle(/Your Welcome mail is (queued|sent)/);
  // After a press the new title has the focus; what comes by itself is said, and takes no focus away.
  await expect(pane.title).toBeFocused();
  const footer = pane.outlook.pane.getByRole("contentinfo").getByRole("button");
  await footer.focus();
  await pane.expectTitle("welcomeSent.title");
  await expect(pane.outlook.pane.locator("[aria-live=polite]")).toHaveText("Your Welcome mail is sent");
  await expect(footer).toBeFocused();
  await pane.check("welcome-sent", "welcomeSent.title", null);

  const user = await machine.db.collection("users").findOne({ email });
  const turns = async (change: Record<string, unknown>) => {
    await machine.db.collection("outbox").updateOne({ user: user?._id }, { $set: change });
    await pane.openPane();
  };
  const soon = new Date(Date.now() + 3600_000);
  await turns({ state: "queued", dueAt: soon });
  await pane.check("welcome-queued", "welcomeQueued.title", null);
  await turns({ state: "inDoubt" });
  await pane.check("welcome-in-doubt", "welcomeInDoubt.title", null);
  await turns({ state: "refused" });
  await pane.check("welcome-refused", "welcomeRefused.title", null);
  await turns({ state: "refused", createdAt: new Date(Date.now() - 25 * 3600_000) });
  await pane.check("welcome-refused-copy", "welcomeRefused.title", "welcome.sendCopy");
  await pane.press("welcome.sendCopy");
  await expect(pane.outlook.pane.getByText("A copy is on its way.").first()).toBeVisible();
  await pane.check("welcome-copy", "welcomeQueued.title", null);

  await pane.select(welcome);
  await pane.openPane();
  await pane.check("report", "report.title", "report.report");
  await pane.press("report.report");
  await pane.check("caught", "caught.title", "caught.continue");
  await pane.press("caught.continue");
  await pane.check("onboarded", "onboarded.title", "common.backToMail");
  await pane.outlook.pane.getByRole("button", { name: "See the four clues again" }).click();
  await pane.check("clues", { en: "The four clues", nl: "De vier aanwijzingen" }, "common.back");
  await pane.press("common.back");
  await pane.press("common.backToMail");
  await expect(page.locator("iframe[title=Firstcatch]")).toHaveCount(0);
  await pane.openPane();
  await pane.press("report.report");
  await pane.check("already", "already.title", "common.done");
});

test("joining is closed; a report is taken all the same", async ({ page, machine }) => {
  const email = "early@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await machine.joining(false);
  try {
    await pane.open(email, minutes);
    await pane.check("closed", "closed.title", "common.reportThisMail");
    await pane.press("closed.why");
    await pane.check("why-closed", "whyClosed.title", "common.back");
    await pane.press("common.back");
    await pane.press("common.reportThisMail");
    await pane.press("report.when");
    await pane.check("when-to-report", "whenToReport.title", "common.back");
    await pane.press("common.back");
    await pane.press("common.reportThisMail");
    await pane.press("report.report");
    await pane.check("thanks", "thanks.title", "common.done");
    await pane.press("footer.reporting");
    await pane.check("data", "data.title", "common.back");
  } finally {
    await machine.joining(true);
  }
});

test("a report that cannot be sent is kept, offered again beside other mails, and sent once", async ({
  page,
  machine,
}) => {
  const email = "offline@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes, prize);
  await machine.join(email);
  await pane.open(email, minutes);
  await page.evaluate(() => window.mailbox?.pin(true));

  const held: Route[] = [];
  await page.route("**/api/v1/reports", (route) => void held.push(route));
  /** What becomes of the request that is held, once there is one: the pane tells of sending before. */
  const answer = async (act: (route: Route) => Promise<void>) => {
    await expect.poll(() => held.length).toBe(1);
    await act(held.pop()!);
  };
  await pane.press("report.report");
  await pane.check("sending", "sending.title", null);
  // The pinned pane goes on to another mail, and what was reported stays what was reported.
  await pane.select(prize);
  await pane.expectTitle("report.title");
  await answer((route) => route.abort("internetdisconnected"));
  await expect(pane.outlook.pane.getByText(`Your report of “${minutes}” is kept`).first()).toBeVisible();
  await pane.check("report-waiting", "report.title", "report.report");
  await pane.select(minutes);
  await pane.check("kept", "kept.title", "common.tryAgain");

  await pane.press("common.tryAgain");
  await pane.expectTitle("sending.title");
  await answer((route) => route.fulfill({ status: 500, body: "" }));
  await pane.check("kept-server", "kept.title", "common.tryAgain");
  await page.unroute("**/api/v1/reports");
  await pane.select(prize);
  await pane.press("kept.sendNow");
  await expect(pane.outlook.pane.getByText(`Your report of “${minutes}” has arrived.`).first()).toBeVisible();
  await pane.select(minutes);
  await pane.expectTitle("thanks.title");
  const reports = await machine.db.collection("reports").find({ "reporter.address": email }).toArray();
  expect(reports.map(({ subject }) => subject as string)).toEqual([minutes]);
});

test("a colleague's simulation, and a mail of our own", async ({ page, machine }) => {
  const first = "caught-first@acme.example";
  const second = "passed-on@acme.example";
  const pane = new PaneLooks(page);
  await machine.join(first);
  await machine.join(second);
  const [theirs] = (await machine.mails(first)).filter(({ subject }) => subject.startsWith(welcome));
  await machine.call(`/sandbox/mailboxes/${first}/send`, {
    to: second,
    subject: "Fw: Your parcel",
    text: "Is this real?",
    attach: theirs?.id,
  });
  await pane.open(second, "Fw: Your parcel");
  await pane.press("report.report");
  await pane.check("colleague", "colleague.title", "common.done");

  // Passed on by its text alone, in an Outlook that can read nothing but bodies.
  const raw = await fetch(`${machine.url}/sandbox/mailboxes/${first}/messages/${theirs?.id ?? ""}.eml`);
  const link = /https?:\S+\/learn\/[\w-]{43}/.exec((await raw.text()).replace(/=\r?\n/g, ""))?.[0];
  await machine.call(`/sandbox/mailboxes/${first}/send`, {
    to: second,
    subject: "Fw: as text",
    text: `They sent me this: ${link ?? ""}`,
  });
  await page.evaluate(() => window.mailbox?.misread({ headers: "refused", file: "empty" }));
  await pane.select("Fw: as text");
  await pane.openPane();
  await pane.press("report.report");
  await pane.expectTitle("colleague.title");

  const forward = async () =>
    (await machine.mails("security@acme.example")).find(({ subject }) => subject.includes("Fw: Your parcel"))
      ?.subject;
  await expect.poll(forward, { timeout: 30_000 }).toBeTruthy();
  await machine.join("security@acme.example");
  await pane.open("security@acme.example", (await forward()) ?? "");
  await pane.press("report.report");
  await pane.check("our-own", "ourOwn.title", "common.done");
});

test("signing in takes long, fails, and works at last; the report made meanwhile goes out", async ({
  page,
  machine,
}) => {
  const email = "signed-out@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await page.route("**/sandbox/token", () => undefined);
  await pane.open(email, minutes);
  await pane.check("starting", "starting.title", "common.reportThisMail");
  await page.unroute("**/sandbox/token");
  await page.evaluate(() => window.mailbox?.failSignIn("PERSISTENT_ERROR", { times: 1000 }));
  await pane.openPane();
  await pane.check("no-sign-in", "noSignIn.title", "noSignIn.signIn");
  await pane.press("common.reportThisMail");
  await pane.press("report.report");
  await pane.check("kept-sign-in", "kept.title", "noSignIn.signIn");
  await pane.press("noSignIn.signIn");
  await expect(pane.outlook.pane.getByText("That did not work just now").first()).toBeVisible();
  await page.evaluate(() => window.mailbox?.failSignIn(null));
  await pane.press("noSignIn.signIn");
  await pane.expectTitle("thanks.title");
});

test("an Outlook that cannot sign in to add-ins says what can be done instead", async ({ page, machine }) => {
  const email = "old-outlook@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await pane.outlook.open(email);
  await page.evaluate(() => window.mailbox?.setRequirementSets({ Mailbox: "1.3" }));
  await pane.select(minutes);
  await pane.openPane();
  await pane.check("sign-in-unavailable", "signIn.unavailable.title", null);
});

test("signing in by a window is asked for; closed, picked as somebody else and picked anew", async ({
  page,
  machine,
}) => {
  const email = "by-window@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await pane.outlook.open(email, "?level=1.8");
  await pane.select(minutes);
  await pane.openPane();
  await pane.check("sign-in-by-window", "signIn.asked.title", "noSignIn.signIn");
  const windowOf = async (key: "noSignIn.signIn" | "signIn.choose") => {
    const [opened] = await Promise.all([page.waitForEvent("popup"), pane.press(key)]);
    await expect(opened.getByRole("heading", { name: "Pick an account" })).toBeVisible({ timeout: 30_000 });
    return opened;
  };
  await (await windowOf("noSignIn.signIn")).close();
  await pane.check("sign-in-closed", "signIn.closed.title", "noSignIn.signIn");
  await (await windowOf("noSignIn.signIn")).getByRole("button", { name: owner }).click();
  await pane.check("sign-in-other-account", "signIn.otherAccount.title", "signIn.keep");
  await pane.press("signIn.keep");
  await pane.expectTitle(/Joining is closed for now|Join the phishing practice|Report this mail/);
});

test("no connection, a server that fails, and a company that is not known", async ({ page, machine }) => {
  const email = "cut-off@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await page.route("**/api/v1/me", (route) => route.abort("internetdisconnected"));
  await pane.open(email, minutes);
  await pane.check("unreachable", "unreachable.title", "common.tryAgain");
  await page.unroute("**/api/v1/me");
  await page.route("**/api/v1/me", (route) => route.fulfill({ status: 500, body: "" }));
  await pane.openPane();
  await pane.check("server-error", "serverError.title", "common.tryAgain");
  await page.unroute("**/api/v1/me");

  await machine.call("/sandbox/organizations", {
    name: "Gone",
    domain: "gone.example",
    owner: "owner@gone.example",
  });
  await machine.db.collection("organizations").updateOne({ name: "Gone" }, { $set: { tenantIds: [] } });
  await machine.give("someone@gone.example", minutes);
  await pane.open("someone@gone.example", minutes);
  await pane.check("not-registered", "notRegistered.title", "common.tryAgain");
  await pane.press("common.reportThisMail");
  await pane.press("report.report");
  await pane.check("kept-not-registered", "kept.title", "common.tryAgain");
});

test("nothing is open, and mails that can be read in part only", async ({ page, machine }) => {
  const email = "protected@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes, prize);
  await machine.join(email);
  await machine.db.collection("users").updateOne({ email }, { $set: { stage: "onboarded" } });
  await pane.open(email, null);
  await pane.check("no-mail", "noMail.title", null);
  for (const [subject, reading] of [
    [minutes, { headers: "refused", file: "refused", body: "refused" }],
    [prize, { headers: "empty", file: "empty", body: "empty" }],
  ] as const) {
    await page.evaluate((reading) => window.mailbox?.misread(reading), reading);
    await pane.select(subject);
    await pane.openPane();
    await pane.press("report.report");
    await pane.expectTitle("thanks.title");
    await expect(pane.outlook.pane.getByText("Only part of the mail could be read")).toBeVisible();
  }
  await pane.check("thanks-partial", "thanks.title", "common.done");
});

test("who is switched off or taken off the list is told so, and reports like everybody", async ({
  page,
  machine,
}) => {
  const email = "away@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await machine.join(email);
  const change = (set: Record<string, unknown>) =>
    machine.db.collection("users").updateOne({ email }, { $set: set });
  await change({ active: false });
  await pane.open(email, null);
  await pane.check("inactive", "inactive.title", null);
  await change({ removedAt: new Date(), purgeAt: new Date(Date.now() + 90 * 24 * 3600_000) });
  await pane.openPane();
  await pane.check("removed", "removed.title", null);
  await pane.select(minutes);
  await pane.openPane();
  await pane.check("report-removed", "report.title", "report.report");
  await pane.press("report.report");
  await pane.expectTitle("thanks.title");
});

test("without Outlook around it, or with one that does not answer, the pane says so", async ({
  page,
  machine,
}) => {
  const email = "silent@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await page.goto("/addin/pane");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open this in Outlook");
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("style", /dark/);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });

  await page.clock.install();
  await page.route("**/office/office.js", (route) => route.abort());
  await pane.outlook.open(email);
  await pane.select(minutes);
  await page.evaluate(() => window.mailbox?.openPane());
  await expect(pane.outlook.pane.getByRole("heading", { level: 1 })).toBeVisible();
  await page.clock.fastForward(16_000);
  await pane.check("silent", "silent.title", "silent.reload");
});

test("is worked by the keyboard from top to bottom, and at 200 % zoom no button is cut off", async ({
  page,
  machine,
}) => {
  const email = "keyboard@acme.example";
  const pane = new PaneLooks(page);
  await machine.give(email, minutes);
  await pane.open(email, minutes);
  await pane.expectTitle("join.title");
  const frame = await pane.outlook.readyFrame();
  const focused = () =>
    frame.evaluate(() => {
      const { ariaLabel, textContent } = document.activeElement ?? {};
      return ariaLabel ?? textContent;
    });
  const walk = async (count: number) => {
    const seen: (string | null | undefined)[] = [];
    for (let step = 0; step < count; step++) {
      await page.keyboard.press("Tab");
      seen.push(await focused());
    }
    return seen;
  };
  await pane.outlook.pane.getByRole("button", { name: "More" }).focus();
  expect(await walk(3)).toEqual(["Join", "Join and report this mail", "What joining means for your data"]);
  await page.keyboard.press("Enter");
  await pane.expectTitle("data.title");
  await expect(pane.title).toBeFocused();
  expect(await walk(1)).toEqual(["Back"]);
  await page.keyboard.press("Enter");
  await pane.expectTitle("join.title");
  await expect(pane.title).toBeFocused();

  // Twice as large is half the window: the picture goes first, the rest scrolls.
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(pane.outlook.pane.locator("main svg").first()).toBeHidden();
  const join = pane.outlook.pane.getByRole("button", { name: "Join", exact: true });
  await join.scrollIntoViewIfNeeded();
  await expect(join).toBeInViewport({ ratio: 1 });
  const tooWide = await frame.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(tooWide).toBe(false);
});
