import { weekdays, type Weekday, type WorkingHours } from "../../../shared/working-hours.ts";
import type { Texts } from "../text-context.ts";

/** Days in a row are told by the first and the last: "Monday to Friday, Sunday". */
export function daysInWords(days: readonly Weekday[], t: Texts["t"]): string {
  const on = weekdays.filter((day) => days.includes(day));
  if (on.length === weekdays.length) return t("settings.hours.everyDay");
  const runs: Weekday[][] = [];
  for (const day of on) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && weekdays.indexOf(day) === weekdays.indexOf(before) + 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: Weekday | undefined) => (day ? t(`weekday.${day}`) : "");
  return runs
    .flatMap((run) =>
      run.length > 2
        ? t("settings.hours.span", { first: name(run[0]), last: name(run.at(-1)) })
        : run.map((day) => name(day)),
    )
    .join(", ");
}

/** "Monday to Friday, 09:00 to 17:00" */
export const hoursInWords = ({ days, from, until }: WorkingHours, t: Texts["t"]): string =>
  `${daysInWords(days, t)}, ${t("settings.hours.time", { from, until })}`;

/** As the audit log keeps them: `MO,TU 09:00-17:00`. */
export function readHoursCode(code: string): WorkingHours | undefined {
  const [, days = "", from = "", until = ""] = /^([A-Z,]*) ([\d:]+)-([\d:]+)$/.exec(code) ?? [];
  const known = weekdays.filter((day) => days.split(",").includes(day));
  return from && until ? { days: known, from, until } : undefined;
}
