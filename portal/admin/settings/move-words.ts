import { reportClasses, reportClients } from "../../../shared/after-report.ts";
import type { AfterReport, MoveChoice } from "../../../shared/contracts/after-report.ts";
import { type FolderNameProblem, folderNameProblem } from "../../../shared/folder-name.ts";
import type { Texts } from "../text-context.ts";

/** "Junk Email", "Folder “Reported”", "Stays where it is" */
export const moveWords = (choice: MoveChoice, t: Texts["t"]): string =>
  choice.to === "customFolder"
    ? t("settings.after.folder.named", { name: choice.folder })
    : t(`settings.after.to.${choice.to}`);

/** What stands in the audit log for a choice, read back; undefined for what another version may have written. */
export function readMoveCode(code: string): MoveChoice | undefined {
  const folder = /^customFolder: (.+)$/.exec(code)?.[1];
  if (folder !== undefined) return { to: "customFolder", folder };
  return code === "junkFolder" || code === "deletedItemsFolder" || code === "noMove"
    ? { to: code }
    : undefined;
}

/** The setting with its parts in one order and without clients of which nothing is said: so two can be compared. */
export function tidy({ all, clients }: AfterReport): AfterReport {
  const tidied: AfterReport = {
    all: { practice: all.practice, phishing: all.phishing, spam: all.spam, unsure: all.unsure },
  };
  for (const client of reportClients) {
    const own = clients?.[client] ?? {};
    const said = reportClasses.flatMap((kind) => (own[kind] ? [[kind, own[kind]] as const] : []));
    if (said.length > 0) tidied.clients = { ...tidied.clients, [client]: Object.fromEntries(said) };
  }
  return tidied;
}

/** Why the first folder that cannot be named so cannot. */
export function firstProblem({ all, clients }: AfterReport): FolderNameProblem | undefined {
  const choices = [all, ...Object.values(clients ?? {})].flatMap((one) =>
    reportClasses.flatMap((kind) => one[kind] ?? []),
  );
  for (const choice of choices) {
    const problem = choice.to === "customFolder" ? folderNameProblem(choice.folder) : undefined;
    if (problem) return problem;
  }
  return undefined;
}
