import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Problem } from "../../shared/contracts/error.ts";
import { UpdateOrganization, type Organization } from "../../shared/contracts/organization.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const change = (body: object) =>
  test.request().patch(UpdateOrganization.path).set("Authorization", `Bearer ${acme.ownerToken}`).send(body);
const joiningNow = async () => (await test.deps.organizations.get(acme.id)).joining;

const taken: [string, string, string][] = [
  ["an instant in UTC", "2026-11-24T09:00:00Z", "2026-11-24T09:00:00.000Z"],
  ["with milliseconds", "2026-11-24T09:00:00.123Z", "2026-11-24T09:00:00.123Z"],
  ["finer than we keep", "2026-11-24T09:00:00.123999Z", "2026-11-24T09:00:00.123Z"],
  ["29 February of a leap year", "2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["29 February 2000", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"],
  ["in the hour that summer time skips", "2027-03-28T02:30:00Z", "2027-03-28T02:30:00.000Z"],
  ["in the hour that comes twice", "2026-10-25T00:30:00Z", "2026-10-25T00:30:00.000Z"],
  ["the last second of a day", "2026-12-31T23:59:59Z", "2026-12-31T23:59:59.000Z"],
  ["the last year of four digits", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
];
const refused: [string, unknown][] = [
  ["30 February", "2026-02-30T00:00:00Z"],
  ["29 February 2027", "2027-02-29T00:00:00Z"],
  ["29 February 2100", "2100-02-29T00:00:00Z"],
  ["31 April", "2027-04-31T00:00:00Z"],
  ["month 13", "2027-13-01T00:00:00Z"],
  ["month 0", "2027-00-10T00:00:00Z"],
  ["day 0", "2027-01-00T00:00:00Z"],
  ["dd/mm/yyyy", "04/12/2026 09:00"],
  ["mm-dd-yyyy", "12-04-2026T09:00:00Z"],
  ["two digits of a year", "26-11-24T09:00:00Z"],
  ["five digits of a year", "12026-11-24T09:00:00Z"],
  ["a signed year", "+012026-11-24T09:00:00Z"],
  ["a year before Christ", "-000001-11-24T09:00:00Z"],
  ["no zone", "2026-11-24T09:00:00"],
  ["a date alone", "2026-11-24"],
  ["an offset", "2026-11-24T09:00:00+14:00"],
  ["an offset that is too far", "2026-11-24T09:00:00+25:00"],
  ["minus zero", "2026-11-24T09:00:00-00:00"],
  ["a zone's name", "2026-11-24T09:00:00[Europe/Amsterdam]"],
  ["24:00", "2026-11-24T24:00:00Z"],
  ["hour 25", "2026-11-24T25:00:00Z"],
  ["minute 60", "2026-11-24T09:60:00Z"],
  ["second 60", "2026-12-31T23:59:60Z"],
  ["second 61", "2026-12-31T23:59:61Z"],
  ["a week date", "2026-W48-2T09:00:00Z"],
  ["a day of the year", "2026-328T09:00:00Z"],
  ["the basic form", "20261124T090000Z"],
  ["the mail's form", "Tue, 24 Nov 2026 09:00:00 GMT"],
  ["words", "tomorrow"],
  ["milliseconds", 1_795_510_800_000],
  ["milliseconds as text", "1795510800000"],
  ["NaN", "NaN"],
  ["an empty text", ""],
  ["a blank", " 2026-11-24T09:00:00Z"],
  ["a line end", "2026-11-24T09:00:00Z\n"],
  ["other digits", "\u0662\u0660\u0662\u0666-11-24T09:00:00Z"],
  ["full-width digits", "\uff12\uff10\uff12\uff16-11-24T09:00:00Z"],
  ["a minus that looks like a hyphen", "2026\u221211\u221224T09:00:00Z"],
  ["an object", { $date: "2026-11-24T09:00:00Z" }],
  ["a list", ["2026-11-24T09:00:00Z"]],
  ["true", true],
];

describe.each(["opensAt", "closesAt"] as const)("joining.%s", (field) => {
  it.each(taken)("takes %s and gives the same instant back", async (_name, typed, instant) => {
    await change({ joining: { opensAt: null, closesAt: null } }).expect(200);
    const body = (await change({ joining: { [field]: typed } }).expect(200)).body as unknown;
    expect((body as Organization).joining[field]).toBe(instant);
    expect((await joiningNow())[field]?.toISOString()).toBe(instant);
  });

  it.each(refused)("refuses %s, and says where", async (_name, typed) => {
    const before = await joiningNow();
    const body = (await change({ joining: { [field]: typed } }).expect(400)).body as unknown;
    expect((body as Problem).code).toBe("invalid_request");
    expect((body as Problem).violations?.map(({ path }) => path)).toEqual([`$.joining.${field}`]);
    expect(await joiningNow()).toEqual(before);
  });
});

describe("the window of joining", () => {
  const early = "2026-11-24T09:00:00Z";
  const late = "2026-11-25T09:00:00Z";
  const refusal = async (joining: object) => {
    const body = (await change({ joining }).expect(400)).body as unknown;
    return (body as Problem).violations;
  };
  const beforeBeginning = [{ path: "$.joining.closesAt", message: "The end must come after the beginning." }];

  it("does not end before it begins, whichever of the two is changed", async () => {
    await change({ joining: { opensAt: null, closesAt: null } }).expect(200);
    expect(await refusal({ opensAt: late, closesAt: early })).toEqual(beforeBeginning);
    expect(await refusal({ opensAt: early, closesAt: early })).toEqual(beforeBeginning);
    await change({ joining: { opensAt: late } }).expect(200);
    expect(await refusal({ closesAt: early })).toEqual(beforeBeginning);
    await change({ joining: { opensAt: null, closesAt: early } }).expect(200);
    expect(await refusal({ opensAt: late })).toEqual(beforeBeginning);
    expect(await joiningNow()).toMatchObject({ closesAt: new Date(early) });
    await change({ joining: { opensAt: early, closesAt: late } }).expect(200);
  });

  it("may be only a beginning, only an end, or none", async () => {
    await change({ joining: { opensAt: late, closesAt: null } }).expect(200);
    await change({ joining: { opensAt: null, closesAt: early } }).expect(200);
    await change({ joining: { opensAt: null, closesAt: null } }).expect(200);
  });

  it("opens and closes to the second", async () => {
    await change({
      joining: { anyoneCanJoin: true, opensAt: "2026-11-24T10:00:00Z", closesAt: "2026-11-24T11:00:00Z" },
    }).expect(200);
    const join = async (who: string) =>
      (
        await test
          .request()
          .post("/api/v1/me/join")
          .set("Authorization", `Bearer ${await acme.tokenOf(`${who}@acme.example`)}`)
      ).status;
    const verdicts = [];
    for (const at of ["09:59:59.999", "10:00:00.000", "10:59:59.999", "11:00:00.000"]) {
      test.clock.advance(new Date(`2026-11-24T${at}Z`).getTime() - test.clock.now().getTime());
      verdicts.push([at, await join(`at-${at.replace(/\D/g, "")}`)]);
    }
    expect(verdicts).toEqual([
      ["09:59:59.999", 403],
      ["10:00:00.000", 200],
      ["10:59:59.999", 200],
      ["11:00:00.000", 403],
    ]);
  });
});

describe("10,000 generated dates", () => {
  const schema = UpdateOrganization.request;
  const read = (opensAt: unknown) => z.safeParse(schema, { joining: { opensAt } });
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, "0"));
  const parts = fc.tuple(
    fc.oneof(fc.integer({ min: 1990, max: 2110 }), fc.integer({ min: 0, max: 9999 })),
    two(14),
    two(33),
    two(25),
    two(61),
    two(61),
    fc.constantFrom("Z", "", "z", "+00:00", "+14:00", "-12:00", ".5Z", ".123Z", ".123456789Z"),
    fc.constantFrom("T", " ", "t"),
  );

  it("are the day that they name, or are refused; none slides into another day", () => {
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second, end, between]) => {
        const date = `${String(year).padStart(4, "0")}-${month}-${day}`;
        const typed = `${date}${between}${hour}:${minute}:${second}${end}`;
        const result = read(typed);
        // Which days there are, told by the calendar and not by the code under test.
        const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0;
        const real =
          Number(day) >= 1 &&
          Number(day) <= days &&
          Number(hour) < 24 &&
          Number(minute) < 60 &&
          Number(second) < 60 &&
          between === "T" &&
          end.endsWith("Z");
        expect([typed, result.success]).toEqual([typed, real]);
        if (real) expect(new Date(typed).toISOString().slice(0, 19)).toBe(typed.slice(0, 19));
      }),
      { numRuns: 9000, seed: 101 },
    );
  });

  it("of any text never become a date that is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.anything()), (typed) => {
        const result = read(typed);
        if (result.success && typed !== null && typed !== undefined)
          expect(Number.isNaN(new Date(typed as string).getTime())).toBe(false);
      }),
      { numRuns: 1000, seed: 102 },
    );
  });
});

