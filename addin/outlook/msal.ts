import {
  createNestablePublicClientApplication,
  InteractionRequiredAuthError,
  type IPublicClientApplication,
} from "@azure/msal-browser";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";

/** Tokens stay in memory: the mail client keeps them, and two mailboxes in one browser must not share them. */
export function createClient({ clientId, authority }: PaneConfig): Promise<IPublicClientApplication> {
  return createNestablePublicClientApplication({
    auth: { clientId, authority },
    cache: { cacheLocation: "memoryStorage" },
  });
}

export const needsInteraction = (error: unknown): boolean => error instanceof InteractionRequiredAuthError;
