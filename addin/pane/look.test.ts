import { describe, expect, it } from "vitest";
import type { Me } from "../../shared/contracts/me.ts";
import { mailStates } from "../../shared/lifecycle.ts";
import { chooseLook, type Facts, type Look } from "./look.ts";
import { type MailReport, initialState } from "./pane-state.ts";
import { buildMail, buildMe, buildReceipt, buildUser } from "./test-values.ts";

const mail = buildMail();
const started = (change: Partial<Me> = {}) =>
  buildMe({
    user: buildUser({ stage: "started" }),
    welcome: { state: "sent" },
    allowed: ["report"],
    ...change,
  });
const onboarded = buildMe({ user: buildUser({ stage: "onboarded" }), allowed: ["report"] });
const closed = buildMe({ allowed: ["report"], joining: { open: false, reason: "joining_closed" } });
const inactive = buildMe({ user: buildUser({ status: "inactive" }), allowed: ["report"] });
const startedInactive = started({ user: buildUser({ stage: "started", status: "inactive" }) });
const removed = buildMe({ user: buildUser({ stage: "onboarded", status: "removed" }), allowed: ["report"] });
const answered = (change: Partial<Extract<MailReport, { phase: "answered" }>>): Facts["reports"] => ({
  [mail.key]: {
    phase: "answered",
    mail,
    at: 0,
    receipt: buildReceipt(),
    partial: false,
    firstCatch: false,
    step: "outcome",
    ...change,
  },
});
const kept = { id: "1", at: "2026-11-03T08:00:00Z", mail };

