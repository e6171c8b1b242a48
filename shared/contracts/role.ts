import * as z from "zod/mini";
import { permissionNames } from "../permissions.ts";
import { Role } from "./common.ts";
import { endpoint } from "./endpoint.ts";

export const Permission = z.enum(permissionNames);

/** Who may do what, as the server asks it on each request. */
export const Roles = z.object({
  /** All that there are, in the order in which they are read best. */
  permissions: z.array(Permission),
  /** From most to least. */
  roles: z.array(
    z.object({
      role: Role,
      permissions: z.array(Permission),
      /** Sees the people and the numbers of their own department alone. */
      departmentOnly: z.boolean(),
      /** How many have it, without the removed ones. */
      users: z.number(),
    }),
  ),
});
export type Roles = z.infer<typeof Roles>;

export const ListRoles = endpoint({
  method: "get",
  path: "/api/v1/roles",
  caller: "admin",
  permission: "roles.read",
  summary: "The roles, what each of them may do, and how many people have it.",
  status: 200,
  response: Roles,
});
