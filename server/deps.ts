import { randomBytes } from "node:crypto";
import type { JWTVerifyGetKey } from "jose";
import type { Logger } from "pino";
import { createApiTokenStore } from "./api-tokens/api-token-store.ts";
import { createAuditStore } from "./audit/audit-store.ts";
import { createChainStore } from "./audit/chain-store.ts";
import { createChaining } from "./audit/chaining.ts";
import { accessTokenCheck } from "./auth/access-token.ts";
import { buildSessionIndex, forgetSessions } from "./auth/session.ts";
import { createSignInCodes } from "./auth/sign-in-codes.ts";
import { createButtonStore } from "./check/button-store.ts";
import { checkToken } from "./check/check-mail.ts";
import { createCheckService } from "./check/check-service.ts";
import { createCheckStore } from "./check/check-store.ts";
import { createSenderDns } from "./check/sender.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { buildIndexes, connectDatabase, transactOn } from "./db/connect.ts";
import { insertGroups } from "./db/insert-groups.ts";
import { createChangeFeed } from "./events/change-feed.ts";
import { createRateLimit } from "./http/rate-limit.ts";
import { createLog } from "./http/request-log.ts";
import { mayReceive } from "./domain/receiving.ts";
import { statusOf } from "./domain/lifecycle.ts";
import { dkimSigner } from "./mail/dkim.ts";
import { createMailChannel } from "./mail/mail-channel.ts";
import { createMailLimits } from "./mail/mail-limits.ts";
import { createMailService } from "./mail/mail-service.ts";
import type { OutboxMessage } from "./mail/outbox.ts";
import { createOutboxStore } from "./mail/outbox-store.ts";
import { createRefusedAddresses } from "./mail/refused-addresses.ts";
import { createMergeRows } from "./merge/merge-rows.ts";
import { createMergeService } from "./merge/merge-service.ts";
import { createMergeStore } from "./merge/merge-store.ts";
import { createLeaving } from "./purge/leaving.ts";
import { createPurge } from "./purge/purge-service.ts";
import { createRawMailStore } from "./reports/raw-mail-store.ts";
import { createReportService } from "./reports/report-service.ts";
import { createReportStore } from "./reports/report-store.ts";
import { createSimulationStore } from "./simulations/simulation-store.ts";
import { createSimulations } from "./simulations/simulation-service.ts";
import { createJoinByMail } from "./joining/join-by-mail.ts";
import { createJoinRequestStore } from "./joining/join-request-store.ts";
import { createJoiningService } from "./joining/joining-service.ts";
import { createDomainProof } from "./organization/domain-proof.ts";
import { createMailboxService } from "./organization/mailbox-service.ts";
import { createOrganizationService } from "./organization/organization-service.ts";
import { createOrganizationStore } from "./organization/organization-store.ts";
import { settingHistory } from "./organization/setting-history.ts";
import { createArchiving } from "./programmes/archiving.ts";
import { createCourseStore } from "./programmes/course-store.ts";
import { createHolderStore } from "./programmes/holder-store.ts";
import { createProgrammeRounds } from "./programmes/programme-rounds.ts";
import { createProgrammeService } from "./programmes/programme-service.ts";
import { createProgrammeStore } from "./programmes/programme-store.ts";
import { createProgrammeViews } from "./programmes/programme-view.ts";
import { createProgrammesOf, offeredNames } from "./programmes/programmes-of.ts";
import { createReplanning } from "./programmes/replanning.ts";
import { createOverviewService } from "./overview/overview-service.ts";
import { createBringingStore } from "./structure/bringing-store.ts";
import { createStructureService } from "./structure/structure-service.ts";
import { createUnitStore } from "./structure/unit-store.ts";
import { createLastReports } from "./users/last-reports.ts";
import { createMemberships } from "./users/memberships.ts";
import { createPerson } from "./users/person.ts";
import { createUserActions } from "./users/user-actions.ts";
import { createUserJobStore } from "./users/user-job-store.ts";
import { createUserJobs } from "./users/user-jobs.ts";
import { createUserService } from "./users/user-service.ts";
import { createUserStore } from "./users/user-store.ts";

