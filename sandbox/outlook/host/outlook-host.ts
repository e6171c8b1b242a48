import { AddinFrame } from "./addin-frame.ts";
import { appContext } from "./app-context.ts";
import { appMethod } from "./app-methods.ts";
import type { AppPorts, CommandResult } from "./app-methods.ts";
import type { ClientLevel } from "./client-level.ts";
import { Action, AppMethod, HostEvent, dialogClosedByUser } from "./dispatch.ts";
import { initialData } from "./initial-data.ts";
import type { HostUser } from "./initial-data.ts";
import type { HostItem } from "./item.ts";
import { mailboxMethod } from "./mailbox-methods.ts";
import type { MailboxPorts } from "./mailbox-methods.ts";
import { brokerAnswer } from "./nested-app-auth.ts";
import type { BrokerPorts } from "./nested-app-auth.ts";
import { ActionKind, ChannelError, answer, fields, parseJson, readRequest, text } from "./protocol.ts";
import type { OfficeRequest } from "./protocol.ts";
import { themeChange } from "./theme.ts";
import type { OfficeTheme } from "./theme.ts";

export const hostVersion = "20261101.01";

/** The mail client around the add-in, as the host sees it. */
export interface HostPorts extends MailboxPorts, BrokerPorts {
  user: HostUser;
  addinName: string;
  locale: () => string;
  level: () => ClientLevel;
  theme: () => OfficeTheme;
  /** The open mail, read whole; null when none is open. */
  item: () => Promise<HostItem | null>;
  readSettings: () => Record<string, string>;
  /** How long every answer waits, to see the add-in under a slow client. */
  delay: () => number;
  dialogChanged: (dialog: AddinFrame | null) => void;
}

/** Plays Outlook for one add-in: its task pane, at most one dialog that the pane opens in a frame, and a runtime for commands. */
export class OutlookHost {
  pane: AddinFrame | null = null;
  dialog: AddinFrame | null = null;
  /** The page without looks that runs function commands. */
  runtime: AddinFrame | null = null;
  private readonly origin: string;
  private readonly ports: HostPorts;
  private readonly commands = new Map<string, (result: CommandResult) => void>();
  private readonly listener = (message: MessageEvent) => void this.receive(message);

  constructor(origin: string, ports: HostPorts) {
    this.origin = origin;
    this.ports = ports;
  }

  listen(): () => void {
    window.addEventListener("message", this.listener);
    return () => window.removeEventListener("message", this.listener);
  }

  openPane(address: string): AddinFrame {
    this.closePane();
    this.pane = new AddinFrame(address, this.ports.locale(), this.origin);
    return this.pane;
  }

  closePane() {
    this.setDialog(null);
    this.pane = null;
  }

  /** Tells a pane that stays open that another mail, or none, is selected now. */
  itemChanged(item: HostItem | null) {
    this.pane?.fire(HostEvent.itemChanged, item ? this.dataFor(item) : "");
  }

  themeChanged() {
    this.pane?.fire(HostEvent.themeChanged, themeChange(this.ports.theme()));
  }

  openRuntime(address: string): AddinFrame {
    this.runtime = new AddinFrame(address, this.ports.locale(), this.origin);
    return this.runtime;
  }

  closeRuntime() {
    this.runtime = null;
  }

