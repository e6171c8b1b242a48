import type { MailClient } from "./mail-client.ts";
import type { MailboxControl } from "./scenario.ts";

/** What tests get as `window.mailbox`. */
export function mailboxControl(client: MailClient): MailboxControl {
  const { scenario } = client;
  return {
    messages: () => client.getState().list.messages,
    select: async (subject) => {
      const found = client
        .getState()
        .list.messages.find((message) => message.subject.includes(subject ?? ""));
      if (subject === null) client.select(null);
      else if (found) client.showFolder(found.folder, found.id);
      else throw new Error(`No mail has "${subject}" in its subject.`);
      await client.whenOpen();
    },
    openPane: () => client.openPane(),
    closePane: () => client.closePane(),
    pin: (on) => client.pin(on),
    setLocale: (locale) => client.setLocale(locale),
    setRequirementSets: (sets) => {
      scenario.sets = sets;
    },
    slowReplies: (milliseconds) => {
      scenario.replyDelay = milliseconds;
    },
    misread: (reading) => {
      scenario.reading = reading;
    },
    failSignIn: (status, { times = 1, method } = {}) => {
      if (status === null) scenario.failures = [];
      else scenario.failures.push({ status, times, method: method ?? null });
    },
    runCommand: (name, event) => client.host.invokeCommand(name, event),
    closeDialog: () => client.host.closeDialogByUser(),
  };
}
