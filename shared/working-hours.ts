/** Days of the week as iCalendar names them, Monday first. */
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];

/** When people are at work, by the clocks of the organization's zone: `from` up to `until`, which may be `24:00`. */
export interface WorkingHours {
  days: readonly Weekday[];
  from: string;
  until: string;
}

/** Where an organization says nothing else. */
export const usualWorkingHours: WorkingHours = {
  days: ["MO", "TU", "WE", "TH", "FR"],
  from: "09:00",
  until: "17:00",
};

/** Shorter days leave no room for mails at different times. */
export const shortestWorkingDay = 120;

/** Minutes since midnight of a time like `09:30`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Why these cannot be somebody's working hours. */
export function workingHoursProblem({
  days,
  from,
  until,
}: WorkingHours): "days" | "order" | "short" | undefined {
  if (days.length === 0) return "days";
  const length = minutesOf(until) - minutesOf(from);
  if (length <= 0) return "order";
  return length < shortestWorkingDay ? "short" : undefined;
}
