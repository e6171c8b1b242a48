import type { ComposeRequest } from "../host/mailbox-methods.ts";
import type { BrokeredToken } from "../host/nested-app-auth.ts";
import type { HostPorts } from "../host/outlook-host.ts";
import { cannotRead } from "../host/client-level.ts";
import { officeThemes } from "../host/theme.ts";
import { newDraft, replyDraft } from "../mail/draft.ts";
import { localized } from "../manifest.ts";
import { call } from "../../page/calls.ts";
import type { MailClient } from "./mail-client.ts";
import { takeFailure } from "./scenario.ts";

/** The mail client as its add-in meets it. Everything is looked up when it is asked for, never before. */
export function addinPorts(client: MailClient): HostPorts {
  const { config, memory, scenario } = client;
  return {
    user: { ...config.reader, timeZone: "W. Europe Standard Time" },
    get addinName() {
      const { button, locale } = client.getState();
      return button ? localized(button.addinName, locale) : "Add-in";
    },
    get permission() {
      return client.getState().button?.permission ?? "ReadItem";
    },
    sharedBy: client.isShared ? config.email : null,
    notices: client.notices,
    locale: () => client.getState().locale,
    level: () => client.level,
    theme: () => officeThemes[client.dark ? "dark" : "light"],
    item: () => client.whenOpen(),
    readSettings: () => memory.read().roamingSettings,
    saveSettings: (roamingSettings) => memory.write({ roamingSettings }),
    readProperties: (id) => memory.read().properties[id] ?? "{}",
    saveProperties: (id, json) => memory.write({ properties: { ...memory.read().properties, [id]: json } }),
    compose: (request) => compose(client, request),
    openMessage: (id) => {
      if (client.message(id)) client.select(id);
    },
    move: (id, folder) => client.change(id, { folder }),
    misreading: (what) => (cannotRead(client.level, what) ? "refused" : scenario.reading[what]),
    close: () => client.closePane(),
    delay: () => scenario.replyDelay,
    dialogChanged: (dialog) => client.showDialog(dialog),
    getToken: () =>
      call<BrokeredToken>("/sandbox/token", {
        method: "POST",
        body: config.reader,
      }),
    nextFailure: (method) => takeFailure(scenario, method),
  };
}

function compose(client: MailClient, { kind, to, subject, html }: ComposeRequest) {
  const text = new DOMParser().parseFromString(html, "text/html").body.textContent;
  const { mail } = client.getState().open;
  if (kind === "new" || !mail) {
    client.write(newDraft({ to: to.join("; "), subject, text }));
    return;
  }
  const reply = replyDraft(mail, client.config.email, kind === "replyAll");
  client.write({ ...reply, text: `${text}${reply.text}` });
}
