import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Organization, SettingChange } from "../../shared/contracts/organization.ts";
import type { Session } from "../../shared/contracts/session.ts";
import type { Person } from "../../shared/contracts/user-person.ts";
import { usualWorkingHours } from "../../shared/working-hours.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { createOrganization } from "./create-organization.ts";

let test: TestApp;
let acme: TestOrganization;
let number = 0;
beforeAll(async () => {
  test = await startTestApp();
});
beforeEach(async () => {
  acme = await test.organization(`o${++number}.example`);
});
afterAll(() => test.stop());

const call = (method: "get" | "post" | "patch", path: string) =>
  test.request()[method](`/api/v1${path}`).set("Authorization", `Bearer ${acme.ownerToken}`);
const settings = async () => (await call("get", "/organization").expect(200)).body as Organization;
const change = async (body: object) =>
  (await call("patch", "/organization").send(body).expect(200)).body as Organization;
/** What is wrong, and where, with a change that is refused and changes nothing. */
async function refused(body: object) {
  const before = await settings();
  const problem = (await call("patch", "/organization").send(body).expect(400)).body as Problem;
  expect(problem.code).toBe("invalid_request");
  expect(await settings()).toEqual(before);
  return problem.violations!.map(({ path }) => path);
}
async function recorded(): Promise<SettingChange[]> {
  const { items } = (await call("get", "/organization/changes").expect(200)).body as {
    items: { changes: SettingChange[] }[];
  };
  return items.flatMap(({ changes }) => changes);
}

describe("working hours", () => {
  it("are Monday to Friday from nine to five until somebody says otherwise, and again once they say so", async () => {
    expect((await settings()).workingHours).toEqual(usualWorkingHours);
    const early = { days: ["SA", "MO", "MO"], from: "06:30", until: "14:00" };
    expect((await change({ workingHours: early })).workingHours).toEqual({ ...early, days: ["MO", "SA"] });
    expect(await recorded()).toEqual([
      { field: "workingHours", from: "MO,TU,WE,TH,FR 09:00-17:00", to: "MO,SA 06:30-14:00" },
    ]);
    await change({ workingHours: usualWorkingHours });
    expect(await test.deps.organizations.get(acme.id)).not.toHaveProperty("workingHours");
  });

  it.each([
    ["no day", { days: [] }, "$.workingHours.days"],
    ["an unknown day", { days: ["XX"] }, "$.workingHours.days[0]"],
    ["less than two hours", { until: "10:59" }, "$.workingHours.until"],
    ["the end before the beginning", { from: "18:00" }, "$.workingHours.until"],
    ["no time", { from: "9:00" }, "$.workingHours.from"],
    ["a beginning at the day's end", { from: "24:00", until: "24:00" }, "$.workingHours.from"],
    ["a minute too far", { until: "24:01" }, "$.workingHours.until"],
  ])("are refused with %s", async (_what, part, path) => {
    expect(await refused({ workingHours: { ...usualWorkingHours, ...part } })).toEqual([path]);
  });

  it("may be just two hours, and last until midnight", async () => {
    const late = { days: ["SU"], from: "22:00", until: "24:00" };
    expect((await change({ workingHours: late })).workingHours).toEqual(late);
  });
});

