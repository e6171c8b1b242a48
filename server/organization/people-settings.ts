import type * as z from "zod/mini";
import type { Organization, UpdateOrganization } from "../../shared/contracts/organization.ts";
import { usualEmployeeIdLabel, type EmployeeIdLabel } from "../../shared/employee-id.ts";
import { usualWorkingHours, weekdays, workingHoursProblem } from "../../shared/working-hours.ts";
import { refuseAt } from "./refuse-at.ts";
import type { OrganizationDoc } from "./organization-store.ts";

type Changes = z.output<typeof UpdateOrganization.request>;
type Parts = Pick<OrganizationDoc, "workingHours" | "required" | "employeeIdLabel" | "terms">;
type View = Pick<z.input<typeof Organization>, "workingHours" | "required" | "employeeIdLabel" | "terms">;

export const nothingRequired = { company: false, department: false };
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What a client sees of the settings about people: what is usual where nothing else was said. */
export function peopleSettingsView({
  workingHours = usualWorkingHours,
  required = nothingRequired,
  employeeIdLabel = usualEmployeeIdLabel,
  terms,
}: Parts): View {
  return {
    workingHours: { ...workingHours, days: [...workingHours.days] },
    required,
    employeeIdLabel,
    ...(terms && { terms }),
  };
}

const dayProblems = {
  days: "There must be at least one day.",
  order: "The end must come after the beginning.",
  short: "A day lasts two hours at least.",
} as const;

function hoursAfter(asked: NonNullable<Changes["workingHours"]>): Parts["workingHours"] {
  const hours = { ...asked, days: weekdays.filter((day) => asked.days.includes(day)) };
  const problem = workingHoursProblem(hours);
  if (problem)
    refuseAt(problem === "days" ? "$.workingHours.days" : "$.workingHours.until", dayProblems[problem]);
  return same(hours.days, usualWorkingHours.days) &&
    hours.from === usualWorkingHours.from &&
    hours.until === usualWorkingHours.until
    ? undefined
    : hours;
}

function labelAfter(
  asked: EmployeeIdLabel,
  languages: OrganizationDoc["languages"],
): Parts["employeeIdLabel"] {
  if (asked.name !== "own")
    return asked.name === usualEmployeeIdLabel.name ? undefined : { name: asked.name };
  const missing = languages.find((language) => !asked.own?.[language]);
  if (missing)
    refuseAt(`$.employeeIdLabel.own.${missing}`, "A word of your own is needed in each language that is on.");
  return { name: "own", own: asked.own };
}

/** The address of the terms as it is stored: people are led there, so it is nothing but a page. */
function termsAfter(asked: { url: string } | null): Parts["terms"] {
  if (asked === null || asked.url === "") return undefined;
  const url = URL.canParse(asked.url) ? new URL(asked.url) : null;
  if (url?.protocol !== "https:" || url.username || url.password)
    return refuseAt("$.terms.url", "The terms stand at an address that begins with https://.");
  return { url: url.href };
}

/** The settings about people afterwards, of what is asked for. @throws AppError `invalid_request`, naming the place. */
export function peopleSettingsAfter(
  before: OrganizationDoc,
  asked: Changes,
  languages: OrganizationDoc["languages"],
): Partial<Parts> {
  const after: Partial<Parts> = {};
  if (asked.workingHours) after.workingHours = hoursAfter(asked.workingHours);
  if (asked.required) {
    const { company, department } = { ...nothingRequired, ...before.required, ...asked.required };
    after.required = company || department ? { company, department } : undefined;
  }
  if (asked.employeeIdLabel) after.employeeIdLabel = labelAfter(asked.employeeIdLabel, languages);
  if (asked.terms !== undefined) after.terms = termsAfter(asked.terms);
  return after;
}
