import type { CommandConfig } from "../../shared/contracts/page-config.ts";
import { reportClient } from "../outlook/report-client.ts";
import { clientHeaders } from "../outlook/client-header.ts";
import { commandRuntime } from "../outlook/command-runtime.ts";
import * as msal from "../outlook/msal.ts";
import { ownerOfMailbox } from "../outlook/shared-mailbox.ts";
import { nestedSignIn } from "../outlook/nested-sign-in.ts";
import { reportFunction } from "./function-name.ts";
import { reportCommand } from "./report-command.ts";
import { sendReportWith } from "./send-report.ts";
import { commandWords } from "./words.ts";

// Set by the server in front of this file, which is one file, as the runtime can import nothing.
const config = (globalThis as unknown as { firstcatchCommand: CommandConfig }).firstcatchCommand;
const signIn = nestedSignIn(config, commandRuntime, () => Promise.resolve(msal));
const send = sendReportWith({
  origin: config.origin,
  token: (again) => signIn.token({ again, pressed: true }),
  fetch: (address, init) =>
    fetch(address, { ...init, headers: { ...(init?.headers as object), ...clientHeaders("outlook") } }),
  newKey: () =>
    `command-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`,
});

commandRuntime.associate(reportFunction, (event) => {
  void reportCommand(event, {
    read: commandRuntime.read,
    send,
    words: commandWords(commandRuntime.language()),
    client: reportClient(),
    isShared: async () => (await ownerOfMailbox()) !== undefined,
  });
});
