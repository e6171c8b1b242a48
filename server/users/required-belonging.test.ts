import { afterAll, beforeAll, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { JoinTraining } from "../../shared/contracts/me.ts";
import type { User } from "../../shared/contracts/user.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
const ids = { company: "", department: "" };
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
  for (const [field, path] of [
    ["company", "companies"],
    ["department", "departments"],
  ] as const)
    ids[field] = (
      (await call("post", `/${path}`).send({ name: "One" }).expect(201)).body as { id: string }
    ).id;
});
afterAll(() => test.stop());

const call = (method: "get" | "post" | "patch", path: string) =>
  test.request()[method](`/api/v1${path}`).set("Authorization", `Bearer ${acme.ownerToken}`);
const require = (required: object) => call("patch", "/organization").send({ required }).expect(200);
const refusal = (problem: Problem) => [problem.status, problem.code, problem.violations?.[0]?.path];

it("a company is required of everybody whom an admin adds, once the organization says so, and taken from nobody", async () => {
  const add = (name: string, fields: object = {}) =>
    call("post", "/users").send({ email: `${name}@acme.example`, ...fields });
  const before = (await add("before").expect(201)).body as User;
  await require({ company: true });

  expect(refusal((await add("ada")).body as Problem)).toEqual([422, "field_required", "$.company"]);
  expect(refusal((await add("ada", { company: null, department: ids.department })).body as Problem)[1]).toBe(
    "field_required",
  );
  const ada = (await add("ada", { company: ids.company }).expect(201)).body as User;
  const change = (user: User, body: object) => call("patch", `/users/${user.id}`).send(body);
  expect(refusal((await change(ada, { company: null })).body as Problem)).toEqual([
    422,
    "field_required",
    "$.company",
  ]);
  expect((await call("get", `/users/${ada.id}`)).body).toEqual(ada);
  await change(ada, { firstName: "Ada", department: ids.department }).expect(200);
  await change(ada, { department: null }).expect(200);
  // Who was there without one is changed as before, until they have one.
  await change(before, { firstName: "Before" }).expect(200);
  await change(before, { company: null }).expect(200);
  await change(before, { company: ids.company }).expect(200);
  expect((await change(before, { company: null })).status).toBe(422);

  await require({ department: true });
  expect(refusal((await add("bob", { company: ids.company })).body as Problem)[2]).toBe("$.department");
  await add("bob", ids).expect(201);
});

it("whoever joins by the button is let in without, and found by the list", async () => {
  await require({ company: true, department: true });
  await test
    .request()
    .post(JoinTraining.path)
    .set("Authorization", `Bearer ${await acme.tokenOf("newcomer@acme.example")}`)
    .expect(200);
  const { items } = (await call("get", "/users?without=company&stage=started").expect(200)).body as {
    items: User[];
  };
  expect(items.map(({ email }) => email)).toEqual(["newcomer@acme.example"]);
});
