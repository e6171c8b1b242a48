import { describe, expect, it } from "vitest";
import { reportClients } from "../../shared/after-report.ts";
import type { AfterReport } from "../../shared/contracts/after-report.ts";
import { moveAfterReport, plainAfterReport, usualAfterReport } from "./after-report.ts";

describe("where a reported mail goes", () => {
  it.each([
    ["threat", "phishing", "junkFolder"],
    ["threat", undefined, "junkFolder"],
    ["threat", "spam", "junkFolder"],
    ["threat", "unsure", "noMove"],
    ["welcomeSimulation", "unsure", "deletedItemsFolder"],
    ["simulation", "spam", "deletedItemsFolder"],
    ["colleaguesSimulation", undefined, "deletedItemsFolder"],
    ["ourOwnMail", "phishing", "noMove"],
  ] as const)("as usual: %s, taken for %s: %s", (outcome, reportedAs, to) =>
    expect(moveAfterReport({ outcome, reportedAs })).toEqual({ to }),
  );

  const chosen: AfterReport = {
    all: {
      practice: { to: "customFolder", folder: "Caught" },
      phishing: { to: "deletedItemsFolder" },
      spam: { to: "noMove" },
      unsure: { to: "junkFolder" },
    },
    clients: { mac: { phishing: { to: "customFolder", folder: "Reported" } } },
  };

  it.each([
    ["threat", "phishing", { to: "deletedItemsFolder" }],
    ["threat", "spam", { to: "noMove" }],
    ["threat", "unsure", { to: "junkFolder" }],
    ["simulation", "phishing", { to: "customFolder", folder: "Caught" }],
    ["colleaguesSimulation", "spam", { to: "customFolder", folder: "Caught" }],
  ] as const)("as the organization chose: %s, taken for %s: %j", (outcome, reportedAs, move) =>
    expect(moveAfterReport({ outcome, reportedAs }, chosen)).toEqual(move),
  );

  it("is different for a client only in what is said for it; a client that does not say which it is, is none of them", () => {
    const phishing = { outcome: "threat", reportedAs: "phishing" } as const;
    expect(moveAfterReport({ ...phishing, client: "mac" }, chosen)).toEqual({
      to: "customFolder",
      folder: "Reported",
    });
    for (const client of ["web", "windows", undefined] as const)
      expect(moveAfterReport({ ...phishing, client }, chosen)).toEqual({ to: "deletedItemsFolder" });
    expect(moveAfterReport({ outcome: "threat", reportedAs: "spam", client: "mac" }, chosen)).toEqual({
      to: "noMove",
    });
  });

  it("is nowhere for a colleague's simulation in the colleague's own mailbox, which they may still find", () => {
    const outcome = "colleaguesSimulation";
    expect(moveAfterReport({ outcome, mailbox: "shared" })).toEqual({ to: "noMove" });
    expect(moveAfterReport({ outcome, mailbox: "shared", client: "mac" }, chosen)).toEqual({ to: "noMove" });
    expect(moveAfterReport({ outcome: "threat", mailbox: "shared" })).toEqual({ to: "junkFolder" });
    expect(moveAfterReport({ outcome: "simulation", mailbox: "shared" })).toEqual({
      to: "deletedItemsFolder",
    });
  });

  it("is nowhere for our own mails, whatever was chosen and wherever", () => {
    for (const client of [...reportClients, undefined])
      expect(moveAfterReport({ outcome: "ourOwnMail", reportedAs: "phishing", client }, chosen)).toEqual({
        to: "noMove",
      });
  });
});

describe("a choice, as it is stored", () => {
  it("is none where all is as usual, so that what is usual may change for whoever never chose", () => {
    expect(plainAfterReport(usualAfterReport)).toBeUndefined();
    const said = { mac: { spam: { to: "junkFolder" } }, web: {} } as const;
    expect(plainAfterReport({ ...usualAfterReport, clients: said })).toBeUndefined();
  });

  it("keeps of the exceptions those that differ", () => {
    const folder = { to: "customFolder", folder: "Reported" } as const;
    const all = { ...usualAfterReport.all, phishing: folder };
    expect(
      plainAfterReport({
        all,
        clients: {
          web: { phishing: { ...folder }, unsure: { to: "junkFolder" } },
          windows: { phishing: { ...folder, folder: "Else" } },
          mac: { phishing: { ...folder } },
        },
      }),
    ).toEqual({
      all,
      clients: {
        web: { unsure: { to: "junkFolder" } },
        windows: { phishing: { ...folder, folder: "Else" } },
      },
    });
  });
});
