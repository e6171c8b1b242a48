import type { AddinFrame } from "../host/addin-frame.ts";
import type { LevelName } from "../host/client-level.ts";
import type { Notice } from "../host/notices.ts";
import type { AddinButton } from "../manifest.ts";
import type { ReportState } from "./report-command.ts";
import type { Draft } from "../mail/draft.ts";
import type { FolderKey, Message } from "../mail/messages.ts";
import type { OpenMail } from "../mail/parse-mail.ts";
import type { Appearance } from "./person-memory.ts";

/** Everything that the mail client shows. */
export interface ClientState {
  list: { status: "loading" | "ready" | "failed"; messages: Message[]; problem: string };
  folder: FolderKey;
  search: string;
  selectedId: string | null;
  open: { status: "none" | "loading" | "ready" | "failed"; mail: OpenMail | null; problem: string };
  notices: Notice[];
  draft: Draft | null;
  /** A draft can wait while another mail is read. */
  writing: boolean;
  button: AddinButton | null;
  buttonProblem: string;
  pane: AddinFrame | null;
  pinned: boolean;
  dialog: AddinFrame | null;
  /** Outlook's own report button at work. */
  report: ReportState | null;
  locale: string;
  appearance: Appearance;
  /** Which Outlook is played. */
  level: LevelName;
  clock: { now: string };
  /** Told by screen readers, and shown for a moment. */
  said: string;
}

export const initialState = (
  known: Pick<ClientState, "locale" | "appearance" | "pinned" | "level" | "clock">,
): ClientState => ({
  list: { status: "loading", messages: [], problem: "" },
  folder: "inbox",
  search: "",
  selectedId: null,
  open: { status: "none", mail: null, problem: "" },
  notices: [],
  draft: null,
  writing: false,
  button: null,
  buttonProblem: "",
  pane: null,
  dialog: null,
  report: null,
  said: "",
  ...known,
});
