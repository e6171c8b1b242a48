import * as z from "zod/mini";
import { ById, Id, Line } from "./common.ts";
import { endpoint } from "./endpoint.ts";

export const Group = z.object({ id: Id, name: z.string(), version: z.number() });
export type Group = z.infer<typeof Group>;
const GroupFields = z.strictObject({ name: Line(120).check(z.minLength(1)) });

export const ListGroups = endpoint({
  method: "get",
  path: "/api/v1/groups",
  caller: "admin",
  summary: "All groups, by name.",
  status: 200,
  response: z.object({ items: z.array(Group), total: z.number() }),
});

export const CreateGroup = endpoint({
  method: "post",
  path: "/api/v1/groups",
  caller: "admin",
  summary: "Add a group; names are unique without regard to case.",
  status: 201,
  request: GroupFields,
  response: Group,
});

export const UpdateGroup = endpoint({
  method: "patch",
  path: "/api/v1/groups/:id",
  caller: "admin",
  summary: 'Rename a group. If-Match: "version" is optional.',
  status: 200,
  params: ById,
  request: GroupFields,
  response: Group,
});
