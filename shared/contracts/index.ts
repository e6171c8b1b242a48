import { CreateApiToken, ListApiTokens, RevokeApiToken } from "./api-token.ts";
import { CheckAudit, ListAudit } from "./audit.ts";
import { GetSenderDns, ListChecks, ListReportButtons, StartCheck } from "./check.ts";
import { ActOnStuckMails, GetMailStatus, ListStuckMails } from "./mail.ts";
import { GetMe, JoinTraining, RequestWelcomeCopy } from "./me.ts";
import {
  CheckAllowed,
  CheckDomain,
  GetOrganization,
  ListSettingChanges,
  UpdateOrganization,
} from "./organization.ts";
import { GetOverview, GetOverviewTrend } from "./overview.ts";
import {
  CreateReport,
  GetReport,
  JudgeReport,
  ListReports,
  OpenReportMessage,
  ShowReportMessage,
} from "./report.ts";
import { CreateProgramme, ListProgrammes, UpdateProgramme } from "./programme.ts";
import { ListRoles } from "./role.ts";
import { EndSessions, GetEvents, GetSession } from "./session.ts";
import { RedeemSignIn } from "./sign-in.ts";
import {
  CreateCompany,
  CreateCostCentre,
  CreateDepartment,
  CreateFunction,
  CreateGroup,
  ListCompanies,
  ListCostCentres,
  ListDepartments,
  ListFunctions,
  ListGroups,
  UpdateCompany,
  UpdateCostCentre,
  UpdateDepartment,
  UpdateFunction,
  UpdateGroup,
} from "./structure.ts";
import { CreateUser, GetUser, ListUsers } from "./user.ts";
import { GetMerge, MergeUsers, UndoMerge } from "./user-merge.ts";
import { ExportUser } from "./user-export.ts";
import { GetPerson, ListHappenings, ListPersonSimulations, UpdateUser } from "./user-person.ts";
import { ActOnUsers, CancelJob, GetJob, GetJobResult, ListJobs } from "./user-action.ts";

/** Every endpoint of the API, for the OpenAPI document and for tests that walk all routes. */
export const endpoints = {
  GetMe,
  JoinTraining,
  RequestWelcomeCopy,
  CreateReport,
  ListReports,
  GetReport,
  JudgeReport,
  OpenReportMessage,
  ShowReportMessage,
  GetOrganization,
  UpdateOrganization,
  CheckAllowed,
  CheckDomain,
  ListSettingChanges,
  ListUsers,
  CreateUser,
  GetUser,
  GetPerson,
  UpdateUser,
  ListPersonSimulations,
  ListHappenings,
  ExportUser,
  GetMerge,
  MergeUsers,
  UndoMerge,
  ActOnUsers,
  ListJobs,
  GetJob,
  GetJobResult,
  CancelJob,
  ListRoles,
  ListCompanies,
  CreateCompany,
  UpdateCompany,
  ListDepartments,
  CreateDepartment,
  UpdateDepartment,
  ListFunctions,
  CreateFunction,
  UpdateFunction,
  ListCostCentres,
  CreateCostCentre,
  UpdateCostCentre,
  ListGroups,
  CreateGroup,
  UpdateGroup,
  ListProgrammes,
  CreateProgramme,
  UpdateProgramme,
  ListApiTokens,
  CreateApiToken,
  RevokeApiToken,
  RedeemSignIn,
  GetSession,
  EndSessions,
  GetEvents,
  GetMailStatus,
  ListStuckMails,
  ActOnStuckMails,
  GetOverview,
  GetOverviewTrend,
  ListAudit,
  CheckAudit,
  ListChecks,
  StartCheck,
  GetSenderDns,
  ListReportButtons,
};
