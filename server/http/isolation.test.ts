import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import type { ReportReceipt } from "../../shared/contracts/report.ts";
import { roles, type Role } from "../../shared/lifecycle.ts";
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
 * What each endpoint gets to see of another organization, and which roles may call it at all. An endpoint without an entry
 * does not compile, so nobody adds a route and forgets whom it is for.
 */
const entries: Record<
  Name,
  { id?: keyof Foreign; roles: readonly Role[]; body?: object } | "employee" | "public"
> = {
  RedeemSignIn: "public",
  GetMe: "employee",
  JoinTraining: "employee",
  RequestWelcomeCopy: "employee",
  CreateReport: "employee",
  ListReports: { roles: ["owner", "admin", "analyst"] },
  GetReport: { id: "report", roles: ["owner", "admin", "analyst"] },
  JudgeReport: { id: "report", roles: ["owner", "admin", "analyst"], body: { verdict: "harmless" } },
  ShowReportMessage: { id: "report", roles: ["owner", "admin", "analyst"] },
  OpenReportMessage: { id: "report", roles: ["owner", "admin", "analyst"] },
  GetOrganization: { roles: ["owner", "admin", "analyst"] },
  UpdateOrganization: { roles: ["owner", "admin"], body: { joining: { contact: "it-help@acme.example" } } },
  CheckAllowed: { roles: ["owner", "admin"], body: { entry: "other.example" } },
  CheckDomain: { roles: ["owner", "admin"], body: { name: "other.example" } },
  ListSettingChanges: { roles: ["owner", "admin", "analyst"] },
  ListUsers: { roles: ["owner", "admin", "analyst"] },
  CreateUser: { roles: ["owner", "admin"], body: { email: "x@other.example", firstName: "", lastName: "" } },
  GetUser: { id: "user", roles: ["owner", "admin", "analyst"] },
  ExportUser: { id: "user", roles: ["owner", "admin"] },
  GetPerson: { id: "user", roles: ["owner", "admin", "analyst"] },
  UpdateUser: { id: "user", roles: ["owner", "admin"], body: { firstName: "Taken over" } },
  ListPersonSimulations: { id: "user", roles: ["owner", "admin", "analyst"] },
  ListHappenings: { id: "user", roles: ["owner", "admin", "analyst"] },
  ListJobs: { roles: ["owner", "admin"] },
  GetJob: { id: "job", roles: ["owner", "admin"] },
  GetJobResult: { id: "job", roles: ["owner", "admin"] },
  CancelJob: { id: "job", roles: ["owner", "admin"] },
  ActOnUsers: {
    roles: ["owner", "admin"],
    body: { action: "start", users: { ids: ["nobody"] }, dryRun: true },
  },
  ListCompanies: { roles: ["owner", "admin", "analyst"] },
  CreateCompany: { roles: ["owner", "admin"], body: { name: "" } },
  UpdateCompany: { id: "companies", roles: ["owner", "admin"], body: { name: "Taken over" } },
  ListDepartments: { roles: ["owner", "admin", "analyst"] },
  CreateDepartment: { roles: ["owner", "admin"], body: { name: "" } },
  UpdateDepartment: { id: "departments", roles: ["owner", "admin"], body: { name: "Taken over" } },
  ListFunctions: { roles: ["owner", "admin", "analyst"] },
  CreateFunction: { roles: ["owner", "admin"], body: { name: "" } },
  UpdateFunction: { id: "functions", roles: ["owner", "admin"], body: { name: "Taken over" } },
  ListCostCentres: { roles: ["owner", "admin", "analyst"] },
  CreateCostCentre: { roles: ["owner", "admin"], body: { name: "" } },
  UpdateCostCentre: { id: "costCentres", roles: ["owner", "admin"], body: { name: "Taken over" } },
  ListGroups: { roles: ["owner", "admin", "analyst"] },
  CreateGroup: { roles: ["owner", "admin"], body: { name: "" } },
  UpdateGroup: { id: "groups", roles: ["owner", "admin"], body: { name: "Taken over" } },
  ListProgrammes: { roles: ["owner", "admin", "analyst"] },
  UpdateProgramme: { id: "programme", roles: ["owner", "admin"], body: { name: "Taken over" } },
  ListApiTokens: { roles: ["owner", "admin", "analyst"] },
  CreateApiToken: { roles: ["owner", "admin", "analyst"], body: { name: "" } },
  RevokeApiToken: { id: "apiToken", roles: ["owner", "admin", "analyst"] },
  GetSession: { roles: ["owner", "admin", "analyst", "manager"] },
  EndSessions: { roles: ["owner", "admin", "analyst", "manager"] },
  GetEvents: { roles: ["owner", "admin", "analyst"] },
  GetMailStatus: { roles: ["owner", "admin", "analyst"] },
  ListStuckMails: { roles: ["owner", "admin", "analyst"] },
  GetOverview: { roles: ["owner", "admin", "analyst"] },
  GetOverviewTrend: { roles: ["owner", "admin", "analyst"] },
  ListAudit: { roles: ["owner", "admin"] },
  CheckAudit: { roles: ["owner", "admin"] },
  ListChecks: { roles: ["owner", "admin"] },
  StartCheck: { roles: ["owner", "admin"] },
  GetSenderDns: { roles: ["owner", "admin"] },
  ListReportButtons: { roles: ["owner", "admin"] },
  ActOnStuckMails: { roles: ["owner", "admin"], body: { action: "none" } },
};
const structureLists = [
  "ListCompanies",
  "ListDepartments",
  "ListFunctions",
  "ListCostCentres",
  "ListGroups",
] as const;
const table = Object.entries(entries).flatMap(([name, entry]) =>
  typeof entry === "string" ? [] : [{ name: name as Name, ...entry }],
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
    "activate",
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
    programme: firstId(await call("ListProgrammes", other.ownerToken).expect(200)),
    apiToken: firstId(own),
    report: firstId(reports),
    job: job._id,
  };
});
afterAll(() => test.stop());

describe("every route, with the ids of another organization", () => {
  const withIds = table.flatMap(({ name, id, roles: allowed, body }) =>
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
      .flatMap(({ name, roles: allowed, body }) =>
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
