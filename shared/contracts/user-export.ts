import * as z from "zod/mini";
import { ById, Language } from "./common.ts";
import { endpoint } from "./endpoint.ts";

export const exportFormats = ["json", "html"] as const;

export const ExportUser = endpoint({
  method: "get",
  path: "/api/v1/users/:id/export",
  caller: "admin",
  permission: "people.export",
  summary:
    "All that is stored on one person, as a file: JSON, or with `format=html` a page to read, in `language`. Mails that they reported are named; each is downloaded from its report. On record.",
  status: 200,
  params: ById,
  query: z.object({ format: z.optional(z.enum(exportFormats)), language: z.optional(Language) }),
  bytes: "application/json",
});
