import MongoStore from "connect-mongo";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GetSession } from "../../shared/contracts/session.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { portalBrowsers, type PortalBrowsers } from "./testing/portal-browser.ts";

let test: TestApp;
let acme: TestOrganization;
let browsers: PortalBrowsers;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  browsers = await portalBrowsers(test.deps);
});
afterAll(async () => {
  await browsers.stop();
  await test.stop();
});

const sessions = () => test.deps.connection.db!.collection<{ _id: string }>("sessions");
const person = (email: string) => ({ tid: acme.tid, oid: randomUUID(), preferred_username: email });

describe("a browser that follows a redirect at once, while the database is slow", () => {
  const set = Reflect.get(MongoStore.prototype, "set") as (
    this: MongoStore,
    ...given: Parameters<MongoStore["set"]>
  ) => void;
  beforeEach(() => {
    vi.spyOn(MongoStore.prototype, "set").mockImplementation(function (this: MongoStore, ...given) {
      setTimeout(() => set.apply(this, given), 150);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  /** Signs in and is sent to this page of ours; answers the cookie. */
  async function signIn(email: string, next: string): Promise<string> {
    const begun = await browsers.hurried(`/auth/sign-in?domain=acme.example&next=${next}`);
    const back = browsers.backFrom(begun.location, person(email));
    const signedIn = await browsers.hurried(back, begun.cookie);
    expect(signedIn).toMatchObject({ status: 303, location: next });
    return signedIn.cookie;
  }

  it("is known all the way into the portal", async () => {
    const cookie = await signIn("owner@acme.example", "/portal/people");
    expect((await browsers.hurried(GetSession.path, cookie)).status).toBe(200);
  });

  it("is known where somebody looks at what became of a report", async () => {
    await signIn("newcomer@acme.example", "/reported/mail");
    expect(await sessions().countDocuments({ "session.reporter.organization": acme.id })).toBe(1);
  });

  it("is known when it comes back to the add-in's dialog", async () => {
    const challenge = "c".repeat(43);
    const begun = await browsers.hurried(
      `/auth/dialog?email=newcomer@acme.example&challenge=${challenge}&_host_Info=Outlook`,
    );
    expect(begun.status).toBe(303);
    expect(await sessions().countDocuments({ "session.dialog.challenge": challenge })).toBe(1);
  });
});
