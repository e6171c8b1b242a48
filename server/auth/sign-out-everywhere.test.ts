import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { EndSessions, GetEvents, GetSession } from "../../shared/contracts/session.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { portalBrowsers, setCookieOf, type Person, type PortalBrowsers } from "./testing/portal-browser.ts";

let test: TestApp;
let acme: TestOrganization;
let browsers: PortalBrowsers;
let owner: Person;
let colleague: Person;

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  browsers = await portalBrowsers(test.deps);
  const person = (address: string) => ({ tid: acme.tid, oid: randomUUID(), preferred_username: address });
  owner = person("owner@acme.example");
  colleague = person("colleague@acme.example");
  await test.deps.users.insert(
    { organization: acme.id, email: "colleague@acme.example", firstName: "", lastName: "", role: "admin" },
    test.clock.now(),
  );
});
afterAll(async () => {
  await browsers.stop();
  await test.stop();
});

const who = (cookie: string) => browsers.request("get", GetSession.path, cookie);
const endAll = (cookie: string) =>
  browsers
    .request("post", EndSessions.path, cookie)
    .set({ "X-Firstcatch": "1", "Sec-Fetch-Site": "same-origin" });
const sessions = () => test.deps.connection.db!.collection<{ _id: string }>("sessions");
const signIn = (person: Person) => browsers.signIn("acme.example", person);

describe("signing out everywhere", () => {
  it("ends every session of the person at the next call, and nobody else's", async () => {
    const [here, there, theirs] = [await signIn(owner), await signIn(owner), await signIn(colleague)];
    const answer = await endAll(here).expect(204);
    expect(setCookieOf(answer)).toContain("Expires=Thu, 01 Jan 1970");
    for (const cookie of [here, there]) {
      const refused = await who(cookie);
      expect([refused.status, (refused.body as Problem).code]).toEqual([401, "unauthenticated"]);
    }
    await who(theirs).expect(200);
    const kept = await sessions().find().toArray();
    expect(JSON.stringify(kept)).not.toContain(acme.ownerId);
    const entries = await test.deps.audit.about(acme.id, acme.ownerId, 10);
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: "session.endAll",
        actor: { kind: "user", id: acme.ownerId, from: expect.any(String) as string },
      }),
    );
  });

  it("holds for a session that a request under way writes back afterwards", async () => {
    const [here, there] = [await signIn(owner), await signIn(owner)];
    const before = await sessions().find().toArray();
    await endAll(here).expect(204);
    for (const session of before)
      await sessions().replaceOne({ _id: session._id }, session, { upsert: true });
    await who(there).expect(401);
  });

  it("leaves API tokens as they are, lets the person sign in again, and may be asked for by a token", async () => {
    const cookie = await signIn(owner);
    await test.request().post(EndSessions.path).set("Authorization", `Bearer ${acme.ownerToken}`).expect(204);
    await who(cookie).expect(401);
    await test.request().get(GetSession.path).set("Authorization", `Bearer ${acme.ownerToken}`).expect(200);
    await who(await signIn(owner)).expect(200);
  });

  it("ends the live stream of the other browsers", async () => {
    const [here, there] = [await signIn(owner), await signIn(owner)];
    const address = await test.listen();
    const stream = await fetch(`${address}${GetEvents.path}`, { headers: { Cookie: there } });
    expect(stream.status).toBe(200);
    let ended = false;
    void stream.text().then(() => (ended = true));
    await endAll(here).expect(204);
    // The feed opens a moment after the stream; any change of people makes it look.
    const anyChange = { $set: { updatedAt: new Date() } };
    await expect
      .poll(
        async () => {
          await test.deps.users.collection.updateOne({ organization: acme.id, _id: acme.ownerId }, anyChange);
          return ended;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(true);
  });
});
