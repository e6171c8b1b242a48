import type { Me } from "../../shared/contracts/me.ts";
import type { User } from "../../shared/contracts/user.ts";
import type { OpenMail } from "../outlook/mailbox-port.ts";
import type { Receipt } from "./pane-state.ts";

/** Values for the pane's tests. */
export const buildMail = (change: Partial<OpenMail> = {}): OpenMail => ({
  key: "<a@mail.example>",
  internetMessageId: "<a@mail.example>",
  subject: "Your parcel",
  fromName: "Parcels",
  fromAddress: "service@mail.example",
  receivedAt: "2026-11-03T08:00:00.000Z",
  ...change,
});

export const buildUser = (change: Partial<User> = {}): User => ({
  id: "u",
  email: "newcomer@acme.example",
  firstName: "",
  lastName: "",
  language: "en",
  functions: [],
  groups: [],
  manager: false,
  stage: "notStarted",
  status: "active",
  shown: "notStarted",
  startNumber: 0,
  createdAt: "2026-11-03T08:00:00Z",
  allowed: [],
  version: 1,
  ...change,
});

export const buildMe = (change: Partial<Me> = {}): Me => ({
  organization: { name: "Acme", languages: ["en", "nl"] },
  joining: { open: true },
  user: null,
  welcome: null,
  allowed: ["join", "report"],
  ...change,
});

export const buildReceipt = (change: Partial<Receipt> = {}): Receipt => ({
  outcome: "threat",
  repeated: false,
  forwarded: true,
  receipt: "R-7K4M-2QX9",
  stage: "onboarded",
  ...change,
});

/** A device's storage; `full` refuses to store anything. */
export function memoryStorage(options: { full?: boolean } = {}) {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (options.full) throw new Error("QuotaExceededError");
      values.set(key, value);
    },
    removeItem: (key: string) => void values.delete(key),
  };
}
