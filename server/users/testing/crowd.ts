import { randomUUID } from "node:crypto";
import type { Admin } from "../../auth/caller.ts";
import { searchWords } from "../../domain/search-words.ts";
import type { TestApp, TestOrganization } from "../../test/test-app.ts";

/** So many people of a group of their own, put in beside the product for speed. Answers the group's id. */
export async function crowd(test: TestApp, { id }: TestOrganization, count: number): Promise<string> {
  const group = randomUUID();
  const names = { firstName: "Col", lastName: "League" };
  const emailOf = (n: number) => `${group}.${String(n).padStart(6, "0")}@acme.example`;
  const template = await test.deps.users.insert(
    { organization: id, email: emailOf(0), ...names, groups: [group] },
    test.clock.now(),
  );
  const rows = Array.from({ length: count - 1 }, (_, n) => {
    const email = emailOf(n + 1);
    const words = searchWords({ ...names, email });
    return { ...template, _id: randomUUID(), email, addresses: [email], searchWords: words };
  });
  await test.deps.users.collection.insertMany(rows, { lean: true });
  return group;
}

/** The owner of a test's organization, as the portal hands them on. */
export async function ownerOf(test: TestApp, { id, ownerId }: TestOrganization): Promise<Admin> {
  const owner = await test.deps.users.get(id, ownerId);
  return {
    organization: id,
    user: { ...owner, role: "owner" },
    actor: { kind: "user", id: ownerId },
  };
}
