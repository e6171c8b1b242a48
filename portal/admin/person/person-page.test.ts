import { describe, expect, it } from "vitest";
import type { Person } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import { notOffered } from "./not-offered.ts";
import { changedFields, changeFor, draftOf } from "./person-fields.ts";
import { wayOf } from "./way-steps.ts";

const at = "2026-11-24T09:00:00.000Z";
const user = (fields: Partial<User> = {}) =>
  ({ firstName: "", lastName: "", email: "colleague@acme.example", stage: "notStarted", ...fields }) as User;
const way = (fields: Partial<User>, welcome: Person["welcome"] = null) =>
  wayOf({ user: user(fields), welcome }).map(({ name, done, why }) => [name, done, why]);

describe("the picture of the way", () => {
  it("begins with nothing done", () => {
    expect(way({})).toEqual([
      ["started", false, undefined],
      ["accepted", false, undefined],
      ["onboarded", false, undefined],
    ]);
  });

  it("says why a Welcome mail is not accepted, where that is more than waiting", () => {
    const started = { stage: "started", startedAt: at } as const;
    expect(way(started, { state: "queued" })[1]).toEqual(["accepted", false, undefined]);
    expect(way(started, { state: "refused" })[1]).toEqual(["accepted", false, "person.way.refused"]);
    expect(way(started, { state: "sent", sentAt: at })[1]).toEqual(["accepted", true, undefined]);
    // A copy was refused, but the mail itself is there.
    expect(way(started, { state: "refused", sentAt: at })[1]).toEqual(["accepted", true, undefined]);
  });

  it("ends onboarded, whatever became of the Welcome mail", () => {
    const onboarded = { stage: "onboarded", startedAt: at, onboardedAt: at } as const;
    expect(way(onboarded, { state: "cancelled" }).map(([, done]) => done)).toEqual([true, false, true]);
    expect(wayOf({ user: user(onboarded), welcome: null }).at(-1)?.at).toBe(at);
  });
});

describe("what is not offered", () => {
  it("is told where it says more than the button of the way back", () => {
    expect(
      notOffered([
        { action: "start", why: "already" },
        { action: "restart" },
        { action: "activate", why: "already" },
        { action: "deactivate", why: "yourself" },
        { action: "remove", why: "owner_only" },
        { action: "restore", why: "move_not_allowed" },
      ]).map(({ action }) => action),
    ).toEqual(["start", "deactivate", "remove"]);
  });
});

describe("the form of a person", () => {
  const before = draftOf(user({ firstName: "Ana", infix: "de", employeeId: "0042" }), "nl");

  it("sends what was changed and nothing else; an empty value takes one away", () => {
    const draft = { ...before, firstName: " Anna ", infix: "", language: "" as const };
    const fields = changedFields(draft, before);
    expect(changeFor(draft, fields)).toEqual({ firstName: "Anna", infix: null, language: null });
  });

  it("takes blanks around a value for no change", () => {
    expect(changedFields({ ...before, employeeId: "0042 " }, before)).toEqual([]);
  });
});
