/** What the sandbox fixes so that everybody finds the same things in it. All of it is invented and none of it is secret. */
export const firstTenantId = "11111111-1111-4111-8111-111111111111";
export const addinClientId = "22222222-2222-4222-8222-222222222222";
export const portalClientId = "33333333-3333-4333-8333-333333333333";

export const firstOrganization = { name: "Acme", slug: "acme", domain: "acme.example" } as const;
export const firstOwner = "owner@acme.example";
export const securityMailbox = "security@acme.example";

/** The people a newcomer can be at once, with what they are for. */
export const readyPeople = [
  { email: firstOwner, name: "Owner", what: "Decides who may join" },
  { email: "newcomer@acme.example", name: "Newcomer", what: "Starts this week" },
  { email: "colleague@acme.example", name: "Colleague", what: "Works here already" },
  { email: securityMailbox, name: "Security", what: "Gets what people report" },
] as const;

/** The audience of access tokens for the add-in's API, and the one scope asked for. */
export const apiAudience = (httpsPort: number): string => `api://localhost:${httpsPort}/${addinClientId}`;
export const apiScope = (httpsPort: number): string => `${apiAudience(httpsPort)}/access_as_user`;