  /** Runs a function command; resolves with what the add-in hands to `event.completed()`, or null if nobody listens. */
  invokeCommand(
    functionName: string,
    event: Record<string, unknown> = {},
    frame = this.pane,
  ): Promise<CommandResult | null> {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      this.commands.set(id, resolve);
      const command = { 0: id, 1: functionName, 2: JSON.stringify(event) };
      if (frame?.fire(HostEvent.commandInvoked, command)) return;
      this.commands.delete(id);
      resolve(null);
    });
  }

  closeDialogByUser() {
    this.setDialog(null);
    this.pane?.fire(HostEvent.dialogMessage, { messageType: dialogClosedByUser });
  }

  private async receive(message: MessageEvent) {
    const frame = [this.pane, this.dialog, this.runtime].find((each) => each?.sent(message));
    if (!frame) return;
    const request = readRequest(message.data, frame.identity.conversationId);
    if (request) {
      await this.serve(frame, request);
      return;
    }
    // Dialogs get no tokens: in Outlook neither.
    if (frame === this.dialog) return;
    const tokens = await brokerAnswer(message.data, this.ports);
    if (tokens) frame.post(tokens);
  }

  private async serve(frame: AddinFrame, request: OfficeRequest) {
    const send = (data: unknown, error?: number) => frame.post(answer(request, data, this.origin, error));
    if (request._actionType === ActionKind.registerEvent) {
      frame.register(request);
      send({ Error: 0 });
      if (request._actionName === HostEvent.dialogMessage) this.openDialog(request);
      return;
    }
    if (request._actionType === ActionKind.unregisterEvent) {
      frame.unregister(request);
      send({ Error: 0 });
      if (request._actionName === HostEvent.dialogMessage) this.setDialog(null);
      return;
    }
    switch (request._actionName) {
      case Action.getAppContext:
        send(this.contextFor(frame));
        return;
      case Action.getInitialData:
        send(this.dataFor(await this.ports.item()));
        return;
      case Action.mailboxMethod: {
        const { MethodData, ApiParams } = fields(request._data);
        const item = await this.ports.item();
        const reply = await mailboxMethod(Number(fields(MethodData).DispatchId), ApiParams, item, this.ports);
        await wait(this.ports.delay());
        send(reply);
        return;
      }
      case Action.appMethod:
        this.serveApp(frame, request, send);
        return;
      case Action.openWindow:
        window.open(text(fields(request._data).strUrl), "_blank", "noopener");
        return;
      case Action.notifyHost: // focus, keys and telemetry: nothing waits for an answer
        return;
      default:
        send(null, ChannelError.unknownMethod);
    }
  }

  private serveApp(frame: AddinFrame, request: OfficeRequest, send: (data: unknown) => void) {
    const dispatchId = Number(fields(fields(request._data).DdaMethod).DispatchId);
    const ports: AppPorts = {
      commandCompleted: (id, result) => {
        this.commands.get(id)?.(result);
        this.commands.delete(id);
      },
      closeContainer: () => this.ports.close(),
      messageParent: (messageContent) =>
        this.pane?.fire(HostEvent.dialogMessage, {
          messageType: 0,
          messageContent,
          messageOrigin: frame.origin,
        }),
      messageChild: (messageContent) =>
        this.dialog?.fire(HostEvent.dialogParentMessage, {
          messageType: 1,
          messageContent,
          messageOrigin: frame.origin,
        }),
    };
    // The answer goes first: closing the container takes the frame away.
    if (dispatchId === AppMethod.closeContainer) send({ Version: 1, Error: 0 });
    const reply = appMethod(dispatchId, request._data, ports);
    if (dispatchId !== AppMethod.closeContainer) send(reply);
  }

  private openDialog(request: OfficeRequest) {
    const wanted = fields(parseJson(fields(request._data).targetId));
    const url = new URL(text(wanted.url), this.origin);
    if (url.protocol === "https:")
      this.setDialog(new AddinFrame(url.toString(), this.ports.locale(), this.origin, true));
  }

  private setDialog(dialog: AddinFrame | null) {
    if (this.dialog === dialog) return;
    this.dialog = dialog;
    this.ports.dialogChanged(dialog);
  }

  private contextFor({ identity }: AddinFrame) {
    const { ports } = this;
    return appContext({
      controlId: identity.controlId,
      correlationId: identity.correlationId,
      locale: ports.locale(),
      level: ports.level(),
      theme: ports.theme(),
      addinName: ports.addinName,
      hostVersion,
      settings: ports.readSettings(),
    });
  }

  private dataFor(item: HostItem | null) {
    const { user, permission, sharedBy } = this.ports;
    return initialData({ user, permission, sharedBy, hostVersion, origin: this.origin }, item);
  }
}

const wait = (milliseconds: number) =>
  milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();
