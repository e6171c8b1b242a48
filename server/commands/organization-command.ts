import { createOrganization } from "../organization/create-organization.ts";
import { UsageError, withProduct, type Command, type Environment } from "./command.ts";
import { readNewOrganization, usage } from "./organization-options.ts";

async function create(args: string[], env: Environment): Promise<string[]> {
  const asked = readNewOrganization(args);
  return withProduct(env, async (deps) => {
    const before = await deps.organizations.findByTenant(asked.tenantId.toLowerCase());
    const { organizationId } = await createOrganization(deps, asked);
    const { name, slug, domains } = await deps.organizations.get(organizationId);
    const proofs = domains
      .filter(({ verified }) => !verified)
      .map((domain) => {
        const { host, value } = deps.domainProof.record(organizationId, domain.name);
        return `${domain.name} is not verified: nobody joins by it until its DNS has ${host} TXT "${value}" and the portal has found it.`;
      });
    if (before) return [`${name} is there already (${organizationId}); nothing was changed.`, ...proofs];
    return [
      `${name} was created (${organizationId}, ${slug}).`,
      `${asked.ownerEmail} signs in at ${deps.config.publicUrl}/portal as its owner.`,
      ...proofs,
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
