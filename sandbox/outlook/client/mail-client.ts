import type { AddinFrame } from "../host/addin-frame.ts";
import {
  type ClientLevel,
  type LevelName,
  clientLevels,
  isLevelName,
  worksWhereShared,
} from "../host/client-level.ts";
import { NoticeBoard } from "../host/notices.ts";
import { OutlookHost } from "../host/outlook-host.ts";
import { readManifest } from "../manifest.ts";
import type { OutlookConfig } from "../config.ts";
import { call, callBytes, failureText } from "../../page/calls.ts";
import { listen } from "../../page/events.ts";
import type { SandboxState } from "../../page/state.ts";
import { readRecipients } from "../mail/draft.ts";
import type { Draft } from "../mail/draft.ts";
import { folderName, messages } from "../mail/messages.ts";
import type { FolderKey, Message, MessageChange } from "../mail/messages.ts";
import { neighbour, visibleMessages } from "../mail/message-list.ts";
import { parseMail } from "../mail/parse-mail.ts";
import type { OpenMail } from "../mail/parse-mail.ts";
import { addinPorts } from "./addin-ports.ts";
import { initialState } from "./client-state.ts";
import type { ClientState } from "./client-state.ts";
import type { ReportState } from "./report-command.ts";
import { personMemory } from "./person-memory.ts";
import type { Appearance } from "./person-memory.ts";
import { calmScenario } from "./scenario.ts";

/** The mail client without its looks: one mailbox, what is open of it, and the add-in beside it. */
export class MailClient {
  readonly config: OutlookConfig;
  readonly host: OutlookHost;
  readonly scenario = calmScenario();
  private state: ClientState;
  readonly memory;
  private readonly listeners = new Set<() => void>();
  readonly notices = new NoticeBoard(() => this.showNotices());
  /** The mail being opened; the add-in waits for it, as it does in Outlook. */
  private opening: Promise<OpenMail | null> = Promise.resolve(null);
  private systemDark = false;

