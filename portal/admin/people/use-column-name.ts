import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import type { PeopleColumn } from "./people-columns.ts";

/** What a column is called. */
export function useColumnName(): (column: PeopleColumn | "name") => string {
  const { t } = useTexts();
  const { label } = useEmployeeId();
  return (column) => (column === "employeeId" ? label : t(`people.column.${column}`));
}
