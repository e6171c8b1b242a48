import { checkLog, type Checked } from "../audit/check-log.ts";
import type { ChainProblem, Head } from "../audit/verify-chain.ts";
import { CheckFailed, UsageError, withProduct, type Command } from "./command.ts";

const usage = `npm run audit -- check [--organization <slug>] [--head <count>:<hash>]

Checks that nobody changed the audit log: of every organization, or of one. A head is what the server wrote into its own log
on some day ("head of the audit log"); held against it, entries that were cut off at the end show too. Ends with 0 when
all is as it should be, with 1 when not.`;

interface Asked {
  organization?: string;
  head?: Head;
}

function read([word, ...args]: string[]): Asked {
  const asked: Asked = {};
  const problems: string[] = [];
  if (word !== "check") problems.push(`Not understood: ${word ?? "nothing"}`);
  for (let i = 0; i < args.length; i += 2) {
    const [option, value = ""] = [args[i], args[i + 1]];
    const [, count = "", hash = ""] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(value) ?? [];
    if (option === "--organization" && value !== "") asked.organization = value;
    else if (option === "--head" && count) asked.head = { count: Number(count), hash: hash.toLowerCase() };
    else if (option === "--head") problems.push("--head is a count, a colon and 64 hexadecimal digits");
    else problems.push(`Not understood: ${option ?? ""}`);
  }
  if (asked.head && asked.organization === undefined)
    problems.push("--head belongs to one organization: say --organization too");
  if (problems.length > 0) throw new UsageError(word === undefined ? [] : problems, usage);
  return asked;
}

const words: Record<ChainProblem["kind"], (problem: ChainProblem) => string> = {
  edited: ({ n }) => `entry ${n} is not what it was`,
  deleted: ({ n }) => `entry ${n} is missing`,
  inserted: ({ n }) => `an entry was put in at ${n}`,
  swapped: ({ n, other = n }) => `entries ${n} and ${other} were swapped`,
  cut: ({ n }) => `the end is missing, from entry ${n} on`,
  rewritten: ({ n }) => `the log was made anew: entry ${n} is not the one whose hash was written down`,
};

function told(name: string, { checked, hash, heads, waiting, problem }: Checked): string[] {
  const rest = waiting > 0 ? [`  entries that wait for their place: ${waiting}`] : [];
  if (problem) return [`${name}: NOT as it should be: ${words[problem.kind](problem)}`, ...rest];
  return [
    `${name}: all ${checked} entries are as they were; heads compared: ${heads}`,
    `  ${checked}:${hash}`,
    ...rest,
  ];
}

/** `npm run audit`: has somebody changed the audit log? */
export const auditCommand: Command = async (args, env) => {
  const { organization, head } = read(args);
  return withProduct(env, async ({ organizations, auditChain }) => {
    const which = organization === undefined ? {} : { slug: organization };
    const found = await organizations.collection.find(which).sort({ createdAt: 1 }).lean();
    if (found.length === 0)
      throw new CheckFailed(
        organization === undefined ? "There is no organization yet." : "There is no such organization.",
      );
    const lines: string[] = [];
    let wrong = false;
    for (const { _id, name } of found) {
      const checked = await checkLog(auditChain, _id, head);
      wrong ||= checked.problem !== undefined;
      lines.push(...told(name, checked));
    }
    if (wrong) throw new CheckFailed(lines.join("\n"));
    return lines;
  });
};
