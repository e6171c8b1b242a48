import type { AddinFrame } from "../host/addin-frame.ts";
import type { ReportSurface } from "../manifest.ts";
import type { FolderKey } from "../mail/messages.ts";
import type { MailClient } from "./mail-client.ts";

/** Outlook's own report button at work: its dialog, the add-in's function running, and what that said at its end. */
export type ReportState =
  | { phase: "asking"; message: string }
  | { phase: "running"; message: string; frame: AddinFrame }
  | { phase: "done"; title: string; description: string };

/** Patience with the runtime's page until it listens, and with the function until it completes, in milliseconds. */
const startLimit = 20_000;
const functionLimit = 5 * 60_000;

/** The folder that `moveItemTo` means; null where the mail stays. One without a name is Junk Email, one that is not there is made. */
function folderOf(moveItemTo: unknown, folderName: unknown): FolderKey | null {
  if (moveItemTo === "junkFolder") return "junk";
  if (moveItemTo === "deletedItemsFolder") return "deleted";
  if (moveItemTo !== "customFolder") return null;
  return typeof folderName === "string" && folderName.trim() !== "" ? `folder:${folderName}` : "junk";
}

/** What Outlook does around the function of a spam-reporting add-in; one mail at a time. */
export function reportWithCommand(client: MailClient, surface: ReportSurface) {
  return {
    ask(): void {
      const { selectedId } = client.getState();
      if (selectedId) client.showReport({ phase: "asking", message: selectedId });
    },
    cancel: () => client.showReport(null),
    async send(options: boolean[], freeText: string): Promise<void> {
      const { report } = client.getState();
      if (report?.phase !== "asking") return;
      const { message } = report;
      const frame = client.host.openRuntime(surface.pageUrl);
      client.showReport({ phase: "running", message, frame });
      const result = await inTime(run(client, surface, frame, { options, freeText })).catch(() => null);
      client.host.closeRuntime();
      const { moveItemTo, folderName, showPostProcessingDialog } = completion(result);
      const folder = folderOf(moveItemTo, folderName);
      if (folder) await client.change(message, { folder });
      const { title, description } = text(showPostProcessingDialog);
      client.showReport(title ? { phase: "done", title, description } : null);
    },
  };
}

async function run(
  client: MailClient,
  { functionName }: ReportSurface,
  frame: AddinFrame,
  event: { options: boolean[]; freeText: string },
): Promise<unknown> {
  const giveUp = Date.now() + startLimit;
  for (;;) {
    const result = await client.host.invokeCommand(functionName, { type: "SpamReporting", ...event }, frame);
    if (result) return result.completedContext;
    if (Date.now() > giveUp) throw new Error("The add-in's function did not start.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The function did not complete.")), functionLimit);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const completion = (result: unknown) =>
  (typeof result === "object" && result ? result : {}) as {
    moveItemTo?: unknown;
    folderName?: unknown;
    showPostProcessingDialog?: unknown;
  };

function text(dialog: unknown): { title: string; description: string } {
  const { title, description } = (typeof dialog === "object" && dialog ? dialog : {}) as Record<
    string,
    unknown
  >;
  return {
    title: typeof title === "string" ? title : "",
    description: typeof description === "string" ? description : "",
  };
}
