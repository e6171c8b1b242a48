import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpoints } from "../../shared/contracts/index.ts";
import { Roles } from "../../shared/contracts/role.ts";
import { permissions } from "../../shared/permissions.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  const at = test.clock.now();
  for (const [name, role, changes] of [
    ["one", "admin", {}],
    ["two", "admin", {}],
    ["gone", "admin", { removedAt: at }],
    ["three", "manager", {}],
    ["off", "manager", { active: false }],
  ] as const) {
    const email = `${name}@acme.example`;
    const user = await test.deps.users.insert(
      { organization: acme.id, email, firstName: "", lastName: "", role },
      at,
    );
    await test.deps.users.update(user, changes, at);
  }
  await test.organization("other.example");
});
afterAll(() => test.stop());

describe("the roles", () => {
  it("are told as the server asks for them, with how many people of the organization have each", async () => {
    const answer = await test
      .request()
      .get("/api/v1/roles")
      .set({ Authorization: `Bearer ${acme.ownerToken}` })
      .expect(200);
    const { roles, permissions: all } = Roles.parse(answer.body);
    expect(all).toEqual(Object.keys(permissions));
    expect(roles.map(({ role, users, departmentOnly }) => [role, users, departmentOnly])).toEqual([
      ["owner", 1, false],
      ["admin", 2, false],
      ["analyst", 0, false],
      ["manager", 2, true],
    ]);
    for (const { role, permissions: had } of roles)
      expect([role, had]).toEqual([
        role,
        Object.entries(permissions).flatMap(([name, allowed]) =>
          (allowed as readonly string[]).includes(role) ? [name] : [],
        ),
      ]);
  });
});

/** A layer of Express's router, as far as it is looked at here. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}
function* routesOf(layers: readonly Layer[]): Generator<string> {
  for (const { route, handle } of layers) {
    if (route) for (const method of Object.keys(route.methods)) yield `${method} ${route.path}`;
    else if (handle.stack) yield* routesOf(handle.stack);
  }
}

describe("the routes of the API", () => {
  it("are just those that are described, each for employees, for a permission, or for everybody", () => {
    const served = [...routesOf((test.app.router as unknown as { stack: Layer[] }).stack)];
    const described = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served.filter((route) => route.includes(" /api/v1/")))].sort()).toEqual(
      described.sort(),
    );
  });
});
