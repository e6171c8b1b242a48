import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import type { ReportReceipt } from "../../shared/contracts/report.ts";
import { roles, type Role } from "../../shared/lifecycle.ts";
import { permissions } from "../../shared/permissions.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

type Name = keyof typeof endpoints;
interface Foreign {
  user: string;
  companies: string;
  departments: string;
  functions: string;
  costCentres: string;
  groups: string;
  programme: string;
  apiToken: string;
  report: string;
  job: string;
}
/**
 * What each endpoint gets to see of another organization, and a body that it can read. An endpoint without an entry does not
 * compile, so nobody adds a route and forgets to try it; who may call it at all stands in shared/permissions.ts.
 */
const entries: Record<Name, { id?: keyof Foreign; body?: object } | "employee" | "public"> = {
  RedeemSignIn: "public",
  GetMe: "employee",
  JoinTraining: "employee",
  RequestWelcomeCopy: "employee",
  CreateReport: "employee",
  ListReports: {},
  GetReport: { id: "report" },
  JudgeReport: { id: "report", body: { verdict: "harmless" } },
  ShowReportMessage: { id: "report" },
  OpenReportMessage: { id: "report" },
  GetOrganization: {},
  UpdateOrganization: { body: { joining: { contact: "it-help@acme.example" } } },
  CheckAllowed: { body: { entry: "other.example" } },
  CheckDomain: { body: { name: "other.example" } },
  ListSettingChanges: {},
  ListUsers: {},
  CreateUser: { body: { email: "x@other.example", firstName: "", lastName: "" } },
  GetUser: { id: "user" },
  ExportUser: { id: "user" },
  GetMerge: { id: "user" },
  MergeUsers: { id: "user", body: { other: "nobody", dryRun: true } },
  UndoMerge: { id: "user", body: {} },
  GetPerson: { id: "user" },
  UpdateUser: { id: "user", body: { firstName: "Taken over" } },
  ListPersonSimulations: { id: "user" },
  ListHappenings: { id: "user" },
  ListJobs: {},
  GetJob: { id: "job" },
  GetJobResult: { id: "job" },
  CancelJob: { id: "job" },
  ActOnUsers: {
    body: { action: "start", users: { ids: ["nobody"] }, dryRun: true },
  },
  ListRoles: {},
  ListCompanies: {},
  CreateCompany: { body: { name: "" } },
  UpdateCompany: { id: "companies", body: { name: "Taken over" } },
  ListDepartments: {},
  CreateDepartment: { body: { name: "" } },
  UpdateDepartment: { id: "departments", body: { name: "Taken over" } },
  ListFunctions: {},
  CreateFunction: { body: { name: "" } },
  UpdateFunction: { id: "functions", body: { name: "Taken over" } },
  ListCostCentres: {},
  CreateCostCentre: { body: { name: "" } },
  UpdateCostCentre: { id: "costCentres", body: { name: "Taken over" } },
  ListGroups: {},
  CreateGroup: { body: { name: "" } },
  UpdateGroup: { id: "groups", body: { name: "Taken over" } },
  ListProgrammes: {},
  CreateProgramme: { body: { name: "" } },
  UpdateProgramme: { id: "programme", body: { name: "Taken over" } },
  ListApiTokens: {},
  CreateApiToken: { body: { name: "" } },
  RevokeApiToken: { id: "apiToken" },
  GetSession: {},
  EndSessions: {},
  GetEvents: {},
  GetMailStatus: {},
  ListStuckMails: {},
  GetOverview: {},
  GetOverviewTrend: {},
  ListAudit: {},
  CheckAudit: {},
  ListChecks: {},
  StartCheck: {},
  GetSenderDns: {},
  ListReportButtons: {},
  ActOnStuckMails: { body: { action: "none" } },
};
const structureLists = [
  "ListCompanies",
  "ListDepartments",
  "ListFunctions",
  "ListCostCentres",
  "ListGroups",
] as const;
function allowedFor(name: Name): readonly Role[] {
  const called = endpoints[name];
  return called.caller === "admin" ? permissions[called.permission] : [];
}
const table = Object.entries(entries).flatMap(([name, entry]) =>
  typeof entry === "string" ? [] : [{ name: name as Name, ...entry, allowed: allowedFor(name as Name) }],
);

