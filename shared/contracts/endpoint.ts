import type * as z from "zod/mini";
import type { Permission } from "../permissions.ts";

interface Described {
  method: "get" | "post" | "patch" | "put" | "delete";
  /** Path as Express writes it: `/api/v1/users/:id`. */
  path: string;
  summary: string;
  /** Status of the answer when all went well. */
  status: 200 | 201 | 202 | 204;
  params?: z.ZodMiniObject;
  query?: z.ZodMiniObject;
  request?: z.ZodMiniType;
  response?: z.ZodMiniType;
  /** The answer with 202 instead, where the work goes on after it. */
  accepted?: z.ZodMiniType;
  /** Media type of an answer that is bytes instead of JSON. */
  bytes?: string;
}

/** For an admin with a session or an API token, whose stored role has the permission. */
export interface AdminEndpoint extends Described {
  caller: "admin";
  permission: Permission;
}

/** Who may call: anybody; an employee with Outlook's access token; an admin, who needs a permission. */
export type Endpoint = AdminEndpoint | (Described & { caller: "public" | "employee" });

/** Keeps the literal types of an endpoint; adds nothing. */
export const endpoint = <const E extends Endpoint>(definition: E): E => definition;
