/**
 * Seeded faults: for each promise of the product, ways to break it that its tests must notice. They exist in no build of
 * the product: `npm run faults` writes one at a time into a copy of the sources and runs the tests there.
 */
export interface Fault {
  name: string;
  /** The promise that it breaks, as docs/reliability.md names it. */
  promise: string;
  what: string;
  /** Texts that stand in these files exactly once. */
  edits: readonly { file: string; find: string; replace: string }[];
  /** Test files of which at least one test must fail. */
  tests: readonly string[];
}

const one = (file: string, find: string, replace: string) => [{ file, find, replace }];

export const faults: readonly Fault[] = [
  {
    name: "doubtResent",
    promise: "M1 at most one",
    what: "A mail in doubt is claimed again",
    edits: one(
      "server/mail/outbox-store.ts",
      '{ state: "sending", $expr: trusted',
      "{ state: trusted({ $in: inHand }), $expr: trusted",
    ),
    tests: ["server/mail/outbox-kill.test.ts"],
  },
  {
    name: "claimedByTwo",
    promise: "M1 at most one",
    what: "A worker takes what another has in hand",
    edits: one(
      "server/mail/outbox-store.ts",
      '{ $lt: ["$lease.until", "$$NOW"] }',
      '{ $ne: ["$lease.until", "$$NOW"] }',
    ),
    tests: ["server/mail/outbox-worker.test.ts"],
  },
  {
    name: "noFence",
    promise: "M1 at most one",
    what: "A worker whose claim was replaced sends all the same",
    edits: one(
      "server/mail/attempt.ts",
      'if (!held) throw new Error("Another worker has this message now.");',
      "void held;",
    ),
    tests: ["server/mail/outbox-worker.test.ts"],
  },
  {
    name: "claimsMixed",
    promise: "M1 at most one",
    what: "A claim that a process lost passes for the one that it has now",
    edits: one(
      "server/mail/attempt.ts",
      "return messages.map(({ id, claim }) => held.get(claim)?.has(id) ?? false);",
      "return messages.map(({ id }) => [...held.values()].some((ids) => ids.has(id)));",
    ),
    tests: ["server/mail/outbox-worker.test.ts"],
  },
  {
    name: "twoWelcomes",
    promise: "M1 at most one",
    what: "A start is not looked up before its Welcome simulation is made",
    edits: [
      {
        file: "server/simulations/simulation-service.ts",
        find: "if (earlier.some(({ startNumber }) => startNumber === user.startNumber)) return;",
        replace: "",
      },
      {
        file: "server/simulations/simulation-store.ts",
        find: '{ unique: true, partialFilterExpression: { kind: "welcome" } },',
        replace: "{},",
      },
    ],
    tests: ["server/simulations/simulation-service.test.ts"],
  },
  {
    name: "noDoubtMark",
    promise: "M2 never silently none",
    what: "The text goes out before it is marked in doubt",
    edits: one(
      "server/mail/attempt.ts",
      'if (message.kind !== "simulation") return;\n        const held',
      "if (message.kind) return;\n        const held",
    ),
    tests: ["server/mail/outbox-kill.test.ts"],
  },
  {
    name: "cutIsSent",
    promise: "M2 never silently none",
    what: "A cut after the text counts as a temporary refusal",
    edits: one(
      "server/mail/smtp-session.ts",
      'return began ? { kind: "inDoubt", reply } :',
      'return began ? { kind: "later", scope: "message", reply } :',
    ),
    tests: ["server/mail/smtp.test.ts"],
  },
  {
    name: "forwardOnce",
    promise: "M3 forwards at least once",
    what: "A forward in doubt is left like a simulation",
    edits: one(
      "server/domain/outbox.ts",
      'return message.kind !== "simulation" ? later(result.reply) :',
      'return message.kind === "mailbox" ? later(result.reply) :',
    ),
    tests: ["server/domain/outbox.test.ts", "server/mail/outbox-worker.test.ts"],
  },
  {
    name: "refusalStopsAll",
    promise: "M4 one bad recipient harms nobody else",
    what: "A refused recipient counts against the mail server as a whole",
    edits: one(
      "server/domain/outbox.ts",
      'return { kind: "refused", scope: "recipient" };',
      'return { kind: "refused", scope: "channel" };',
    ),
    tests: ["server/domain/outbox.test.ts", "server/mail/outbox-worker.test.ts"],
  },
  {
    name: "senderBlamesPerson",
    promise: "M4 one bad recipient harms nobody else",
    what: "A refused sender marks the persons",
    edits: one("server/domain/outbox.ts", 'if (stage === "mail" || aboutUs(code))', "if (aboutUs(code))"),
    tests: ["server/domain/outbox.test.ts", "server/mail/outbox-worker.test.ts"],
  },
  {
    name: "greetingIsEnough",
    promise: "The mail server away and back is told as it is",
    what: "A mail server that refuses our sender counts as back as soon as it greets",
    edits: one("server/mail/smtp.ts", "if (sender && isUsable(sender)) await session.tryOut(sender);", ""),
    tests: ["server/mail/outbox-worker.test.ts", "server/mail/smtp.test.ts"],
  },
  {
    name: "wordLeftBehind",
    promise: "The mail server away and back is told as it is",
    what: "Nobody takes back that the mail server is away when the worker that said so is gone",
    edits: one("server/mail/outbox-worker.ts", "    told = left.down;\n", ""),
    tests: ["server/mail/outbox-worker.test.ts"],
  },
  {
    name: "retryAtOnce",
    promise: "M5 growing, jittered waits",
    what: "Every try follows the last within a minute",
    edits: one(
      "server/domain/outbox.ts",
      "waits[Math.min(Math.max(tries, 1), waits.length) - 1] ?? minute",
      "waits[0] ?? minute",
    ),
    tests: ["server/domain/outbox.test.ts"],
  },
  {
    name: "burstAfterOutage",
    promise: "M6 nothing bursts",
    what: "What is long overdue goes out by itself",
    edits: one(
      "server/domain/outbox.ts",
      "now.getTime() - message.dueAt.getTime() > heldWhenOverdue",
      "now.getTime() - message.dueAt.getTime() > 1000 * heldWhenOverdue",
    ),
    tests: ["server/mail/outbox-worker.test.ts"],
  },
  {
    name: "limitPerServer",
    promise: "M6 nothing bursts",
    what: "The limit of a minute is not counted",
    edits: one(
      "server/mail/mail-limits.ts",
      "Math.max(0, Math.min(wanted, perOrganizationPerMinute - before))",
      "Math.max(wanted, perOrganizationPerMinute - before)",
    ),
    tests: ["server/mail/outbox-worker.test.ts"],
  },
  {
    name: "removedStillMailed",
    promise: "M7 changes take effect before the next mail",
    what: "A removed person is mailed",
    edits: one("server/domain/receiving.ts", 'if (!person || person.status === "removed")', "if (!person)"),
    tests: ["server/domain/receiving.test.ts"],
  },
  {
    name: "keyForgotten",
    promise: "R2 the same press, one report",
    what: "The Idempotency-Key is not an identity of the report",
    edits: one("server/reports/report-service.ts", "...(key !== undefined ? [`key:${key}`] : []),", ""),
    tests: ["server/reports/report-service.test.ts", "server/reports/report-routes.test.ts"],
  },
  {
    name: "bytesForgotten",
    promise: "R2 the same press, one report",
    what: "The same bytes again are another report",
    edits: one("server/reports/report-service.ts", "...(raw ? [`sha256:${raw.sha256}`] : []),", ""),
    tests: ["server/reports/report-service.test.ts", "server/reports/report-routes.test.ts"],
  },
  {
    name: "anybodysToken",
    promise: "R3 a simulation counts for its own person only",
    what: "A colleague's simulation is credited",
    edits: one(
      "server/reports/report-service.ts",
      "const own = found.find(({ user }) => user === reporter.user?._id);",
      "const own = found[0];",
    ),
    tests: ["server/reports/report-service.test.ts"],
  },
  {
    name: "markIsProof",
    promise: "R3 copied marks hide nothing",
    what: "A token alone counts as proof that the mail is harmless",
    edits: one(
      "server/reports/report-service.ts",
      "        simulation !== null &&\n        read.content !== null &&",
      "        simulation !== null || read.content !== null ||",
    ),
    tests: ["server/reports/report-service.test.ts"],
  },
  {
    name: "bytesRewritten",
    promise: "R4 the forwarded mail has the bytes that came",
    what: "Line ends of the reported mail are tidied",
    edits: one(
      "server/reports/forward.ts",
      '{ filename: "reported.eml", content: raw,',
      '{ filename: "reported.eml", content: Buffer.from(raw.toString("latin1").replace(/\\r?\\n/g, "\\n"), "latin1"),',
    ),
    tests: ["server/reports/report-service.test.ts"],
  },
  {
    name: "noOnboarding",
    promise: "R6 any simulation onboards",
    what: "A reported Welcome simulation onboards nobody",
    edits: one("server/domain/lifecycle.ts", 'onboard: { stage: "onboarded" },', "onboard: already,"),
    tests: ["server/domain/lifecycle.test.ts", "server/reports/report-service.test.ts"],
  },
  {
    name: "raceIsFailure",
    promise: "P1 one person per address",
    what: "Whoever comes second gets an error",
    edits: one(
      "server/joining/joining-service.ts",
      "if (!lostRace || tried === mostTries) throw error;",
      "if (lostRace || tried === mostTries) throw error;",
    ),
    tests: ["server/joining/joining.test.ts"],
  },
  {
    name: "addressNotUnique",
    promise: "P1 one person per address",
    what: "The database takes an address twice",
    edits: one(
      "server/users/user-store.ts",
      '{ unique: true, name: "oneUserPerAddress" }',
      '{ name: "oneUserPerAddress" }',
    ),
    tests: ["server/joining/joining.test.ts", "server/users/users.test.ts"],
  },
  {
    name: "removedMoves",
    promise: "P8 only moves of the table",
    what: "A removed user can be started",
    edits: one(
      "server/domain/lifecycle.ts",
      'if (status !== "active" && event !== "onboard")',
      'if (status === "inactive" && event !== "onboard")',
    ),
    tests: ["server/domain/lifecycle.test.ts"],
  },
  {
    name: "foreignUser",
    promise: "S1 nothing crosses organizations",
    what: "A user is found by the id alone",
    edits: one(
      "server/users/user-store.ts",
      ".find({ organization, _id: mongoose.trusted({ $in: [...ids] }) })",
      ".find({ _id: mongoose.trusted({ $in: [...ids] }) }, null, { acrossOrganizations: true } as never)",
    ),
    tests: ["server/http/isolation.test.ts"],
  },
  {
    name: "guardAsleep",
    promise: "S1 nothing crosses organizations",
    what: "A query without an organization reaches the database",
    edits: one(
      "server/db/tenant-guard.ts",
      'if (typeof organization !== "string" || organization === "")',
      "if (organization === null)",
    ),
    tests: ["server/users/users.test.ts"],
  },
  {
    name: "rightsOfYesterday",
    promise: "S2 rights are checked on each request",
    what: "Every role may do what an admin may",
    edits: one("server/auth/caller.ts", "if (!may(admin.user.role, permission))", "if (!permission)"),
    tests: ["server/http/isolation.test.ts"],
  },
  {
    name: "anyAudience",
    promise: "Identity: tokens of others open nothing",
    what: "A token made for another application is taken",
    edits: one("server/auth/access-token.ts", "audience: identity.addin.audiences,", ""),
    tests: ["server/auth/access-token.test.ts"],
  },
  {
    name: "anyIssuer",
    promise: "Identity: tokens of others open nothing",
    what: "The issuer is not compared with the tenant",
    edits: one(
      "server/auth/access-token.ts",
      'if (payload.iss !== identity.issuer.replace("{tenantid}", c.tid))',
      "if (!payload.iss)",
    ),
    tests: ["server/auth/access-token.test.ts"],
  },
  {
    name: "crossSite",
    promise: "Identity: foreign pages cause nothing",
    what: "A request of another site with the session's cookie is taken",
    edits: one("server/auth/caller.ts", '(site !== undefined && site !== "same-origin") ||', ""),
    tests: ["server/http/cross-site.test.ts"],
  },
  {
    name: "anyForm",
    promise: "Identity: foreign pages cause nothing",
    what: "The header that only our own client can set is not asked for",
    edits: one("server/auth/caller.ts", '|| req.get("x-firstcatch") === undefined)', ")"),
    tests: ["server/http/cross-site.test.ts"],
  },
  {
    name: "sessionKept",
    promise: "Identity: sessions cannot be planted",
    what: "The id of the session stays the same at sign-in",
    edits: one("server/auth/sign-in-routes.ts", "    await regenerate(req);\n", ""),
    tests: ["server/http/cross-site.test.ts"],
  },
  {
    name: "signInsWithoutEnd",
    promise: "Identity: strangers store little",
    what: "A client may start to sign in as often as it likes",
    edits: one("server/auth/sign-in-routes.ts", "if (seconds === null) {", "if (seconds !== 0) {"),
    tests: ["server/http/cross-site.test.ts"],
  },
  {
    name: "signInKept",
    promise: "Identity: strangers store little",
    what: "A sign-in that came to nothing stays in the store",
    edits: one(
      "server/auth/sign-in-routes.ts",
      "if (!req.session.admin) await promisify",
      "if (!req.session) await promisify",
    ),
    tests: ["server/http/cross-site.test.ts"],
  },
  {
    name: "goneAdmin",
    promise: "S2 rights are checked on each request",
    what: "An admin who was removed or deactivated goes on",
    edits: one("server/auth/caller.ts", '!user?.role || statusOf(user) !== "active"', "!user?.role"),
    tests: ["server/http/bad-tokens.test.ts", "server/http/cross-site.test.ts"],
  },
  {
    name: "anyNext",
    promise: "Identity: a sign-in leads to our own pages",
    what: "The place after the sign-in may be at another host",
    edits: [
      ...one("server/auth/sign-in-routes.ts", "return url.origin === origin && url", "return url"),
      ...one("server/auth/sign-in-routes.ts", "? url.pathname + url.search", "? url.href"),
    ],
    tests: ["server/http/headers.test.ts"],
  },
  {
    name: "endBeforeStart",
    promise: "S4 no bad input gets in",
    what: "Joining may close before it opens",
    edits: one(
      "server/organization/organization-service.ts",
      "joining.closesAt <= joining.opensAt)",
      "joining.closesAt < new Date(0))",
    ),
    tests: ["server/http/dates.test.ts"],
  },
  {
    name: "unseenLetters",
    promise: "Joining: only allowed addresses",
    what: "Characters that nobody sees are cut out of a domain",
    edits: one("server/domain/address.ts", " || unseen.test(typed)", ""),
    tests: ["server/domain/address.test.ts", "server/http/addresses.test.ts"],
  },
  {
    name: "personInLog",
    promise: "Privacy: nothing personal in logs",
    what: "A mail server's words go into the log as they are",
    edits: one(
      "server/http/request-log.ts",
      "serializers: { err: errorForLog, reply: replyForLog },",
      "serializers: { err: errorForLog },",
    ),
    tests: ["server/http/log-canary.test.ts"],
  },
  {
    name: "anyDomain",
    promise: "Joining: only allowed addresses",
    what: "A sub-domain of an allowed domain is let in",
    edits: one(
      "server/domain/address.ts",
      "domains.includes(domainOf(address)))",
      "domains.some((domain) => domainOf(address).endsWith(domain)))",
    ),
    tests: ["server/domain/address.test.ts"],
  },
  {
    name: "guestsComeIn",
    promise: "Joining: only allowed addresses",
    what: "A guest of the directory counts as one of the organization's domain",
    edits: one("server/domain/address.ts", "(!isGuest(address) && domains", "(domains"),
    tests: ["server/domain/address.test.ts", "server/http/addresses.test.ts"],
  },
  {
    name: "groupAllOrNobody",
    promise: "P1 one person per address",
    what: "One newcomer's clash refuses all who came at the same moment",
    edits: one(
      "server/db/insert-groups.ts",
      "if (group.length === 1 && !(error instanceof HeldUp)) throw error;",
      "throw error;",
    ),
    tests: ["server/db/insert-groups.test.ts"],
  },
  {
    name: "allWaitForOne",
    promise: "R1 acknowledged is kept",
    what: "What one person's documents wait for holds everybody up",
    edits: one("server/db/insert-groups.ts", "if (begun) throw new HeldUp();", ""),
    tests: ["server/db/insert-groups.test.ts"],
  },
  {
    name: "tokenOutlivesItself",
    promise: "Identity: tokens of others open nothing",
    what: "A token that was verified once is taken after it has expired",
    edits: one(
      "server/auth/verified-tokens.ts",
      "Math.min(Date.now() + forMs, (payload.exp ?? 0) * 1000 + skewMs)",
      "Date.now() + forMs + skewMs",
    ),
    tests: ["server/auth/verified-tokens.test.ts"],
  },
  {
    name: "indexUnwatched",
    promise: "Servers end in order",
    what: "The sessions' index is built behind the server's back",
    edits: one("server/auth/session.ts", 'autoRemove: "disabled",', 'autoRemove: "native",'),
    tests: ["server/serve.test.ts"],
  },
  {
    name: "unusedIndex",
    promise: "Cost per user is flat",
    what: "The index of directory ids cannot be used",
    edits: one(
      "server/users/user-store.ts",
      "partialFilterExpression: { directory: { $exists: true } },",
      'partialFilterExpression: { directory: { $type: "string" } },',
    ),
    tests: ["server/db/query-plans.test.ts"],
  },
  {
    name: "answerFirst",
    promise: "R1 acknowledged is kept",
    what: "The answer does not wait for the commit",
    edits: one(
      "server/db/insert-groups.ts",
      "await write(inserts);",
      "void write(inserts).catch(() => undefined);",
    ),
    tests: ["server/db/insert-groups.test.ts", "server/joining/joining.test.ts"],
  },
  {
    name: "stopForgotten",
    promise: "M5 a refused address is left alone",
    what: "Later simulations go to an address that was refused",
    edits: one("server/deps.ts", "if (refusal !== null)", "if (refusal === null && to === refusal)"),
    tests: ["server/mail/mail-routes.test.ts"],
  },
  {
    name: "askedTwice",
    promise: "M1 at most one",
    what: "An admin's second press makes a second copy",
    edits: [
      {
        file: "server/mail/outbox-store.ts",
        find: "{ organization, _id, state, closed: trusted({ $exists: false }) },",
        replace: "{ organization, _id },",
      },
      {
        file: "server/mail/mail-service.ts",
        find: "if (!(await store.takeFromStuck(message, to, at, tx))) throw new NotPossible();",
        replace: "await store.takeFromStuck(message, to, at, tx);",
      },
    ],
    tests: ["server/mail/mail-routes.test.ts"],
  },
  {
    name: "brokenToken",
    promise: "R3 the token in a mail is the person's own",
    what: "A token is filled in where quoted-printable broke the line, without the break",
    edits: one(
      "server/simulations/mail-template.ts",
      "return at < 0 ? value : `${value.slice(0, at)}=\\r\\n${value.slice(at)}`;",
      "return at < 0 ? value : value;",
    ),
    tests: ["server/simulations/mail-template.test.ts"],
  },
  {
    name: "restoredGoes",
    promise: "M1 at most one",
    what: "After a restore, mails go that may have gone already",
    edits: one("server/mail/hold-restored.ts", 'state: "held", reason: "restored"', 'reason: "restored"'),
    tests: ["server/mail/hold-restored.test.ts"],
  },
  {
    name: "laterDatabase",
    promise: "A server starts on what it knows",
    what: "A database of a later version is taken",
    edits: one("server/db/schema-version.ts", "stored !== null && stored > schemaVersion", "stored === -1"),
    tests: ["server/commands/commands.test.ts"],
  },
  {
    name: "signedOutStays",
    promise: "Identity: what is ended stays ended",
    what: "A session outlives signing out everywhere",
    edits: one(
      "server/auth/caller.ts",
      "if (epoch !== undefined && epoch !== (user.sessionEpoch ?? 0)) throw signIn();",
      "void epoch;",
    ),
    tests: ["server/auth/sign-out-everywhere.test.ts"],
  },
  {
    name: "movedUnsent",
    promise: "R5 nothing is moved or deleted without a receipt",
    what: "The report command moves a mail whose report failed",
    edits: one(
      "addin/report-command/report-command.ts",
      'moveItemTo: "noMove",\n    showPostProcessingDialog: { title: words("failed.title")',
      'moveItemTo: "junkFolder",\n    showPostProcessingDialog: { title: words("failed.title")',
    ),
    tests: ["addin/report-command/report-command.test.ts"],
  },
  {
    name: "openedUnseen",
    promise: "S3 each opening of a reported mail is on record",
    what: "A reported mail is handed out without a record",
    edits: one("server/reports/report-service.ts", 'action: "report.open",', 'action: "report.create",'),
    tests: ["server/reports/open-message.test.ts"],
  },
  {
    name: "toldTooEarly",
    promise: "R1 acknowledged = kept",
    what: "The database answers before it has written to its disk",
    edits: [
      {
        file: "server/db/connect.ts",
        find: 'writeConcern: { w: "majority", j: true },\n    readConcern: { level: "majority" },',
        replace: 'writeConcern: { w: 1, j: false },\n    readConcern: { level: "local" },',
      },
      {
        file: "server/db/connect.ts",
        find: 'readConcern: { level: "snapshot" },\n          writeConcern: { w: "majority", j: true },',
        replace: "writeConcern: { w: 1, j: false },",
      },
    ],
    tests: ["server/test/fleet/database.test.ts"],
  },
  {
    name: "knownToOne",
    promise: "R1 acknowledged = kept",
    what: "One node of the database answers for all of them",
    edits: one(
      "server/db/connect.ts",
      'readConcern: { level: "snapshot" },\n          writeConcern: { w: "majority", j: true },',
      'readConcern: { level: "snapshot" },\n          writeConcern: { w: 1, j: true },',
    ),
    tests: ["server/test/fleet/replica-set.test.ts"],
  },
  {
    name: "leaseNotRenewed",
    promise: "M1 at most one",
    what: "A worker lets the leases of what it has in hand run out",
    edits: one("server/mail/outbox-worker.ts", "if (claims.size > 0)", "if (claims.size < 0)"),
    tests: ["server/test/fleet/database.test.ts"],
  },
  {
    name: "ownersUnwatched",
    promise: "S2 an organization keeps an owner",
    what: "Two owners remove each other, each in a transaction that does not see the other",
    edits: one("server/users/user-actions.ts", "await ports.organizations.holdOwners(id, tx);", ""),
    tests: ["server/users/user-actions.test.ts"],
  },
  {
    name: "removedStillQueued",
    promise: "M7 changes take effect before the next mail",
    what: "The mails of a removed person stay in the queue",
    edits: one(
      "server/users/user-actions.ts",
      'await ports.outbox.cancelOf(organization._id, open, "personRemoved", tx);',
      "",
    ),
    tests: ["server/users/user-actions.test.ts"],
  },
  {
    name: "tokensOutlive",
    promise: "S2 rights end with the person",
    what: "The API tokens of a removed admin come back with the admin",
    edits: one(
      "server/users/user-actions.ts",
      "await ports.apiTokens.revokeAllOf(organization._id, admins, at, tx);",
      "",
    ),
    tests: ["server/users/user-actions.test.ts"],
  },
  {
    name: "partTwice",
    promise: "P8 only moves of the table",
    what: "A part of a job is done again by a worker that lost the job",
    edits: one(
      "server/users/user-jobs.ts",
      "outcome, { at, leaseMs }, tx))) throw new Stopped();",
      "outcome, { at, leaseMs }, tx))) return;",
    ),
    tests: ["server/users/user-jobs.test.ts"],
  },
];
