import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const ask = async (body: object) =>
  (
    await test
      .request()
      .post("/api/v1/users/actions")
      .set({ Authorization: `Bearer ${acme.ownerToken}` })
      .send(body)
      .expect(200)
  ).body as { leaving?: object };

describe("the summary of a removal", () => {
  it("says what is still open, proposes to switch off while something is, and tells the day of the erasure", async () => {
    const made = await Promise.all(
      ["one", "two"].map((name) =>
        test.deps.users.insert(
          { organization: acme.id, email: `${name}@acme.example`, firstName: name, lastName: "" },
          test.clock.now(),
        ),
      ),
    );
    const users = { ids: made.map(({ _id }) => _id) };
    const purgeAt = new Date(test.clock.now().getTime() + 90 * 86_400_000).toISOString();
    const summary = async () => (await ask({ action: "remove", users, dryRun: true })).leaving;
    expect(await summary()).toEqual({ simulations: 0, mails: 0, proposal: "remove", purgeAt });
    await ask({ action: "start", users });
    await test.deps.connection
      .collection("outbox")
      .updateOne({ user: users.ids[0] }, { $set: { state: "sent" } });
    expect(await summary()).toEqual({ simulations: 2, mails: 1, proposal: "deactivate", purgeAt });
    expect((await ask({ action: "deactivate", users, dryRun: true })).leaving).toBeUndefined();
    expect((await ask({ action: "remove", users })).leaving).toBeUndefined();
    const mail = await test.deps.connection.collection("outbox").findOne({ user: users.ids[1] });
    expect(mail).toMatchObject({ state: "cancelled", reason: "personRemoved" });
  });
});