  constructor(config: OutlookConfig) {
    this.config = config;
    const fresh = {
      ...{ roamingSettings: {}, properties: {}, pinned: false },
      ...{ appearance: "system" as const, level: "current" as const },
    };
    this.memory = personMemory(config.reader.email, { ...fresh, locale: config.locale }, localStorage);
    const { locale, appearance, pinned, level: remembered } = this.memory.read();
    const asked = new URLSearchParams(location.search).get("level") ?? remembered;
    const level = isLevelName(asked) ? asked : "current";
    this.state = initialState({ locale, appearance, pinned, level, clock: { now: config.now } });
    this.host = new OutlookHost(location.origin, addinPorts(this));
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getState = () => this.state;

  /** Begins to live: reads the mailbox and listens; returns how to stop. */
  start(): () => void {
    const stops = [
      this.host.listen(),
      listen(
        {
          mail: (data) => {
            if (isOwn(data, this.config.email)) void this.load();
          },
          clock: () => void this.readClock(),
        },
        () => void this.load(),
      ),
    ];
    void this.load();
    void this.readButton();
    return () => stops.forEach((stop) => stop());
  }

  async load() {
    try {
      const before = new Set(this.state.list.messages.map(({ id }) => id));
      const first = this.state.list.status !== "ready";
      const list = await messages.list(this.config.email);
      this.set({ list: { status: "ready", messages: list, problem: "" } });
      const arrived = list.find((message) => message.folder === "inbox" && !before.has(message.id));
      if (!first && arrived) this.say(`New mail from ${sender(arrived)}: ${subjectOf(arrived)}`);
      if (this.state.selectedId && !this.message(this.state.selectedId)) this.select(null);
    } catch (error) {
      // A list that was read once stays in sight; the next event or try mends it.
      if (this.state.list.status !== "ready")
        this.set({ list: { status: "failed", messages: [], problem: failureText(error) } });
    }
  }

  private async readClock() {
    try {
      this.set({ clock: { now: (await call<SandboxState>("/sandbox/state")).clock.now } });
    } catch {
      // The clock on the strip then waits for the next event.
    }
  }

  private async readButton() {
    try {
      const xml = new TextDecoder().decode(await callBytes("/sandbox/manifest.xml"));
      this.set({ button: readManifest(xml), buttonProblem: "" });
    } catch (error) {
      this.set({ buttonProblem: error instanceof Error ? error.message : String(error) });
    }
  }

  message(id: string): Message | undefined {
    return this.state.list.messages.find((message) => message.id === id);
  }

  visible(): Message[] {
    return visibleMessages(this.state.list.messages, this.state.folder, this.state.search);
  }

  showFolder(folder: FolderKey, selected: string | null = null) {
    this.set({ folder, search: "" });
    this.select(selected);
  }

  search(search: string) {
    this.set({ search });
  }

  /** Opens a mail, or none. A pane that is not pinned belongs to one mail and closes. */
  select(id: string | null): void {
    if (id === this.state.selectedId) {
      if (this.state.writing) this.set({ writing: false });
      return;
    }
    this.set({ selectedId: id, writing: false, notices: id ? this.notices.of(id) : [] });
    if (!this.state.pinned) this.closePane();
    const message = id ? this.message(id) : undefined;
    this.opening = message ? this.read(message) : Promise.resolve(null);
    if (!message) this.set({ open: { status: "none", mail: null, problem: "" } });
    const { opening } = this;
    void opening.then((mail) => {
      if (opening === this.opening) this.host.itemChanged(mail);
    });
  }

  /** Tries once more to read the mail that could not be opened. */
  retry() {
    const id = this.state.selectedId;
    this.set({ selectedId: null });
    this.select(id);
  }

  private async read(message: Message): Promise<OpenMail | null> {
    this.set({ open: { status: "loading", mail: null, problem: "" } });
    try {
      const raw = await messages.raw(this.config.email, message.id);
      const mail = await parseMail(raw, message);
      if (this.state.selectedId !== message.id) return mail;
      this.set({ open: { status: "ready", mail, problem: "" } });
      if (!message.seen) void this.change(message.id, { seen: true });
      return mail;
    } catch (error) {
      if (this.state.selectedId === message.id)
        this.set({ open: { status: "failed", mail: null, problem: failureText(error) } });
      return null;
    }
  }

  /** Changes a mail; shown at once, and taken back if the sandbox refuses. */
  async change(id: string, change: MessageChange): Promise<void> {
    const before = this.message(id);
    if (!before) return;
    if (change.folder && id === this.state.selectedId) this.select(neighbour(this.visible(), id));
    this.patch({ ...before, ...change });
    try {
      await messages.change(this.config.email, id, change);
      if (change.folder) this.say(`Moved to ${folderName(change.folder)}: ${subjectOf(before)}`);
    } catch (error) {
      this.patch(before);
      this.say(failureText(error));
    }
  }

  private patch(message: Message) {
    const { list } = this.state;
    const changed = list.messages.map((each) => (each.id === message.id ? message : each));
    this.set({ list: { ...list, messages: changed } });
  }

  write(draft: Draft) {
    this.set({ draft, writing: true });
  }

  editDraft(change: Partial<Draft>) {
    if (this.state.draft) this.set({ draft: { ...this.state.draft, ...change } });
  }

  resumeDraft() {
    this.set({ writing: true });
  }

  /** The way back on a phone, where the list and the mail share one place. */
  backToList() {
    if (this.state.writing) this.set({ writing: false });
    else this.select(null);
  }

  discardDraft() {
    this.set({ draft: null, writing: false });
  }

  /** Sends the draft; resolves with what stands in the way, or null once it is sent. */
  async send(): Promise<string | null> {
    const { draft } = this.state;
    if (!draft) return null;
    const { addresses, wrong } = readRecipients(draft.to);
    if (wrong.length > 0) return `This is no mail address: ${wrong.join(", ")}`;
    if (addresses.length === 0) return "Say to whom the mail goes.";
    try {
      await messages.send(this.config.email, {
        to: addresses.join(", "),
        subject: draft.subject,
        text: draft.text,
        attach: draft.attach?.id,
      });
    } catch (error) {
      return failureText(error);
    }
    this.discardDraft();
    this.say("Sent.");
    void this.load();
    return null;
  }

  openPane() {
    const url = this.state.button?.paneUrl ?? this.config.paneUrl;
    this.set({ pane: this.host.openPane(url) });
  }

  closePane() {
    this.host.closePane();
    if (this.state.pane) this.set({ pane: null });
  }

  pin(pinned: boolean) {
    this.memory.write({ pinned });
    this.set({ pinned });
  }

  /** A new language reaches the add-in when its pane opens anew, as in Outlook. */
  setLocale(locale: string) {
    this.memory.write({ locale });
    this.reopened(() => this.set({ locale }));
  }

  private reopened(change: () => void) {
    const reopen = this.state.pane !== null;
    this.closePane();
    change();
    if (reopen) this.openPane();
  }

  /** This mailbox is somebody else's, shared with who is signed in. */
  get isShared(): boolean {
    return this.config.email !== this.config.reader.email;
  }

  /** Why there is no add-in at this mailbox; empty where there is one, or may be. */
  get withoutAddin(): string {
    const { button, buttonProblem } = this.state;
    const shown = !button || !this.isShared || (button.sharedFolders && worksWhereShared(this.level));
    return buttonProblem || (shown ? "" : "This Outlook has no add-ins at a shared mailbox.");
  }

  /** What this client can do; a test may name requirement sets of its own. */
  get level(): ClientLevel {
    const { sets } = this.scenario;
    return sets ? { name: "scenario", sets } : clientLevels[this.state.level];
  }

  /** Another client: what it can do reaches the add-in when its pane opens anew. */
  setLevel(level: LevelName) {
    this.memory.write({ level });
    this.reopened(() => this.set({ level }));
  }

  setAppearance(appearance: Appearance) {
    this.memory.write({ appearance });
    this.set({ appearance });
    this.host.themeChanged();
  }

  setSystemDark(dark: boolean) {
    if (this.systemDark === dark) return;
    this.systemDark = dark;
    this.host.themeChanged();
  }

  get dark() {
    return this.state.appearance === "system" ? this.systemDark : this.state.appearance === "dark";
  }

  say(said: string) {
    this.set({ said });
  }

  private set(change: Partial<ClientState>) {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }

  /** The open mail, once it is read. */
  whenOpen(): Promise<OpenMail | null> {
    return this.opening;
  }

  showDialog(dialog: AddinFrame | null) {
    this.set({ dialog });
  }

  showReport(report: ReportState | null) {
    this.set({ report });
  }

  private showNotices() {
    const id = this.state.selectedId;
    this.set({ notices: id ? this.notices.of(id) : [] });
  }
}

const isOwn = (data: unknown, email: string) =>
  typeof data !== "object" ||
  data === null ||
  !("email" in data) ||
  String(data.email).toLowerCase() === email.toLowerCase();

export const sender = ({ fromName, fromAddress }: { fromName: string; fromAddress: string }) =>
  fromName || fromAddress || "Unknown sender";
export const subjectOf = ({ subject }: { subject: string }) => subject || "(no subject)";
