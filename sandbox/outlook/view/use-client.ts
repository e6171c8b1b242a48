import { createContext, use, useSyncExternalStore } from "react";
import type { ClientState } from "../client/client-state.ts";
import type { MailClient } from "../client/mail-client.ts";

export const ClientContext = createContext<MailClient | null>(null);

/** Whether the client is dark at the moment. */
export const DarkContext = createContext(false);

/** The mail client that the page shows. */
export function useClient(): MailClient {
  const client = use(ClientContext);
  if (!client) throw new Error("No mail client around this part of the page.");
  return client;
}

export function useClientState(): ClientState {
  const client = useClient();
  return useSyncExternalStore(client.subscribe, client.getState);
}
