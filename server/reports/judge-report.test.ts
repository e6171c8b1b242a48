import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { GetOverview } from "../../shared/contracts/overview.ts";
import { JudgeReport, ListReports, type WholeReport } from "../../shared/contracts/report.ts";
import type { AuditEntry } from "../audit/audit-store.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let analyst: { id: string; token: string };
let id: string;
const as = (token: string) => ({ Authorization: `Bearer ${token}` });

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization("acme.example");
  const at = test.clock.now();
  const user = await test.deps.users.insert(
    {
      organization: acme.id,
      email: "analyst@acme.example",
      firstName: "Ana",
      lastName: "List",
      role: "analyst",
    },
    at,
  );
  const { token } = await test.deps.apiTokens.create(acme.id, user._id, "tests", at);
  analyst = { id: user._id, token };
});
afterAll(() => test.stop());

const stored = () => test.deps.connection.collection<{ _id: string; review?: string }>("reports");
beforeEach(async () => {
  await stored().deleteMany({});
  id = await reported("Pay now");
});

async function reported(subject: string): Promise<string> {
  test.clock.advance(1_000);
  await test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf("newcomer@acme.example")))
    .send({ subject })
    .expect(201);
  return (await stored().findOne({ organization: acme.id, subject }))!._id;
}
const judge = (verdict: string | null, { token = acme.ownerToken, seen = "" } = {}) => {
  const request = test.request().patch(JudgeReport.path.replace(":id", id)).set(as(token));
  return (seen ? request.set("If-Match", `"${seen}"`) : request).send({ verdict });
};
const whole = async (answer: PromiseLike<{ body: unknown }>) => (await answer).body as WholeReport;
const list = async (query: object) =>
  (await test.request().get(ListReports.path).query(query).set(as(acme.ownerToken)).expect(200)).body as {
    items: { id: string }[];
    total: number;
  };
const audited = () =>
  test.deps.connection
    .collection<AuditEntry>("audit")
    .find({ action: "report.judge", "subject.id": id })
    .sort({ at: 1, _id: 1 })
    .toArray();

it("a verdict is given, changed and taken back; who and when is kept, and each stands in the audit log", async () => {
  expect((await whole(judge("phish").expect(200))).review).toBe("phish");
  test.clock.advance(1_000);
  expect((await whole(judge("harmless", analyst).expect(200))).review).toBe("harmless");
  test.clock.advance(1_000);
  const { review, verdicts, version } = await whole(judge(null).expect(200));
  expect(review).toBe("open");
  expect(version).toBe(4);
  expect(verdicts.map(({ verdict, by }) => [verdict, by])).toEqual([
    ["phish", acme.ownerId],
    ["harmless", analyst.id],
    [null, acme.ownerId],
  ]);
  expect(verdicts[1]?.name).toBe("Ana List");
  expect((await audited()).map(({ details }) => details)).toEqual([
    { before: "open", after: "phish" },
    { before: "phish", after: "harmless" },
    { before: "harmless", after: "open" },
  ]);
});

it("the same verdict again changes nothing, also from somebody who has not seen the first", async () => {
  const first = await whole(judge("phish").expect(200));
  const again = await whole(judge("phish", { token: analyst.token, seen: "1" }).expect(200));
  expect(again).toEqual(first);
  expect(await audited()).toHaveLength(1);
});

it("whoever decides on what they have not seen is told what stands there, and nothing changes", async () => {
  await judge("phish", { seen: "1" }).expect(200);
  const problem = (await judge("harmless", { token: analyst.token, seen: "1" }).expect(409)).body as Problem;
  expect(problem).toMatchObject({ code: "version_conflict", current: { id, review: "phish", version: 2 } });
  expect((problem.current as WholeReport).verdicts[0]?.by).toBe(acme.ownerId);
  expect(await audited()).toHaveLength(1);
});

it("of two who decide at the same moment one is first, and the other hears of it", async () => {
  const both = await Promise.all([
    judge("phish", { seen: "1" }),
    judge("harmless", { token: analyst.token, seen: "1" }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await audited()).toHaveLength(1);
});

it("a mail that is proven to be harmless waits for no verdict and takes none", async () => {
  await stored().updateOne({ _id: id }, { $unset: { review: 1 } });
  expect(((await judge("phish").expect(409)).body as Problem).code).toBe("move_not_allowed");
  await judge("spam").expect(400);
});

it("the list finds what waits and what has a verdict, and the overview counts what waits", async () => {
  const other = await reported("Another");
  await judge("unwanted").expect(200);
  expect(await list({ review: "open" })).toMatchObject({ total: 1, items: [{ id: other }] });
  expect(await list({ review: "unwanted", outcome: "threat" })).toMatchObject({ total: 1, items: [{ id }] });
  expect(await list({ review: "phish" })).toMatchObject({ total: 0, items: [] });
  const overview = await test.request().get(GetOverview.path).set(as(acme.ownerToken)).expect(200);
  expect(overview.body).toMatchObject({ openReports: 1 });
});
