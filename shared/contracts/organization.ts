import * as z from "zod/mini";
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

export const Organization = z.object({
  id: Id,
  name: z.string(),
  slug: z.string(),
  domains: z.array(z.object({ name: z.string(), verified: z.boolean() })),
  joining: Joining,
  languages: z.array(Language),
  defaultLanguage: Language,
  timeZone: z.string(),
  /** Where reports of what is no simulation go. */
  securityMailbox: z.optional(z.string()),
  version: z.number(),
});
export type Organization = z.infer<typeof Organization>;

export const GetOrganization = endpoint({
  method: "get",
  path: "/api/v1/organization",
  caller: "admin",
  summary: "The organization's settings.",
  status: 200,
  response: Organization,
});

export const UpdateOrganization = endpoint({
  method: "patch",
  path: "/api/v1/organization",
  caller: "admin",
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
    securityMailbox: z.optional(z.nullable(TypedAddress)),
  }),
  response: Organization,
});
