import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import { badTokens, tokenSigner } from "../auth/testing/bad-tokens.ts";
import { clientId, startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
/** By what it is. */
const employeeTokens = new Map<string, string>();
const apiTokens = new Map<string, string>();
const cookies = new Map<string, string>();

/** How many documents each collection holds, and when a person or a setting was last written. */
async function everything(): Promise<Record<string, unknown>> {
  const counts: Record<string, unknown> = {};
  for (const { name } of await test.deps.connection.db!.listCollections().toArray()) {
    const collection = test.deps.connection.db!.collection(name);
    const newest = await collection.find().sort({ updatedAt: -1 }).limit(1).toArray();
    counts[name] = [await collection.countDocuments(), newest[0]?.["updatedAt"] as unknown];
  }
  return counts;
}

async function adminGone(name: string, changes: object): Promise<void> {
  const at = test.clock.now();
  const { users, apiTokens: store } = test.deps;
  const email = `${name.replaceAll(" ", "-")}@acme.example`;
  const user = await users.insert(
    { organization: acme.id, email, firstName: "", lastName: "", role: "owner" },
    at,
  );
  apiTokens.set(name, (await store.create(acme.id, user._id, "tests", at)).token);
  await users.update(user, changes, at);
}

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  const signer = await tokenSigner({
    keys: test.keys,
    tid: acme.tid,
    issuer: test.deps.config.identity.issuer,
    clientId,
    audience: clientId,
  });
  for (const [name, , make] of badTokens) employeeTokens.set(name, await make(signer));
  employeeTokens.set(
    "of a tenant that is not registered",
    await signer.sign({
      tid: "88888888-1111-4111-8111-111111111111",
      iss: signer.issuerOf("88888888-1111-4111-8111-111111111111"),
    }),
  );
  employeeTokens.set("an API token", acme.ownerToken);

  const good = acme.ownerToken;
  const middle = Math.floor(good.length / 2);
  const swapped = good.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase());
  apiTokens
    .set("empty", "")
    .set("the prefix alone", "fc_")
    .set("cut off", good.slice(0, -1))
    .set("half", good.slice(0, middle))
    .set("lengthened", `${good}A`)
    .set("with padding", `${good}=`)
    .set("in another case", swapped)
    .set("in capitals", good.toUpperCase())
    .set("without its prefix", good.slice(3))
    .set("twice", `${good}${good}`)
    .set("an employee's access token", await acme.tokenOf("newcomer@acme.example"))
    .set("the owner's own access token", await acme.tokenOf("owner@acme.example"));
  const at = test.clock.now();
  const revoked = await test.deps.apiTokens.create(acme.id, acme.ownerId, "old", at);
  await test.deps.transact((tx) => test.deps.apiTokens.revoke(acme.id, acme.ownerId, revoked._id, at, tx));
  apiTokens.set("revoked", revoked.token);
  await adminGone("removed admin", { removedAt: at });
  await adminGone("deactivated admin", { active: false });
  await adminGone("demoted admin", { role: undefined });

  cookies
    .set("empty", "__Host-fc=")
    .set("not signed", "__Host-fc=some-session")
    .set("with a wrong signature", "__Host-fc=s%3Asome-session.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    .set("of another name", "fc=s%3Asome-session.AAAA")
    .set("twice", "__Host-fc=a; __Host-fc=b")
    .set("an operator", "__Host-fc[$ne]=x")
    .set("a broken escape", "__Host-fc=s%3A%E0%A4%A.%")
    .set("long", `__Host-fc=s%3A${"x".repeat(7000)}`);
});
afterAll(() => test.stop());

const call = ({ method, path }: { method: "get" | "post" | "patch" | "put" | "delete"; path: string }) =>
  test.request()[method](path.replace(":id", acme.ownerId));
const all = Object.entries(endpoints).map(([name, endpoint]) => ({ name, ...endpoint }));

/** A body that the route would take from somebody with rights, so that only the guard stands between. */
const bodies: Record<string, object> = {
  CreateReport: { subject: "Suspicious" },
  UpdateOrganization: { joining: { anyoneCanJoin: true } },
  UpdateUser: { firstName: "Stranger" },
  MergeUsers: { other: "stranger" },
  UndoMerge: {},
  CreateUser: { email: "stranger@acme.example" },
  CreateCompany: { name: "Strangers" },
  UpdateCompany: { name: "Strangers" },
  CreateDepartment: { name: "Strangers" },
  UpdateDepartment: { name: "Strangers" },
  CreateFunction: { name: "Strangers" },
  UpdateFunction: { name: "Strangers" },
  CreateCostCentre: { name: "Strangers" },
  UpdateCostCentre: { name: "Strangers" },
  CreateGroup: { name: "Strangers" },
  UpdateGroup: { name: "Strangers" },
  CreateApiToken: { name: "stranger" },
};

describe("a bad sign-in opens no route and changes nothing", () => {
  it.each(all.filter(({ caller }) => caller === "employee"))(
    "$name, with every kind of bad access token",
    async (endpoint) => {
      const before = await everything();
      const codes = new Map(badTokens.map(([name, code]) => [name, code as string]));
      const verdicts = await Promise.all(
        [...employeeTokens].map(async ([name, token]) => {
          const answer = await call(endpoint)
            .set("Authorization", `Bearer ${token}`)
            .send(bodies[endpoint.name]);
          return [name, answer.status, (answer.body as Problem).code];
        }),
      );
      expect(verdicts).toEqual(
        [...employeeTokens.keys()].map((name) => [
          name,
          401,
          codes.get(name) ?? (name === "an API token" ? "unauthenticated" : "tenant_not_registered"),
        ]),
      );
      expect(await everything()).toEqual(before);
    },
  );

  it.each(all.filter(({ caller }) => caller === "admin"))(
    "$name, with every kind of bad API token, access token and cookie",
    async (endpoint) => {
      const before = await everything();
      const asked = [
        ...[...apiTokens, ...employeeTokens]
          .filter(([name]) => name !== "an API token")
          .map(([name, token]) => [name, "Authorization", `Bearer ${token}`] as const),
        ...[...cookies].map(([name, cookie]) => [`cookie ${name}`, "Cookie", cookie] as const),
        [
          "basic",
          "Authorization",
          `Basic ${Buffer.from(`x:${acme.ownerToken}`).toString("base64")}`,
        ] as const,
        ["without a scheme", "Authorization", acme.ownerToken] as const,
        ["in the wrong header", "X-Api-Key", acme.ownerToken] as const,
      ];
      const verdicts = await Promise.all(
        asked.map(async ([name, header, value]) => {
          const answer = await call(endpoint)
            .set(header, value)
            .set("X-Firstcatch", "1")
            .send(bodies[endpoint.name]);
          return [name, answer.status, (answer.body as Problem).code];
        }),
      );
      expect(verdicts).toEqual(asked.map(([name]) => [name, 401, "unauthenticated"]));
      expect(await everything()).toEqual(before);
    },
  );

  it("and a token in the address of a page is no sign-in", async () => {
    for (const name of ["access_token", "token", "api_key"])
      await test.request().get(`/api/v1/users?${name}=${acme.ownerToken}`).expect(401);
  });

  it("while the good ones open", async () => {
    await call(endpoints.ListUsers).set("Authorization", `Bearer ${acme.ownerToken}`).expect(200);
    await call(endpoints.GetMe)
      .set("Authorization", `Bearer ${apiTokens.get("an employee's access token")!}`)
      .expect(200);
  });
});
