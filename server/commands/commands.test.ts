import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { productionSettings } from "../testing/release.ts";
import { outcome } from "./command.ts";
import { migrateCommand } from "./migrate-command.ts";
import { organizationCommand } from "./organization-command.ts";
import { restoredCommand } from "./restored-command.ts";
import { testDatabase } from "../test/test-mongo.ts";

const tenant = "11111111-1111-4111-8111-111111111111";
const acme = [
  ...["--name", "Acme", "--tenant", tenant, "--domain", "acme.example"],
  ...["--owner", "owner@acme.example", "--security-mailbox", "security@acme.example"],
];

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.stop());

const commands = { organization: organizationCommand, migrate: migrateCommand, restored: restoredCommand };
const run = (command: keyof typeof commands, ...args: string[]) =>
  outcome(commands[command], args, productionSettings(database.uri)) as Promise<{
    code: number;
    said: string;
  }>;
const documents = (name: string) => database.connection.collection<{ _id: string }>(name).find().toArray();
const changed = (args: string[], option: string, value: string) =>
  args.map((arg, index) => (args[index - 1] === option ? value : arg));

describe("npm run organization", () => {
  it("creates an organization with its owner, and asked again changes nothing and says so", async () => {
    const first = await run("organization", "create", ...acme);
    expect(first).toEqual({ code: 0, said: expect.stringMatching(/^Acme was created/) as unknown });
    expect(first.said).toContain("https://training.acme.example/portal");
    expect(first.said).toMatch(/_firstcatch\.acme\.example TXT "firstcatch-verification=[\w-]{32}"/);
    const users = await documents("users");
    expect(users).toMatchObject([{ email: "owner@acme.example", role: "owner" }]);
    expect(await documents("organizations")).toMatchObject([
      { securityMailbox: "security@acme.example", joining: { anyoneCanJoin: false } },
    ]);
    expect(await documents("audit")).toMatchObject([{ action: "organization.create" }]);

    const again = await run("organization", "create", ...acme);
    expect(again).toEqual({ code: 0, said: expect.stringContaining("is there already") as unknown });
    expect(await documents("users")).toEqual(users);
    expect((await run("organization", "list")).said).toMatch(/^Acme \(.+\); tenant 1.+; acme\.example/);
  });

  it("refuses what clashes with another organization, in words", async () => {
    await run("organization", "create", ...acme);
    const owner = changed(acme, "--owner", "colleague@acme.example");
    const name = changed(acme, "--tenant", "44444444-4444-4444-8444-444444444444");
    for (const [args, words] of [
      [owner, /tenant has an organization with another domain or owner/],
      [name, /Another organization has this name/],
    ] as const)
      expect(await run("organization", "create", ...args)).toEqual({
        code: 1,
        said: expect.stringMatching(words) as unknown,
      });
    expect(await documents("organizations")).toHaveLength(1);
  });

  it("lists all that is missing or wrong, says how it is written, and touches nothing", async () => {
    const { code, said } = await run(
      ...(["organization", "create", "--name", " ", "--tenant", "acme", "--domain", "acme"] as const),
      ...["--owner", "owner@", "--security-mailbox", "security", "--time-zone", "Amsterdam"],
    );
    expect(code).toBe(2);
    for (const option of ["name", "tenant", "domain", "owner", "security-mailbox", "time-zone"])
      expect(said).toMatch(new RegExp(`^--${option}\\b`, "m"));
    const elsewhere = changed(acme, "--owner", "owner@elsewhere.example");
    expect(await run("organization", "create", ...elsewhere)).toEqual({
      code: 2,
      said: expect.stringContaining("not an address in acme.example") as unknown,
    });
    expect(await run("organization", "crate")).toMatchObject({ code: 2 });
    expect(await documents("organizations")).toEqual([]);
  });
});

describe("npm run migrate", () => {
  it("builds what is missing, says it, and does nothing the second time", async () => {
    const first = await run("migrate");
    expect(first.code).toBe(0);
    expect(first.said).toContain("built   organizations.oneOrganizationPerTenant");
    expect(await documents("settings")).toEqual([
      { _id: "schema", version: 1 },
      { _id: "migration 0001-open-reviews", done: true },
      { _id: "migration 0002-last-reports", done: true },
    ]);
    expect((await run("migrate")).said).toMatch(/^Nothing was to be done/);
    await database.connection.collection("organizations").dropIndex("oneOrganizationPerTenant");
    expect((await run("migrate")).said).toMatch(
      /^built {3}organizations\.oneOrganizationPerTenant\nDone\. Indexes built: 1, dropped: 0$/,
    );
  });

  it("brings documents of an earlier version up to date, and says how many", async () => {
    await database.connection
      .collection<{ _id: string }>("reports")
      .insertOne(
        Object.assign({ _id: "old" }, { organization: "acme", outcome: "threat", reporter: { key: "a" } }),
      );
    expect((await run("migrate")).said).toContain("changed 1 documents: 0001-open-reviews");
    expect(await documents("reports")).toMatchObject([{ _id: "old", review: "open" }]);
    expect((await run("migrate")).said).toMatch(/^Nothing was to be done/);
  });

  it("refuses a database that a later version has written", async () => {
    await database.connection
      .collection<{ _id: string; version: number }>("settings")
      .insertOne({ _id: "schema", version: 1000 });
    expect(await run("migrate")).toEqual({
      code: 1,
      said: expect.stringContaining("by a later version of Firstcatch") as unknown,
    });
    const collections = await database.connection.listCollections();
    expect(collections.map(({ name }) => name)).toEqual(["settings"]);
    expect(await documents("settings")).toEqual([{ _id: "schema", version: 1000 }]);
  });
});

describe("npm run restored", () => {
  it("ends every session and says what it did", async () => {
    await run("organization", "create", ...acme);
    await database.connection.collection("sessions").insertOne({ session: {} });
    const { code, said } = await run("restored");
    expect([code, said]).toEqual([0, expect.stringContaining("were ended: 1")]);
    expect(said).toContain("No mail was due");
    expect(await documents("sessions")).toEqual([]);
  });
});

it("every command says which settings are missing", async () => {
  for (const command of Object.values(commands)) {
    const args = command === organizationCommand ? ["list"] : [];
    expect(await outcome(command, args, {})).toEqual({
      code: 1,
      said: expect.stringContaining("MONGODB_URI: missing") as unknown,
    });
  }
});
