import { asLabel, employeeIdWord, usualEmployeeIdLabel } from "../../../shared/employee-id.ts";
import { useSession } from "../api.ts";
import { useTexts } from "../text-context.ts";

/** What the organization calls the employee ID: within a sentence, and as a label. */
export function useEmployeeId(): { word: string; label: string } {
  const { language } = useTexts();
  const { employeeIdLabel = usualEmployeeIdLabel, defaultLanguage = language } =
    useSession().data?.organization ?? {};
  const word = employeeIdWord(employeeIdLabel, language, defaultLanguage);
  return { word, label: asLabel(word) };
}
