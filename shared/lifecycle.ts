/** The words of the product, listed once. The rules that move between them stand in server/domain/lifecycle.ts. */
export const trainingStages = ["notStarted", "started", "onboarded"] as const;
export type TrainingStage = (typeof trainingStages)[number];

export const accountStatuses = ["active", "inactive", "removed"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** What lists show: derived from stage, status and invite, never stored. */
export const shownStandings = [
  "notStarted",
  "invited",
  "waiting",
  "onboarded",
  "inactive",
  "removed",
] as const;
export type ShownStanding = (typeof shownStandings)[number];

/** What a person says a reported mail is. */
export const mailVerdicts = ["phish", "unwanted", "harmless"] as const;
export type MailVerdict = (typeof mailVerdicts)[number];

/** Where a reported mail that is not proven to be harmless stands: it waits for a verdict, or has one. */
export const mailReviews = ["open", ...mailVerdicts] as const;
export type MailReview = (typeof mailReviews)[number];

export const startMethods = ["self", "admin", "invite", "automation"] as const;
export type StartMethod = (typeof startMethods)[number];

/** Everything that can be asked of a user. A report is no move: it is always taken; `onboard` is what a credited one causes. */
export const userEvents = [
  "join",
  "start",
  "invite",
  "accept",
  "automatedStart",
  "onboard",
  "restart",
  "deactivate",
  "activate",
  "remove",
  "restore",
  "purge",
] as const;
export type UserEvent = (typeof userEvents)[number];

/** The events that an admin may cause to one, several or all that a filter finds. */
export const moveActions = [
  "start",
  "restart",
  "activate",
  "deactivate",
  "remove",
  "restore",
  "purge",
] as const satisfies readonly UserEvent[];

/** All that an admin may do to them: the last ones move nobody. */
export const userActions = [
  ...moveActions,
  "assignGroup",
  "leaveGroup",
  "setProgramme",
  "resendWelcome",
] as const;
export type UserAction = (typeof userActions)[number];

/** Why an action leaves somebody as they are. */
export const skipCodes = [
  /** Nobody of this organization has the id. */
  "not_found",
  /** The person already is what the action asks for. */
  "already",
  /** Nobody starts training of somebody who is switched off or removed. */
  "user_not_active",
  "move_not_allowed",
  /** Owners and admins are kept out of what a filter starts; naming them starts them. */
  "training_exempt",
  /** Nobody switches themselves off. */
  "yourself",
  /** Only an owner does this to an owner. */
  "owner_only",
  /** An organization always has an owner. */
  "last_owner",
  /** The 90 days are over; the person is about to be gone. */
  "purge_due",
  /** Nobody belongs to more groups at once. */
  "too_many_groups",
  /** The group was archived or merged while the action was under way. */
  "group_gone",
  /** The programme was archived while the action was under way. */
  "programme_gone",
  /** Where the Welcome mail of somebody is who would get another copy of it. */
  "mail_on_its_way",
  "mail_held",
  "mail_refused",
  "mail_in_doubt",
  /** One more copy a day at most, whoever asks for it. */
  "copy_too_soon",
] as const;
export type SkipCode = (typeof skipCodes)[number];

/** Where an action on many people is; cancelled ones keep what they did. */
export const jobStates = ["running", "done", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

export const roles = ["owner", "admin", "analyst", "manager"] as const;
export type Role = (typeof roles)[number];

/** Where a person's programme comes from; the first that gives one holds. */
export const programmeReasons = ["hand", "group", "function", "default"] as const;
export type ProgrammeReason = (typeof programmeReasons)[number];

export const simulationKinds = ["welcome", "training"] as const;
export type SimulationKind = (typeof simulationKinds)[number];

/** How hard a scenario is to see through. */
export const scenarioDifficulties = ["easy", "medium", "hard"] as const;
export type ScenarioDifficulty = (typeof scenarioDifficulties)[number];

/** Where an outbox message is. `inDoubt`: the server took the text (354) and its answer got lost. `sent`: it said 250. */
export const mailStates = ["queued", "sending", "inDoubt", "sent", "refused", "cancelled", "held"] as const;
export type MailState = (typeof mailStates)[number];

/** Why a mail stands still or never goes, when it is the product that says so; the mail server's words are kept beside. */
export const mailReasons = [
  "overdue",
  "restored",
  "personInactive",
  "addressChanged",
  "domainNotAllowed",
  "addressRefused",
  "notMade",
  "personRemoved",
  "simulationOver",
  "dropped",
] as const;
export type MailReason = (typeof mailReasons)[number];

export const reportOutcomes = [
  "welcomeSimulation",
  "simulation",
  "colleaguesSimulation",
  "ourOwnMail",
  "threat",
] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

export const languages = ["en", "nl"] as const;
export type Language = (typeof languages)[number];
