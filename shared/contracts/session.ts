import * as z from "zod/mini";
import { Id, Language, Role } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { EmployeeIdLabel } from "./organization.ts";

/** The admin behind a session or an API token. */
export const Session = z.object({
  user: z.object({ id: Id, email: z.string(), name: z.string(), role: Role, language: Language }),
  organization: z.object({
    id: Id,
    name: z.string(),
    defaultLanguage: Language,
    employeeIdLabel: EmployeeIdLabel,
  }),
  /** Of those who see the people of one department alone: which one; null while they belong to none. */
  department: z.optional(z.nullable(z.object({ id: Id, name: z.string() }))),
});
export type Session = z.infer<typeof Session>;

export const GetSession = endpoint({
  method: "get",
  path: "/api/v1/session",
  caller: "admin",
  permission: "portal.use",
  summary: "Who is signed in to the portal.",
  status: 200,
  response: Session,
});

export const EndSessions = endpoint({
  method: "post",
  path: "/api/v1/session/sign-out-everywhere",
  caller: "admin",
  permission: "portal.use",
  summary: "End all portal sessions of the caller, in every browser, at once. API tokens go on.",
  status: 204,
});

/** Server-sent events of the portal. `users`: people changed, read again. `organization`: settings changed. `mail`: a mail needs a person, or the mail server went or came back. `checks`: a test report went on, or a button was pressed. */
export const liveTopics = ["users", "organization", "reports", "mail", "checks"] as const;
export type LiveTopic = (typeof liveTopics)[number];

export const GetEvents = endpoint({
  method: "get",
  path: "/api/v1/events",
  caller: "admin",
  permission: "portal.use",
  summary: "Server-sent events (text/event-stream): one event named after each topic that changed.",
  status: 200,
});
