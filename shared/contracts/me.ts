import * as z from "zod/mini";
import { mailStates } from "../lifecycle.ts";
import { Instant, Language } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { ErrorCode } from "./error.ts";
import { User } from "./user-shape.ts";

/** What an employee sees of themselves: no role of others, nothing about colleagues. */
export const Me = z.object({
  organization: z.object({ name: z.string(), logo: z.optional(z.string()), languages: z.array(Language) }),
  /** May this person join now? If not: why (a code of the errors), and whom to ask. */
  joining: z.object({ open: z.boolean(), reason: z.optional(ErrorCode), contact: z.optional(z.string()) }),
  user: z.nullable(z.omit(User, { lastReportAt: true })),
  welcome: z.nullable(
    z.object({ state: z.enum(mailStates), sentAt: z.optional(Instant), nextCopyAt: z.optional(Instant) }),
  ),
  allowed: z.array(z.enum(["join", "report", "welcomeCopy"])),
});
export type Me = z.infer<typeof Me>;

export const GetMe = endpoint({
  method: "get",
  path: "/api/v1/me",
  caller: "employee",
  summary: "Where the caller stands and what they may do next. Writes nothing.",
  status: 200,
  response: Me,
});

export const JoinTraining = endpoint({
  method: "post",
  path: "/api/v1/me/join",
  caller: "employee",
  summary: "Join the training; answers the same when repeated.",
  status: 200,
  response: Me,
});

export const RequestWelcomeCopy = endpoint({
  method: "post",
  path: "/api/v1/me/welcome-copy",
  caller: "employee",
  summary: "Ask for another copy of the open Welcome simulation, once a day at most.",
  status: 200,
  response: Me,
});
