import { createOrganization } from "../organization/create-organization.ts";
import { UsageError, withProduct, type Command, type Environment } from "./command.ts";
import { readNewOrganization, usage } from "./organization-options.ts";

async function create(args: string[], env: Environment): Promise<string[]> {
  const asked = readNewOrganization(args);
  return withProduct(env, async (deps) => {
    const before = await deps.organizations.findByTenant(asked.tenantId.toLowerCase());
    const { organizationId } = await createOrganization(deps, asked);
    const { name, slug, domains } = await deps.organizations.get(organizationId);
    if (before) return [`${name} is there already (${organizationId}); nothing was changed.`];
    const unproven = domains.filter(({ verified }) => !verified).map((domain) => domain.name);
    return [
      `${name} was created (${organizationId}, ${slug}).`,
      `${asked.ownerEmail} signs in at ${deps.config.publicUrl}/portal as its owner.`,
      ...unproven.map((domain) => `${domain} is not verified yet; nobody joins by it until it is.`),
    ];
  });
}

async function list(env: Environment): Promise<string[]> {
  return withProduct(env, async ({ organizations }) => {
    const all = await organizations.collection.find().sort({ createdAt: 1 }).lean();
    if (all.length === 0) return ["There is no organization yet."];
    return all.map(({ _id, name, slug, tenantIds, domains }) =>
      [
        `${name} (${_id}, ${slug})`,
        `tenant ${tenantIds.join(", ")}`,
        ...domains.map((domain) => `${domain.name}${domain.verified ? "" : " (not verified)"}`),
      ].join("; "),
    );
  });
}

/** `npm run organization`: the first organization and its owner, and what there is. */
export const organizationCommand: Command = async ([word, ...args], env) => {
  if (word === "create") return create(args, env);
  if (word === "list" && args.length === 0) return list(env);
  throw new UsageError(word === undefined ? [] : [`Not understood: ${[word, ...args].join(" ")}`], usage);
};
