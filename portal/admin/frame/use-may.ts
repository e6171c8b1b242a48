import { may, type Permission, seesDepartmentOnly } from "../../../shared/permissions.ts";
import { useSession } from "../api.ts";

/** May the reader do this? The server decides; this only spares a futile press. */
export function useMay(permission: Permission): boolean {
  const role = useSession().data?.user.role;
  return role !== undefined && may(role, permission);
}

/** Does the reader see the people of one department alone? */
export function useSeesDepartmentOnly(): boolean {
  const role = useSession().data?.user.role;
  return role !== undefined && seesDepartmentOnly(role);
}