describe("timeZone", () => {
  it.each(["Europe/Amsterdam", "UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns"])(
    "takes %s",
    async (timeZone) => {
      const body = (await change({ timeZone }).expect(200)).body as unknown;
      expect((body as Organization).timeZone).toBe(timeZone);
    },
  );

  it.each([
    "",
    " ",
    "Europe/Nowhere",
    "Europe",
    "Amsterdam",
    "+14:00",
    "-01:00",
    "+0100",
    "UTC+1",
    "GMT+25",
    "Europe/Amsterdam ",
    "Europe/Amsterdam\u0000",
    "Europe\\Amsterdam",
    "../Europe/Amsterdam",
    "Europe/Amsterdam\r\nX: y",
    "__proto__",
    "constructor",
    "\u0395urope/Amsterdam",
    "x".repeat(65),
    "x".repeat(100_000),
    null,
    5,
    {},
    ["UTC"],
  ])("refuses %j", async (timeZone) => {
    const before = (await test.deps.organizations.get(acme.id)).timeZone;
    const body = (await change({ timeZone }).expect(400)).body as unknown;
    expect((body as Problem).violations?.[0]?.path).toMatch(/^\$\.timeZone/);
    expect((await test.deps.organizations.get(acme.id)).timeZone).toBe(before);
  });
});
