import * as z from "zod/mini";
import { employeeIdNames } from "../employee-id.ts";
import { weekdays } from "../working-hours.ts";
import { AfterReport } from "./after-report.ts";
import { Id, Instant, Language, Line, TypedAddress } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const DomainName = z.string().check(z.minLength(1), z.maxLength(253));

/** Who may come in by the button or the join page. */
export const Joining = z.object({
  anyoneCanJoin: z.boolean(),
  /** Exact matches; each one of the organization's verified domains. */
  allowedDomains: z.array(DomainName),
  /** Single addresses, also outside the domains. */
  allowedAddresses: z.array(z.string()),
  opensAt: z.optional(Instant),
  closesAt: z.optional(Instant),
  /** Whom people may ask, shown when joining is closed. */
  contact: z.optional(z.string()),
  /** Who threw the switch last, and when. */
  changedBy: z.optional(z.string()),
  changedAt: z.optional(Instant),
});

const timeOfDay = (pattern: RegExp) => z.string().check(z.regex(pattern, "A time of day looks like 09:30."));

/** When people are at work, in the organization's time zone. A day lasts two hours at least. */
export const WorkingHours = z.strictObject({
  days: z.array(z.enum(weekdays)).check(z.minLength(1), z.maxLength(7)),
  from: timeOfDay(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  until: timeOfDay(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/),
});

/** What must be known of everybody whom an admin adds. */
export const Required = z.object({ company: z.boolean(), department: z.boolean() });

/** What the employee ID is called: `own` has a word for each language that is on. */
export const EmployeeIdLabel = z.strictObject({
  name: z.enum(employeeIdNames),
  own: z.optional(
    z.strictObject({
      en: z.optional(Line(40).check(z.minLength(1))),
      nl: z.optional(Line(40).check(z.minLength(1))),
    }),
  ),
});

export const Organization = z.object({
  id: Id,
  name: z.string(),
  slug: z.string(),
  domains: z.array(
    z.object({
      name: z.string(),
      verified: z.boolean(),
      /** The TXT record that would verify it; absent once it is verified. */
      proof: z.optional(z.object({ host: z.string(), value: z.string() })),
    }),
  ),
  joining: Joining,
  languages: z.array(Language),
  defaultLanguage: Language,
  /** Nobody has said yet which languages it writes in: those that it began with are on. */
  languagesOpen: z.optional(z.literal(true)),
  timeZone: z.string(),
  workingHours: WorkingHours,
  required: Required,
  employeeIdLabel: EmployeeIdLabel,
  /** What people accept where they join or are invited, and where that is written. */
  terms: z.optional(z.object({ url: z.string() })),
  /** Where reports of what is no simulation go. */
  securityMailbox: z.optional(z.string()),
  /** The mailbox that was asked to confirm, and takes the other's place once it has. */
  pendingMailbox: z.optional(z.object({ address: z.string(), askedAt: Instant, expiresAt: Instant })),
  /** What our own mails come from: the name is the organization's, the address the server's. */
  sender: z.object({ name: z.string(), address: z.string() }),
  /** Days that reported mails are kept. */
  keptDays: z.number(),
  /** Where Outlook's own report button puts a mail. */
  afterReport: AfterReport,
  version: z.number(),
});
export type Organization = z.infer<typeof Organization>;

export const GetOrganization = endpoint({
  method: "get",
  path: "/api/v1/organization",
  caller: "admin",
  permission: "settings.read",
  summary: "The organization's settings.",
  status: 200,
  response: Organization,
});

export const UpdateOrganization = endpoint({
  method: "patch",
  path: "/api/v1/organization",
  caller: "admin",
  permission: "settings.change",
  summary: 'Change settings; fields left out stay. `null` clears. If-Match: "version" is optional.',
  status: 200,
  request: z.strictObject({
    name: z.optional(Line(120).check(z.minLength(1))),
    domains: z.optional(z.array(z.object({ name: DomainName })).check(z.minLength(1), z.maxLength(100))),
    joining: z.optional(
      z.strictObject({
        anyoneCanJoin: z.optional(z.boolean()),
        allowedDomains: z.optional(z.array(DomainName).check(z.maxLength(100))),
        allowedAddresses: z.optional(z.array(TypedAddress).check(z.maxLength(1000))),
        opensAt: z.optional(z.nullable(Instant)),
        closesAt: z.optional(z.nullable(Instant)),
        contact: z.optional(z.nullable(Line(320))),
      }),
    ),
    languages: z.optional(z.array(Language).check(z.minLength(1))),
    defaultLanguage: z.optional(Language),
    timeZone: z.optional(z.string().check(z.maxLength(64))),
    workingHours: z.optional(WorkingHours),
    required: z.optional(
      z.strictObject({ company: z.optional(z.boolean()), department: z.optional(z.boolean()) }),
    ),
    employeeIdLabel: z.optional(EmployeeIdLabel),
    terms: z.optional(z.nullable(z.strictObject({ url: Line(2000) }))),
    /** A new mailbox gets a mail, and holds once whoever reads it has confirmed; asked for again, another mail. */
    securityMailbox: z.optional(z.nullable(TypedAddress)),
    sender: z.optional(z.strictObject({ name: z.nullable(Line(64)) })),
    keptDays: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
    /** Whole: what it leaves out for a client is as for all. */
    afterReport: z.optional(AfterReport),
  }),
  response: Organization,
});

export const domainVerdicts = ["verified", "missing", "different", "unreachable"] as const;
export type DomainVerdict = (typeof domainVerdicts)[number];

export const CheckDomain = endpoint({
  method: "post",
  path: "/api/v1/organization/domains/check",
  caller: "admin",
  permission: "settings.change",
  summary:
    "Look for the TXT record of one of the organization's domains; where it is found, the domain is verified.",
  status: 200,
  request: z.strictObject({ name: DomainName }),
  response: z.object({ verdict: z.enum(domainVerdicts), organization: Organization }),
});

export const allowedProblems = ["invalid", "lookAlike", "unverified"] as const;
export const allowedWarnings = ["publicMail", "lookAlike"] as const;

export const CheckAllowed = endpoint({
  method: "post",
  path: "/api/v1/organization/allowed/check",
  caller: "admin",
  permission: "settings.change",
  summary: "Whether a domain or an address may stand among those allowed to join; changes nothing.",
  status: 200,
  request: z.strictObject({ entry: TypedAddress }),
  response: z.object({
    /** As it would be stored; as it was typed when it cannot be. */
    entry: z.string(),
    kind: z.enum(["domain", "address"]),
    /** Why it is not taken. */
    problem: z.optional(z.enum(allowedProblems)),
    /** What to think of before it is. */
    warning: z.optional(z.enum(allowedWarnings)),
    /** The organization's domain that it could be taken for. */
    resembles: z.optional(z.string()),
  }),
});
export type AllowedVerdict = z.output<typeof CheckAllowed.response>;

/** What one change did. Addresses of people are counted, not named: the record outlives the people. */
export const SettingChange = z.object({
  field: z.string(),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  added: z.optional(z.array(z.string())),
  removed: z.optional(z.array(z.string())),
  addedCount: z.optional(z.number()),
  removedCount: z.optional(z.number()),
});
export type SettingChange = z.infer<typeof SettingChange>;

export const ListSettingChanges = endpoint({
  method: "get",
  path: "/api/v1/organization/changes",
  caller: "admin",
  permission: "settings.read",
  summary: "The latest changes of settings, newest first: who, when, what.",
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        at: Instant,
        /** Name or address of the person; absent for somebody who is gone. */
        by: z.optional(z.string()),
        /** Name of the API token that it was done with. */
        token: z.optional(z.string()),
        actor: z.enum(["user", "apiToken", "self", "system"]),
        changes: z.array(SettingChange),
      }),
    ),
    total: z.number(),
  }),
});
