import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountStatuses, trainingStages, userEvents, type UserEvent } from "../../shared/lifecycle.ts";
import { AppError } from "../errors.ts";
import { allowedEvents, move, shownStanding, type Standing } from "./lifecycle.ts";

const outcome = (standing: Standing, event: UserEvent): string => {
  try {
    const { stage, status, mail, newStart, already } = move(standing, event);
    if (already) return "=";
    const parts = [stage, status, mail && `+${mail}`, newStart && "new start"].filter(Boolean);
    return parts.join(" ") || "ok";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

const started = "started +welcome new start";
const no = "move_not_allowed";
const off = "user_not_active";

/** The whole table: each row an event, each column a standing. */
const columns: Standing[] = [
  { stage: "notStarted", status: "active" },
  { stage: "started", status: "active" },
  { stage: "onboarded", status: "active" },
  { stage: "notStarted", status: "inactive" },
  { stage: "started", status: "inactive" },
  { stage: "onboarded", status: "inactive" },
  { stage: "notStarted", status: "removed" },
  { stage: "started", status: "removed" },
  { stage: "onboarded", status: "removed" },
];
const table: Record<UserEvent, string[]> = {
  join: [started, "=", "=", off, off, off, off, off, off],
  start: [started, "=", "=", off, off, off, off, off, off],
  invite: ["ok", no, no, off, off, off, off, off, off],
  accept: [started, "=", "=", off, off, off, off, off, off],
  automatedStart: [started, no, no, off, off, off, off, off, off],
  onboard: ["=", "onboarded", "=", "=", "onboarded", "=", "=", "=", "="],
  restart: [no, started, started, off, off, off, off, off, off],
  deactivate: ["inactive", "inactive", "inactive", "=", "=", "=", no, no, no],
  activate: ["=", "=", "=", "active", "active", "active", no, no, no],
  remove: ["removed", "removed", "removed", "removed", "removed", "removed", "=", "=", "="],
  restore: [no, no, no, no, no, no, "active", "active", "active"],
  purge: [no, no, no, no, no, no, "ok", "ok", "ok"],
};

describe("the life cycle", () => {
  it.each(
    userEvents.flatMap((event) => columns.map((standing, i) => [event, standing, table[event][i]!] as const)),
  )("%s asked of %o gives %s", (event, standing, expected) =>
    expect(outcome(standing, event)).toBe(expected),
  );

  it("covers every stage with every status", () => {
    expect(columns).toHaveLength(trainingStages.length * accountStatuses.length);
  });

  it("reaches every stage and status from a new user", () => {
    const seen = new Set<string>();
    const walk = (standing: Standing) => {
      const key = `${standing.stage}/${standing.status}`;
      if (seen.has(key)) return;
      seen.add(key);
      for (const event of allowedEvents(standing)) walk({ ...standing, ...only(move(standing, event)) });
    };
    walk({ stage: "notStarted", status: "active" });
    expect(seen.size).toBe(columns.length);
  });

  it("is never left by random sequences of events, and onboarding never goes backwards but by a restart", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...userEvents), { maxLength: 60 }), (events) => {
        let standing: Standing = { stage: "notStarted", status: "active" };
        let starts = 0;
        let welcomes = 0;
        for (const event of events) {
          const before = standing;
          try {
            const what = move(before, event);
            if (what.already) continue;
            standing = { ...before, ...only(what) };
            starts += what.newStart ? 1 : 0;
            welcomes += what.mail ? 1 : 0;
            expect(trainingStages).toContain(standing.stage);
            expect(accountStatuses).toContain(standing.status);
            if (before.stage === "onboarded" && event !== "restart") expect(standing.stage).toBe("onboarded");
            if (before.status !== "active") expect(what.mail).toBeUndefined();
            expect(standing.stage === "notStarted").toBe(starts === 0);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            expect(standing).toBe(before);
          }
        }
        expect(welcomes).toBe(starts);
      }),
      { numRuns: 10_000, seed: 4 },
    );
  });

  it("keeps the stage of a removed user for the restore", () => {
    for (const stage of trainingStages)
      expect(move({ stage, status: "removed" }, "restore").stage).toBeUndefined();
  });

  it("shows what lists show", () => {
    expect(columns.map((standing) => shownStanding(standing))).toEqual([
      "notStarted",
      "waiting",
      "onboarded",
      ...Array<string>(3).fill("inactive"),
      ...Array<string>(3).fill("removed"),
    ]);
    expect(shownStanding({ stage: "notStarted", status: "active" }, true)).toBe("invited");
  });
});

function only({ stage, status }: Partial<Standing>): Partial<Standing> {
  return { ...(stage && { stage }), ...(status && { status }) };
}
