import type { Permission } from "../../../shared/permissions.ts";

/** Worth less to a role that sees one department alone: whatever reads people or counts them. */
export const isScoped = (permission: Permission): boolean => permission.endsWith(".read");
