import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { found, wholePerson } from "./testing/whole-person.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
});
afterAll(() => test.stop());

const file = async (id: string, query = "") => {
  const answer = await test
    .request()
    .get(`/api/v1/users/${id}/export${query}`)
    .set({ Authorization: `Bearer ${acme.ownerToken}` })
    .expect(200);
  expect(answer.headers["content-disposition"]).toMatch(/^attachment/);
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  return answer;
};

describe("the export of one person", () => {
  it("holds what is stored on them and no secret, and is on record", async () => {
    const { id, markers } = await wholePerson(test, acme);
    const { body } = (await file(id)) as { body: object };
    const { mark, words, former, ...others } = markers;
    expect(found(JSON.stringify(body), { ...others, former }).sort()).toEqual(
      expect.arrayContaining(["address", "comment", "employeeId", "former", "infix", "lastName", "name"]),
    );
    expect(JSON.stringify(body)).not.toMatch(/tokenHash|"hash"|requestHash|searchWords/);
    const counts = Object.entries(body).map(([name, value]): unknown[] => [
      name,
      Array.isArray(value) ? value.length > 0 : true,
    ]);
    expect(counts.filter(([, there]) => !there)).toEqual([]);
    const entries = await test.deps.audit.about(acme.id, id, 5);
    expect(entries.map(({ action }) => action)).toContain("user.export");
    expect([mark, words].every(Boolean)).toBe(true);
  });

  it("is a page in either language, in which everything that others wrote is text", async () => {
    const name = `<img src=x onerror=alert(1)>"'&`;
    const user = await test.deps.users.insert(
      { organization: acme.id, email: "markup@acme.example", firstName: name, lastName: "" },
      test.clock.now(),
    );
    const english = (await file(user._id, "?format=html&language=en")).text;
    expect(english).toContain("All that is stored on markup@acme.example");
    expect(english).not.toContain("<img");
    expect(english).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
    const dutch = await file(user._id, "?format=html&language=nl");
    expect(dutch.text).toContain("Alles wat over markup@acme.example is opgeslagen");
    expect(dutch.headers["content-type"]).toMatch(/^text\/html/);
  });

  it("is a page that reads well: names of fields, moments by the clocks there, nothing as it lies in the database", async () => {
    const { id, markers } = await wholePerson(test, acme);
    const page = (await file(id, "?format=html&language=en")).text;
    expect(page).toContain(`<dt>First name</dt><dd>${markers.name}</dd>`);
    expect(page).toMatch(
      /<dt>Started<\/dt><dd><time datetime="[^"]+">24 November 2026 at 10:00:00 CET<\/time>/,
    );
    expect(page).toContain("<dt>Field</dt><dd>lastName</dd>");
    expect(page).toContain("<dt>Manager</dt><dd>No</dd>");
    expect(page).not.toMatch(/[{}]&quot;|\[object|&quot;:/);
    // Whatever is stored has a name in each language; ids and words of the product stay what they are.
    for (const language of ["en", "nl"]) {
      const { text } = await file(id, `?format=html&language=${language}`);
      const unnamed = [...text.matchAll(/<dt>([a-z]\w*)<\/dt>/g)].map(([, name]) => name);
      expect([...new Set(unnamed)]).toEqual([]);
    }
  });

  it("calls the employee ID as the organization does, where it is a page", async () => {
    const user = await test.deps.users.insert(
      { organization: acme.id, email: "pass@acme.example", firstName: "", lastName: "", employeeId: "0042" },
      test.clock.now(),
    );
    const before = await test.deps.organizations.get(acme.id);
    const own = { en: "badge", nl: "<b>pas</b>" };
    await test.deps.organizations.update(before, { employeeIdLabel: { name: "own", own } }, test.clock.now());
    expect((await file(user._id, "?format=html&language=en")).text).toContain("<dt>Badge</dt><dd>0042</dd>");
    expect((await file(user._id, "?format=html&language=nl")).text).toContain(
      "<dt>&lt;b&gt;pas&lt;/b&gt;</dt>",
    );
    expect((await file(user._id)).body).toMatchObject({ person: { employeeId: "0042" } });
  });
});
