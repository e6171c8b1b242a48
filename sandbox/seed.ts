import { randomUUID } from "node:crypto";
import type mongoose from "mongoose";
import type { Deps } from "../server/deps.ts";
import { AppError } from "../server/errors.ts";
import { createOrganization } from "../server/organization/create-organization.ts";
import type { Accounts } from "./accounts.ts";
import { firstOrganization, firstOwner, firstTenantId, readyPeople, securityMailbox } from "./constants.ts";
import type { Mailboxes } from "./mailboxes.ts";
import { ordinaryMails } from "./ordinary-mails.ts";

export interface SeedPorts {
  deps: Deps;
  accounts: Accounts;
  mailboxes: Mailboxes;
  db: mongoose.mongo.Db;
}

/** Sets up what everybody finds at the first start: Acme, its owner, a few people with mailboxes, some ordinary mails. */
export async function seed({ deps, accounts, mailboxes, db }: SeedPorts): Promise<void> {
  const { name, slug, domain } = firstOrganization;
  await createOrganization(deps, {
    ...{ name, slug, domain, tenantId: firstTenantId, ownerEmail: firstOwner },
    ...{ securityMailbox, timeZone: "Europe/Amsterdam" },
  });
  await accounts.addTenant({ id: firstTenantId, name, domain });
  for (const person of readyPeople) {
    await accounts.accountFor(person.email, person.name);
    await mailboxes.open(person.email, person.name);
  }
  const notes = db.collection<{ _id: string }>("notes");
  if (await notes.findOne({ _id: "mails" })) return;
  for (const { raw, to, seen, receivedAt } of await ordinaryMails(deps.now()))
    await mailboxes.deliver(raw, to, { receivedAt, seen });
  await notes.insertOne({ _id: "mails" });
}

/** One more tenant with its organization and owner; asked again for the same domain it answers with what is there. */
export async function addOrganization(
  { deps, accounts, mailboxes }: SeedPorts,
  asked: { name: string; domain: string; owner: string },
): Promise<{ id: string; tenantId: string; slug: string }> {
  const tenantId = (await accounts.tenantOfDomain(asked.domain))?.id ?? randomUUID();
  const create = (slug?: string) =>
    createOrganization(deps, {
      ...{ name: asked.name, tenantId, domain: asked.domain, ownerEmail: asked.owner },
      ...(slug !== undefined && { slug }),
    });
  const { organizationId } = await create().catch((error: unknown) => {
    // The name may be taken while the domain is not.
    if (!(error instanceof AppError) || error.code !== "already_exists") throw error;
    return create(asked.domain.toLowerCase().replaceAll(".", "-"));
  });
  const organization = await deps.organizations.get(organizationId);
  const domain = organization.domains[0]?.name ?? asked.domain;
  await accounts.addTenant({ id: tenantId, name: organization.name, domain });
  await accounts.accountFor(asked.owner);
  await mailboxes.open(asked.owner);
  return { id: organizationId, tenantId, slug: organization.slug };
}

/** Forgets everything in both databases, and sets up Acme afresh. Collections and indexes stay: the product goes on running. */
export async function startOver(ports: SeedPorts): Promise<void> {
  const product = ports.deps.connection.getClient().db(ports.deps.connection.name);
  for (const database of [product, ports.db])
    for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray())
      if (!name.startsWith("system.")) await database.collection(name).deleteMany({});
  await seed(ports);
}
