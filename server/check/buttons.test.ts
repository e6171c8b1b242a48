import { afterAll, beforeAll, expect, it } from "vitest";
import { ListReportButtons } from "../../shared/contracts/check.ts";
import { clientHeader } from "../../shared/outlook-client.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { pressedFrom } from "./button-store.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const seen = async (owner = acme.ownerToken) =>
  (
    (await test.request().get(ListReportButtons.path).set("Authorization", `Bearer ${owner}`).expect(200))
      .body as { items: unknown[] }
  ).items;
const report = async (client: string, body: object = { subject: "Suspicious" }) =>
  test
    .request()
    .post("/api/v1/reports")
    .set("Authorization", `Bearer ${await acme.tokenOf("newcomer@acme.example")}`)
    .set(clientHeader, client)
    .send(body);

it("tells by which button, in which Outlook and when the last report came, to its own organization alone", async () => {
  expect(await seen()).toEqual([]);
  await report("pane web 20261101.01");
  await report("outlook classic 16.0.18025.20000");
  const at = test.clock.now().toISOString();
  await expect.poll(seen).toHaveLength(2);
  expect(await seen()).toEqual(
    expect.arrayContaining([
      { button: "pane", client: "web", version: "20261101.01", at },
      { button: "outlook", client: "classic", version: "16.0.18025.20000", at },
    ]),
  );
  const other = await test.organization("other.example");
  expect(await seen(other.ownerToken)).toEqual([]);
});

it("is told by no report that was refused", async () => {
  await report("pane mac 16", { nothing: "of this" });
  await report("pane ios 4");
  await expect.poll(async () => JSON.stringify(await seen())).toContain("ios");
  expect(JSON.stringify(await seen())).not.toContain("mac");
});

it.each([
  [undefined, null],
  ["", null],
  ["script web 1", null],
  ["pane toaster 1", null],
  ["pane web", { button: "pane", client: "web" }],
  [`pane web ${"9".repeat(61)}`, { button: "pane", client: "web" }],
  ["outlook mac <b>", { button: "outlook", client: "mac" }],
  ["outlook mac 16.100", { button: "outlook", client: "mac", version: "16.100" }],
])("reads %j as %j", (header, pressed) => {
  expect(pressedFrom(header)).toEqual(pressed);
});
