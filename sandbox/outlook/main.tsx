import { createRoot } from "react-dom/client";
import { readConfig } from "../page/read-config.ts";
import { MailClient } from "./client/mail-client.ts";
import { mailboxControl } from "./client/mailbox-control.ts";
import type { OutlookConfig } from "./config.ts";
import { App } from "./view/App.tsx";

const client = new MailClient(readConfig() as OutlookConfig);
client.start();
window.mailbox = mailboxControl(client);

const root = document.getElementById("root");
if (root) createRoot(root).render(<App client={client} />);
