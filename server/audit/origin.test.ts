import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ListAudit } from "../../shared/contracts/audit.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { newOriginKey, openOrigin, sealOrigin } from "./origin.ts";

describe("a sealed address", () => {
  it("is read with its key alone, and never looks the same twice", () => {
    const key = newOriginKey();
    const [one, two] = [sealOrigin("2001:db8::7", key), sealOrigin("2001:db8::7", key)];
    expect(one).not.toBe(two);
    expect([openOrigin(one, key), openOrigin(two, key)]).toEqual(["2001:db8::7", "2001:db8::7"]);
    expect(openOrigin(one, newOriginKey())).toBeUndefined();
    const changed = Buffer.from(one, "base64url");
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    expect(openOrigin(changed.toString("base64url"), key)).toBeUndefined();
    expect(openOrigin("", key)).toBeUndefined();
    expect(openOrigin(sealOrigin("::ffff:192.0.2.7", key), key)).toBe("192.0.2.7");
  });
});

describe("where an admin's request came from", () => {
  let test: TestApp;
  let acme: TestOrganization;
  beforeAll(async () => {
    test = await startTestApp();
    acme = await test.organization();
  });
  afterAll(() => test.stop());

  const as = (token: string) => ({ Authorization: `Bearer ${token}` });
  const add = (email: string) =>
    test.request().post("/api/v1/users").set(as(acme.ownerToken)).send({ email }).expect(201);
  async function told(action: string) {
    await test.deps.auditChaining.run();
    const answer = await test.request().get(ListAudit.path).query({ action }).set(as(acme.ownerToken));
    return (answer.body as { items: { from?: string }[] }).items.map(({ from }) => from);
  }
  const users = () => test.deps.connection.collection("users");

  it("is told in the log, and lies in the database as nothing that could be read there", async () => {
    // Twice at once, by an owner who has no key yet: one key for both.
    await users().updateMany({}, { $unset: { auditKey: 1 } });
    await Promise.all([add("one@acme.example"), add("two@acme.example")]);
    expect(await told("user.create")).toEqual(["127.0.0.1", "127.0.0.1"]);
    const stored = await test.deps.connection.collection("audit").find().toArray();
    expect(stored.filter(({ action }) => action === "user.create")).toHaveLength(2);
    expect(JSON.stringify(stored)).not.toContain("127.0.0.1");
    // What nobody asked for came from nowhere.
    expect(await told("organization.create")).toEqual([undefined]);
  });

  it("is in no answer about a person, nor in the export of what is stored on them", async () => {
    const key = (await test.deps.users.get(acme.id, acme.ownerId)).auditKey!;
    expect(key).toHaveLength(43);
    for (const path of ["", "/profile", "/export"]) {
      const { text } = await test
        .request()
        .get(`/api/v1/users/${acme.ownerId}${path}`)
        .set(as(acme.ownerToken))
        .expect(200);
      expect(text).not.toContain(key);
    }
  });

  it("cannot be read any more once the person is gone, and the chain stays whole", async () => {
    await test.deps.connection
      .collection("audit")
      .updateOne({ action: "user.create" }, { $set: { "actor.id": "gone" } });
    await test.deps.connection.collection("audit").updateMany({}, { $unset: { n: 1, hash: 1 } });
    await test.deps.connection.collection("auditHeads").deleteMany({});
    expect((await told("user.create")).sort()).toEqual(["127.0.0.1", undefined]);
    const check = await test.request().get("/api/v1/audit/check").set(as(acme.ownerToken)).expect(200);
    expect(check.body).not.toHaveProperty("problem");
  });
});
