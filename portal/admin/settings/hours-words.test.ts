import { describe, expect, it } from "vitest";
import { usualWorkingHours, type Weekday } from "../../../shared/working-hours.ts";
import { translate } from "../text-context.ts";
import { daysInWords, hoursInWords, readHoursCode } from "./hours-words.ts";

const [en, nl] = [translate("en"), translate("nl")];

describe("working hours in words", () => {
  it.each([
    [["MO", "TU", "WE", "TH", "FR"], "Monday to Friday"],
    [["SU", "MO", "WE", "TH", "FR"], "Monday, Wednesday to Friday, Sunday"],
    [["SA", "SU"], "Saturday, Sunday"],
    [["MO", "TU", "WE", "TH", "FR", "SA", "SU"], "every day"],
    [["WE"], "Wednesday"],
  ] as [Weekday[], string][])("%j", (days, words) => {
    expect(daysInWords(days, en)).toBe(words);
  });

  it("are told with the days in Dutch, too", () => {
    expect(hoursInWords(usualWorkingHours, nl)).toBe("maandag tot en met vrijdag, 09:00 tot 17:00");
  });

  it("are read back from the record, and nothing else is", () => {
    expect(readHoursCode("MO,TU,WE,TH,FR 09:00-17:00")).toEqual(usualWorkingHours);
    for (const odd of ["", "MO", "9-5", "MO 09:00"]) expect(readHoursCode(odd)).toBeUndefined();
  });
});