export interface DepsOptions {
  clock: Clock;
  log?: Logger;
  /** On one machine for trying things: domains count as verified, no HSTS. */
  sandbox?: boolean;
  /** Name servers that domains are checked with, in the sandbox too; those of the machine when left out. */
  dnsServers?: readonly string[];
  /** Keys of access tokens, in place of the provider's address; for tests. */
  keys?: JWTVerifyGetKey;
}

export type Deps = Awaited<ReturnType<typeof createDeps>>;

/** The one place where stores, mail, clock and chance meet. Connects to the database and builds its indexes. */
export async function createDeps(
  config: Config,
  { clock, log = createLog(config.logLevel), sandbox = false, dnsServers, keys }: DepsOptions,
) {
  const connection = await connectDatabase(config.mongodbUri);
  const transact = transactOn(connection);
  const insertTogether = insertGroups(transact);
  const now = () => clock.now();

  const organizations = createOrganizationStore(connection);
  const users = createUserStore(connection);
  const units = createUnitStore(connection);
  const apiTokens = createApiTokenStore(connection);
  const audit = createAuditStore(connection);
  const auditChain = createChainStore(connection, audit, transact);
  const getOrganization = (id: string) => organizations.get(id);
  const realProof = createDomainProof({
    secret: config.serverKey.secret,
    ...(dnsServers && { servers: dnsServers }),
  });
  const domainProof =
    sandbox && !dnsServers ? { ...realProof, check: () => Promise.resolve("verified" as const) } : realProof;
  const verifyDomain = async (name: string, organization: string) =>
    (await domainProof.check(organization, name)) === "verified";

  const outbox = createOutboxStore(connection);
  const limits = createMailLimits(connection, config.mailsPerMinute);
  const simulations = createSimulations({
    store: createSimulationStore(connection),
    outbox,
    keys: config.serverKey,
    publicUrl: config.publicUrl,
    senderDomain: config.simulationDomain,
  });
  /** Set by the worker in this process; without one, the workers elsewhere look by themselves. */
  const waiting: { wake: () => void } = { wake: () => undefined };

  const userService = createUserService({
    users,
    audit,
    transact,
    now,
    getOrganization,
    simulations,
    mailWaits: () => waiting.wake(),
    units,
  });
  const programmeStore = createProgrammeStore(connection);
  const bringing = createBringingStore(units);
  const programmesOf = createProgrammesOf({ store: programmeStore, bringing });
  const structure = createStructureService({
    units,
    memberships: createMemberships(users.collection),
    audit,
    transact,
    now,
    programmeNames: async (organization, tx) =>
      offeredNames(await programmesOf(await getOrganization(organization), tx)),
  });
  const purge = createPurge({ connection, users, audit, transact, now, log });
  const userActions = createUserActions({
    users,
    programmeNames: async (organization, tx) =>
      offeredNames(await programmesOf(await getOrganization(organization), tx)),
    units,
    eraseMarked: (organization, people) => purge.eraseMarked(organization, people),
    leaving: createLeaving({ simulations, mailsOf: outbox.ofSimulations, transact }),
    organizations,
    apiTokens,
    simulations,
    outbox,
    audit,
    transact,
    now,
    mailWaits: () => waiting.wake(),
    forgetSessions: (organization, user) => forgetSessions(connection, organization, user),
  });
  const userJobs = createUserJobs({
    store: createUserJobStore(connection),
    users,
    actions: userActions,
    audit,
    transact,
    now,
  });
  const joining = createJoiningService({
    users,
    audit,
    transact,
    insertTogether,
    now,
    random: Math.random,
    simulations,
    mailWaits: () => waiting.wake(),
  });
  const joinByMail = createJoinByMail({
    store: createJoinRequestStore(connection),
    organizations,
    users,
    outbox,
    joining,
    transact,
    now,
    mailWaits: () => waiting.wake(),
    secret: config.serverKey.secret,
    serviceFrom: config.serviceFrom,
    publicUrl: config.publicUrl,
  });
  // A company's people may all come from one address, on the day that everybody is asked to join.
  const joinLimit = createRateLimit(connection, {
    name: "join",
    most: 300,
    within: 10 * 60_000,
    secret: config.sessionSecret,
  });
  const merges = createMergeService({
    users,
    merges: createMergeStore(connection),
    rows: createMergeRows(connection),
    organizations,
    apiTokens,
    audit,
    transact,
    now,
    mailWaits: () => waiting.wake(),
    forgetSessions: (organization, user) => forgetSessions(connection, organization, user),
  });
  const rawMails = createRawMailStore(connection, config.serverKey);
  const reports = createReportStore(connection);
  const person = createPerson({
    users,
    units,
    organizations,
    apiTokens,
    audit,
    simulations,
    outbox,
    reports,
    programmesOf,
    transact,
    now,
    forgetSessions: (organization, user) => forgetSessions(connection, organization, user),
  });
  const reportService = createReportService({
    store: reports,
    rawMails,
    outbox,
    simulations,
    onboard: (organization, user, at, tx) =>
      merges.withPersonNow(
        organization,
        user,
        async (id) => (await userService.onboard(organization, id, at, tx)).stage,
        tx,
      ),
    personNow: merges.personNow,
    organizationSettings: getOrganization,
    audit: (entry, into) => audit.append(entry, into),
    transact,
    insertTogether,
    now,
    random: randomBytes,
    serviceFrom: config.serviceFrom,
    checkLink: (organization, check) =>
      `${config.publicUrl}/check/${organization}/${check}/${checkToken(config.serverKey.secret, organization, check)}`,
    mailWaits: () => waiting.wake(),
    userNames: async (organization, ids) =>
      new Map(
        (await users.findMany(organization, ids)).map(({ _id, email, firstName, infix, lastName }) => [
          _id,
          [firstName, infix, lastName].filter(Boolean).join(" ") || email,
        ]),
      ),
  });
  const mailbox = createMailboxService({
    organizations,
    outbox,
    audit,
    transact,
    now,
    mailWaits: () => waiting.wake(),
    secret: config.serverKey.secret,
    serviceFrom: config.serviceFrom,
    publicUrl: config.publicUrl,
  });
  const organizationService = createOrganizationService({
    organizations,
    audit,
    transact,
    now,
    verifyDomain,
    proofRecord: domainProof.record,
    mailbox,
    serviceFrom: config.serviceFrom,
  });
  const sign = dkimSigner(config.dkim);
  const mailChannel = createMailChannel(connection);
  const refusedAddresses = createRefusedAddresses(connection);
  const holders = createHolderStore(users.collection);
  const archiving = createArchiving({
    store: programmeStore,
    holders,
    bringing,
    units,
    audit,
    transact,
    now,
  });
  const programmes = createProgrammeService({
    store: programmeStore,
    programmesOf,
    views: createProgrammeViews({ programmesOf, bringing, holders }),
    archiving,
    getOrganization,
    audit,
    transact,
    now,
  });
  const courses = createCourseStore(users.collection);
  const replan = createReplanning({
    ...{ courses, programmes: programmeStore, bringing },
    ...{ programmesOf, getOrganization },
  });
  const programmeRounds = createProgrammeRounds({
    courses,
    programmesOf,
    replan: async (stopping) => {
      await archiving.moveOn(stopping);
      await replan(stopping);
    },
    users,
    getOrganization,
    refused: refusedAddresses,
    simulations,
    transact,
    now,
    mailWaits: () => waiting.wake(),
  });
  const mailService = createMailService({
    store: outbox,
    channel: mailChannel,
    refused: refusedAddresses,
    simulations,
    people: async (organization, ids) =>
      (await users.findMany(organization, ids)).map((user) => ({
        ...user,
        mayBeMailed: statusOf(user) === "active",
      })),
    audit,
    transact,
    now,
    mailWaits: () => waiting.wake(),
  });
  const overview = createOverviewService({
    getOrganization,
    standings: (organization) => users.standings(organization),
    welcomed: async (organization) =>
      outbox.welcomedPeople(organization, await users.removedInTraining(organization)),
    latestStarts: users.latestStarts,
    latestReports: reports.latest,
    openReports: reports.countOpen,
    mailStatus: (organization) => mailService.status(organization),
    sentBetween: outbox.sentBetween,
    caughtBetween: reports.caughtBetween,
    threatsBetween: reports.threatsBetween,
    now,
  });
  const checks = createCheckService({
    store: createCheckStore(connection),
    reports,
    reportService,
    rawMails,
    outbox,
    channel: mailChannel,
    findOrganization: (id) => organizations.find(id),
    people: (organization, ids) => users.findMany(organization, ids),
    audit,
    transact,
    now,
    secret: config.serverKey.secret,
    serviceFrom: config.serviceFrom,
  });
  const signInLimit = createRateLimit(connection, {
    name: "sign-in",
    most: 100,
    within: 10 * 60_000,
    secret: config.sessionSecret,
  });
  // A company's people sign in to the add-in from one address, on one morning.
  const dialogLimit = createRateLimit(connection, {
    name: "dialog",
    most: 1000,
    within: 10 * 60_000,
    secret: config.sessionSecret,
  });
  const redeemLimit = createRateLimit(connection, {
    name: "redeem",
    most: 2000,
    within: 10 * 60_000,
    secret: config.sessionSecret,
  });
  const signInCodes = createSignInCodes(connection);
  const changeFeed = createChangeFeed(connection, log);

  const mayBeSent = async (message: OutboxMessage) => {
    if (message.kind === "forward") return { verdict: "send" } as const;
    if (message.kind === "mailbox")
      return (await mailbox.isWanted(message))
        ? ({ verdict: "send" } as const)
        : ({ verdict: "cancel", reason: "dropped" } as const);
    if (message.kind === "join")
      return (await joinByMail.isWanted(message))
        ? ({ verdict: "send" } as const)
        : ({ verdict: "cancel", reason: "dropped" } as const);
    const { organization: id, user = "", simulation = "", to } = message;
    const [person, organization, open, refusal] = await Promise.all([
      users.find(id, user),
      getOrganization(id),
      simulations.isOpen(id, simulation),
      refusedAddresses.replyFor(id, to),
    ]);
    if (!open) return { verdict: "cancel", reason: "simulationOver" } as const;
    if (refusal !== null) return { verdict: "hold", reason: "addressRefused", reply: refusal } as const;
    return mayReceive(
      person && { status: statusOf(person), email: person.email },
      { domains: organization.domains, allowedAddresses: organization.joining.allowedAddresses },
      to,
    );
  };

  await Promise.all([buildIndexes(connection), buildSessionIndex(connection)]);

  return {
    config,
    log,
    sandbox,
    connection,
    transact,
    insertTogether,
    clock,
    now,
    organizations,
    users,
    units,
    structure,
    apiTokens,
    audit,
    auditChain,
    auditChaining: createChaining({ store: auditChain, log, happened: createLastReports(users) }),
    getOrganization,
    verifyDomain,
    userService,
    ...person,
    userActions,
    userJobs,
    purge,
    merges,
    joining,
    joinByMail,
    joinLimit,
    organizationService,
    domainProof,
    mailbox,
    settingHistory: (organization: string) => settingHistory({ audit, users, apiTokens }, organization),
    changeFeed,
    signInLimit,
    dialogLimit,
    redeemLimit,
    signInCodes,
    mailChannel,
    refusedAddresses,
    programmes,
    programmeRounds,
    mailService,
    overview,
    checks,
    buttons: createButtonStore(connection),
    senderDns: createSenderDns(config, {
      asks: !sandbox || dnsServers !== undefined,
      ...(dnsServers && { servers: dnsServers }),
    }),
    outbox,
    limits,
    simulations,
    waiting,
    mayBeSent,
    renderMail: async (message: OutboxMessage, at: Date) =>
      sign(
        message.kind === "mailbox"
          ? await mailbox.render(message, at)
          : message.kind === "join"
            ? await joinByMail.render(message, at)
            : message.kind === "forward"
              ? await reportService.renderForward(message, at)
              : await simulations.renderMail(message, at),
      ),
    rawMails,
    reports,
    reportService,
    checkAccessToken: accessTokenCheck(config.identity, keys),
    async close(): Promise<void> {
      await changeFeed.close();
      await connection.close();
    },
  };
}