let test: TestApp;
let acme: TestOrganization;
let other: TestOrganization;
let foreign: Foreign;
const tokens = new Map<Role, string>();

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const call = (name: Name, token: string, id = "", body?: object) => {
  const { method, path } = endpoints[name];
  const request = test.request()[method](path.replace(":id", id)).set(as(token));
  return body ? request.send(body) : request;
};

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization("acme.example");
  other = await test.organization("other.example");
  for (const role of roles) {
    const at = test.clock.now();
    const user = await test.deps.users.insert(
      { organization: acme.id, email: `${role}.two@acme.example`, firstName: role, lastName: "", role },
      at,
    );
    tokens.set(role, (await test.deps.apiTokens.create(acme.id, user._id, "tests", at)).token);
  }
  const theirUnit = async (name: Name) =>
    ((await call(name, other.ownerToken, "", { name: "Theirs" }).expect(201)).body as { id: string }).id;
  const reported = await test
    .request()
    .post(endpoints.CreateReport.path)
    .set(as(await other.tokenOf("newcomer@other.example")))
    .send({ subject: "Suspicious" })
    .expect(201);
  expect((reported.body as ReportReceipt).receipt).toMatch(/^R-/);
  const reports = await call("ListReports", other.ownerToken).expect(200);
  const own = await call("ListApiTokens", other.ownerToken).expect(200);
  const owner = await test.deps.users.get(other.id, other.ownerId);
  const job = await test.deps.userJobs.begin(
    {
      organization: other.id,
      user: { ...owner, role: "owner" },
      actor: { kind: "user", id: owner._id },
    },
    { action: "activate" },
    {},
  );
  const firstId = ({ body }: { body: unknown }) => (body as { items: { id: string }[] }).items[0]!.id;
  foreign = {
    user: other.ownerId,
    companies: await theirUnit("CreateCompany"),
    departments: await theirUnit("CreateDepartment"),
    functions: await theirUnit("CreateFunction"),
    costCentres: await theirUnit("CreateCostCentre"),
    groups: await theirUnit("CreateGroup"),
    programme: await theirUnit("CreateProgramme"),
    apiToken: firstId(own),
    report: firstId(reports),
    job: job._id,
  };
});
afterAll(() => test.stop());

describe("every route, with the ids of another organization", () => {
  const withIds = table.flatMap(({ name, id, allowed, body }) =>
    id ? allowed.map((role) => ({ name, id, role, body })) : [],
  );
  it.each(withIds)(
    "$name asked by $role answers as for an id that never was",
    async ({ name, id, role, body }) => {
      const theirs = await call(name, tokens.get(role)!, foreign[id], body);
      const never = await call(name, tokens.get(role)!, randomUUID(), body);
      expect([theirs.status, (theirs.body as Problem).code]).toEqual([404, "not_found"]);
      expect({ ...(theirs.body as Problem), requestId: "" }).toEqual({
        ...(never.body as Problem),
        requestId: "",
      });
    },
  );

  it("has left everything of the other organization as it was", async () => {
    await call("GetUser", other.ownerToken, foreign.user).expect(200);
    for (const list of structureLists) {
      const { items } = (await call(list, other.ownerToken).expect(200)).body as {
        items: { name: string }[];
      };
      expect([list, items.map(({ name }) => name)]).toEqual([list, ["Theirs"]]);
    }
    await call("GetReport", other.ownerToken, foreign.report).expect(200);
  });

  it("knows every endpoint that has an id in its path", () => {
    for (const { name, id } of table)
      expect([name, endpoints[name].path.includes(":id")]).toEqual([name, id !== undefined]);
  });
});

describe("every route, for every role", () => {
  it.each(
    table
      .flatMap(({ name, allowed, body }) =>
        roles.map((role) => ({ name, role, body, may: allowed.includes(role) })),
      )
      .filter(({ name, may }) => !(name === "GetEvents" && may)),
  )("$name, $role: $may", async ({ name, role, body, may }) => {
    const answer = await call(name, tokens.get(role)!, randomUUID(), body);
    if (may) expect((answer.body as Partial<Problem>).code).not.toBe("forbidden");
    else expect([answer.status, (answer.body as Problem).code]).toEqual([403, "forbidden"]);
  });

  it("lists hold nothing of the other organization", async () => {
    for (const name of [
      "ListUsers",
      ...structureLists,
      "ListProgrammes",
      "ListReports",
      "ListApiTokens",
      "GetOrganization",
      "GetOverview",
      "ListSettingChanges",
      "ListAudit",
    ] as const)
      expect(JSON.stringify((await call(name, acme.ownerToken).expect(200)).body)).not.toMatch(
        /other\.example|Theirs|Suspicious/,
      );
  });
});
