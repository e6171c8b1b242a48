import { asLabel, employeeIdWord, usualEmployeeIdLabel } from "../../../shared/employee-id.ts";
import { useOrganization } from "../joining/use-organization.ts";
import { useTexts } from "../text-context.ts";

/** What the organization calls the employee ID: within a sentence, and as a label. */
export function useEmployeeId(): { word: string; label: string } {
  const { language } = useTexts();
  const { data } = useOrganization();
  const word = employeeIdWord(
    data?.employeeIdLabel ?? usualEmployeeIdLabel,
    language,
    data?.defaultLanguage ?? language,
  );
  return { word, label: asLabel(word) };
}
