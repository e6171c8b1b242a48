import { type ReportClient, type ReportedAs, reportedAs } from "../../shared/after-report.ts";
import type { MoveItem } from "../../shared/contracts/move-item.ts";
import type { ReportOutcome } from "../../shared/lifecycle.ts";
import type { CommandText, CommandWords } from "./words.ts";

/** A mail as Outlook's runtime gives it: what could be read of it. */
export interface ReadMail {
  internetMessageId?: string;
  subject?: string;
  from?: string;
  receivedAt?: string;
  headers?: string;
  eml?: Uint8Array<ArrayBuffer>;
}

export interface CommandReceipt {
  outcome: ReportOutcome;
  receipt: string;
  move?: MoveItem;
}

/** Why a report did not get through. */
export class CommandError extends Error {
  readonly code: "signIn" | "offline" | "server" | "tenant";

  constructor(code: CommandError["code"], cause?: unknown) {
    super(code, { cause });
    this.name = "CommandError";
    this.code = code;
  }
}

export interface CommandPorts {
  read: () => Promise<ReadMail>;
  /** Hands the report in; `partial` when the mail itself did not go along. @throws CommandError */
  send: (
    mail: ReadMail,
    said: { reportedAs?: ReportedAs; comment?: string; client?: ReportClient; mailbox?: "shared" },
  ) => Promise<{ receipt: CommandReceipt; partial: boolean }>;
  words: CommandWords;
  /** Which Outlook this is, where it tells: what is done with the mail may differ. */
  client?: ReportClient | undefined;
  /** Does the mail lie in somebody else's mailbox? Never rejects. */
  isShared?: () => Promise<boolean>;
}

/** Outlook's event: what the person chose in its dialog, and the one way to end the command. */
export interface SpamReportingEvent {
  /** In the order of the manifest's options; some builds give an object instead of an array. */
  options?: readonly boolean[] | Record<string, boolean>;
  freeText?: string;
  completed: (result: CommandResult) => void;
}
/** What `event.completed` takes (Office.SpamReportingEventCompletedOptions). A mail is never deleted because of an error. */
export interface CommandResult {
  moveItemTo: MoveItem["to"];
  folderName?: string;
  showPostProcessingDialog: { title: string; description: string };
}

/** Outlook waits for five minutes; a person does not. */
const patience = 60_000;

/** Takes the press of Outlook's own report button. Always completes the event, and moves nothing without a receipt. */
export async function reportCommand(
  event: SpamReportingEvent,
  ports: CommandPorts,
  limit = patience,
): Promise<void> {
  event.completed(await inTime(report(event, ports), limit).catch((error: unknown) => failed(error, ports)));
}

async function report(
  event: SpamReportingEvent,
  { read, send, words, client, isShared }: CommandPorts,
): Promise<CommandResult> {
  const as = chosen(event.options);
  const comment = event.freeText?.trim().slice(0, 4000);
  const [mail, shared] = await Promise.all([read(), isShared?.()]);
  const { receipt, partial } = await send(mail, {
    ...(as && { reportedAs: as }),
    ...(comment && { comment }),
    ...(client && { client }),
    ...(shared && { mailbox: "shared" as const }),
  });
  const kind = kindOf(receipt.outcome);
  const { to, folder } = told(receipt.move);
  const description = [
    words(`${kind}.text`, { receipt: receipt.receipt }),
    ...(partial ? [words("partial")] : []),
    words(`moved.${to}`, { folder: folder ?? "" }),
  ].join(" ");
  return {
    moveItemTo: to,
    ...(to === "customFolder" && folder !== undefined && { folderName: folder }),
    showPostProcessingDialog: { title: words(`${kind}.title`), description },
  };
}

/** A folder without a name would be Junk Email to Outlook, which nobody chose. */
function told(move: MoveItem | undefined): MoveItem {
  return !move || (move.to === "customFolder" && !move.folder) ? { to: "noMove" } : move;
}

/** The first option that is ticked. */
function chosen(options: SpamReportingEvent["options"]): ReportedAs | undefined {
  const given = options as Record<number, boolean | undefined> | undefined;
  return reportedAs.find((_, n) => given?.[n] === true);
}

function kindOf(outcome: ReportOutcome): "threat" | "practice" | "colleague" | "ours" {
  if (outcome === "threat") return "threat";
  if (outcome === "ourOwnMail") return "ours";
  return outcome === "colleaguesSimulation" ? "colleague" : "practice";
}

function failed(error: unknown, { words }: CommandPorts): CommandResult {
  const reason: CommandText = `failed.${error instanceof CommandError ? error.code : "server"}`;
  return {
    moveItemTo: "noMove",
    showPostProcessingDialog: { title: words("failed.title"), description: words(reason) },
  };
}

function inTime<T>(work: Promise<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CommandError("offline")), limit);
    work.then(resolve, reject).then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    );
  });
}