const table: [situation: string, facts: Partial<Facts>, look: Look][] = [
  ["nothing is known yet", { host: "starting", mail: null }, "starting"],
  ["no Outlook around", { host: "outside" }, "outside"],
  ["Outlook silent", { host: "silent" }, "silent"],
  ["signing in", { me: null }, "starting"],
  ["signing in, known as onboarded", { me: null, hint: hint(true) }, "report"],
  ["signing in, known as onboarded, no mail", { me: null, hint: hint(true), mail: null }, "noMail"],
  ["signing in, known as newcomer", { me: null, hint: hint(false) }, "starting"],
  ["no tokens here", { me: null, signIn: "unavailable" }, "noSignIn"],
  ["sign-in failed", { me: null, signIn: "failed" }, "noSignIn"],
  ["a window is needed", { me: null, signIn: "failed", signInProblem: { reason: "asked" } }, "signIn"],
  [
    "signed out in the middle, nothing asked",
    { me: onboarded, signIn: "failed", signInProblem: { reason: "expired" } },
    "report",
  ],
  [
    "signed out in the middle of a report",
    {
      me: onboarded,
      signIn: "failed",
      signInProblem: { reason: "expired" },
      reports: { [mail.key]: { phase: "kept", mail, kept, reason: "signIn" } },
    },
    "signIn",
  ],
  ["no sign-in, report asked", { me: null, signIn: "failed", asked: "report" }, "report"],
  ["no connection", { me: null, meProblem: "offline" }, "unreachable"],
  ["server failed", { me: null, meProblem: "internal" }, "serverError"],
  ["tenant unknown", { me: null, meProblem: "tenant_not_registered" }, "notRegistered"],
  ["connection lost later", { me: onboarded, meProblem: "offline" }, "report"],
  ["newcomer, open gate", { me: buildMe() }, "join"],
  ["newcomer, open gate, no mail", { me: buildMe(), mail: null }, "join"],
  ["newcomer, closed gate", { me: closed }, "closed"],
  ["closed gate, report asked", { me: closed, asked: "report" }, "report"],
  ["closed gate, why", { me: closed, asked: "whyClosed" }, "whyClosed"],
  ["inactive, mail open", { me: inactive }, "report"],
  ["inactive, no mail", { me: inactive, mail: null }, "inactive"],
  ["inactive, done with the report", { me: inactive, reports: answered({ step: "dismissed" }) }, "inactive"],
  ["inactive while the Welcome mail is on its way", { me: startedInactive, mail: null }, "inactive"],
  ["removed, mail open", { me: removed }, "report"],
  ["removed, no mail", { me: removed, mail: null }, "removed"],
  ["started, no mail", { me: started(), mail: null }, "welcomeSent"],
  ["started, the mail of the join", { me: started(), joinedOn: mail.key }, "welcomeSent"],
  ["started, the mail of the join, next day", { me: started(), hint: hint(false, mail.key) }, "welcomeSent"],
  ["started, another mail", { me: started(), joinedOn: "<other@acme.example>" }, "report"],
  ["started by an admin, a mail", { me: started() }, "report"],
  [
    "started, the mail of the join, report asked",
    { me: started(), joinedOn: mail.key, asked: "report" },
    "report",
  ],
  ["onboarded, a mail", { me: onboarded }, "report"],
  ["onboarded, no mail", { me: onboarded, mail: null }, "noMail"],
  ["sending", { me: onboarded, reports: { [mail.key]: { phase: "sending", mail } } }, "sending"],
  ["kept", { reports: { [mail.key]: { phase: "kept", mail, kept, reason: "offline" } } }, "kept"],
  [
    "another mail's report is sending",
    { me: onboarded, reports: { x: { phase: "sending", mail } } },
    "report",
  ],
  ["a threat", { me: onboarded, reports: answered({}) }, "thanks"],
  [
    "caught the Welcome mail",
    { me: started(), reports: answered({ receipt: buildReceipt({ outcome: "welcomeSimulation" }) }) },
    "caught",
  ],
  [
    "caught a practice mail",
    { me: onboarded, reports: answered({ receipt: buildReceipt({ outcome: "simulation" }) }) },
    "caught",
  ],
  [
    "a colleague's",
    { me: onboarded, reports: answered({ receipt: buildReceipt({ outcome: "colleaguesSimulation" }) }) },
    "colleague",
  ],
  [
    "our own mail",
    { me: onboarded, reports: answered({ receipt: buildReceipt({ outcome: "ourOwnMail" }) }) },
    "ourOwn",
  ],
  [
    "reported before",
    { me: onboarded, reports: answered({ receipt: buildReceipt({ repeated: true }) }) },
    "already",
  ],
  [
    "reported before, answer unknown",
    { me: onboarded, reports: answered({ receipt: undefined }) },
    "already",
  ],
  ["first catch, continued", { me: onboarded, reports: answered({ step: "onboarded" }) }, "onboarded"],
  ["done with it", { me: onboarded, reports: answered({ step: "dismissed" }) }, "already"],
  [
    "done with it, still waiting for the Welcome mail",
    { me: started(), reports: answered({ step: "dismissed" }) },
    "welcomeSent",
  ],
  ["done with it, not joined", { me: buildMe(), reports: answered({ step: "dismissed" }) }, "join"],
  ["data page, in any look", { me: closed, asked: "data" }, "data"],
  ["when to report", { me: onboarded, asked: "whenToReport" }, "whenToReport"],
  [
    "clues again",
    {
      me: onboarded,
      asked: "clues",
      reports: answered({
        step: "dismissed",
        receipt: buildReceipt({ clues: { senderName: "", senderAddress: [], lines: [], items: [] } }),
      }),
    },
    "clues",
  ],
];

function hint(isOnboarded: boolean, joinedOn?: string) {
  return { tid: "t", oid: "o", onboarded: isOnboarded, organization: "Acme", joinedOn };
}

describe("which look", () => {
  it.each(table)("%s", (_situation, facts, look) => {
    expect(chooseLook({ ...initialState, host: "ready", signIn: "done", mail, ...facts })).toBe(look);
  });

  it.each(mailStates)("tells the true state of a Welcome mail that is %s", (state) => {
    const facts = { ...initialState, host: "ready" as const, me: started({ welcome: { state } }) };
    const expected = {
      sent: "welcomeSent",
      refused: "welcomeRefused",
      cancelled: "welcomeRefused",
      inDoubt: "welcomeInDoubt",
    };
    expect(chooseLook(facts)).toBe(
      state in expected ? expected[state as keyof typeof expected] : "welcomeQueued",
    );
  });
});