describe("what the employee ID is called", () => {
  it("is one of the usual names, or a word in each language that is on", async () => {
    expect((await settings()).employeeIdLabel).toEqual({ name: "employeeId" });
    await change({ employeeIdLabel: { name: "customerNumber", own: { en: "left out" } } });
    expect((await settings()).employeeIdLabel).toEqual({ name: "customerNumber" });
    expect(await refused({ employeeIdLabel: { name: "own", own: { en: "Badge" } } })).toEqual([
      "$.employeeIdLabel.own.nl",
    ]);
    const own = { name: "own", own: { en: "Badge", nl: "Pas" } };
    expect((await change({ employeeIdLabel: own })).employeeIdLabel).toEqual(own);
    expect(await recorded()).toContainEqual({
      field: "employeeIdLabel",
      from: "customerNumber",
      to: JSON.stringify(own.own),
    });
  });

  it("comes with everybody's session, as managers read it and no settings", async () => {
    await change({ employeeIdLabel: { name: "relationNumber" } });
    const session = (await call("get", "/session").expect(200)).body as Session;
    expect(session.organization).toMatchObject({
      defaultLanguage: "en",
      employeeIdLabel: { name: "relationNumber" },
    });
  });

  it("needs words only in the languages that are on by then, and keeps the others", async () => {
    const own = { en: "Badge" };
    await change({ languages: ["en"], employeeIdLabel: { name: "own", own } });
    expect((await change({ languages: ["en", "nl"] })).employeeIdLabel).toEqual({ name: "own", own });
  });
});

describe("the terms", () => {
  it("stand at an address, and are taken away again", async () => {
    expect(await settings()).not.toHaveProperty("terms");
    const terms = { url: "https://acme.example/terms" };
    expect((await change({ terms })).terms).toEqual(terms);
    expect(await change({ terms: null })).not.toHaveProperty("terms");
    expect(await recorded()).toContainEqual({ field: "terms.url", from: terms.url });
  });

  it.each(["http://acme.example", "javascript:alert(1)", "acme.example", "https://me:secret@acme.example/"])(
    "are not at %s",
    async (url) => {
      expect(await refused({ terms: { url } })).toEqual(["$.terms.url"]);
    },
  );

  it("are accepted by nobody on somebody else's behalf", async () => {
    const termsAcceptedAt = "2026-11-24T09:00:00Z";
    const email = `ada@${acme.domain}`;
    const { id } = (await call("post", "/users").send({ email }).expect(201)).body as { id: string };
    for (const answer of [
      await call("post", "/users").send({ email: `bob@${acme.domain}`, termsAcceptedAt }),
      await call("patch", `/users/${id}`).send({ firstName: "Ada", termsAcceptedAt }),
    ]) {
      const { code, violations } = answer.body as Problem;
      expect([answer.status, code, violations?.[0]?.path]).toEqual([
        400,
        "invalid_request",
        "$.termsAcceptedAt",
      ]);
      expect(violations?.[0]?.message).toContain("only where the person accepts");
    }
    const page = async () => (await call("get", `/users/${id}/profile`).expect(200)).body as Person;
    expect(await page()).not.toHaveProperty("termsAcceptedAt");
    const user = await test.deps.users.get(acme.id, id);
    await test.deps.users.update(user, { termsAcceptedAt: new Date(termsAcceptedAt) }, test.clock.now());
    expect((await page()).termsAcceptedAt).toBe("2026-11-24T09:00:00.000Z");
  });
});

describe("the languages of a new organization", () => {
  it("are asked for until somebody keeps or chooses them", async () => {
    const { languages, defaultLanguage, languagesOpen } = await settings();
    expect(languagesOpen).toBe(true);
    expect(await change({ keptDays: 100 })).toHaveProperty("languagesOpen");
    expect(await change({ languages, defaultLanguage })).not.toHaveProperty("languagesOpen");
    acme = await test.organization(`o${++number}.example`);
    expect(await change({ defaultLanguage: "nl" })).not.toHaveProperty("languagesOpen");
  });

  it("are not asked for where the one for everybody was said when it was made", async () => {
    const made = await createOrganization(test.deps, {
      ...{ name: "Dutch", tenantId: randomUUID(), domain: "dutch.example", ownerEmail: "o@dutch.example" },
      language: "nl",
    });
    const stored = await test.deps.organizations.get(made.organizationId);
    expect(stored).toMatchObject({ defaultLanguage: "nl", languages: ["en", "nl"] });
    expect(stored).not.toHaveProperty("languagesOpen");
  });
});
