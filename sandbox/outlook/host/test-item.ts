import type { HostItem } from "./item.ts";

/** A mail for tests. */
export const buildItem = (changes: Partial<HostItem> = {}): HostItem => ({
  id: "mail-1",
  conversationId: "conversation-1",
  internetMessageId: "<1@parcels.example>",
  subject: "Your parcel is on hold",
  from: { name: "Parcels", address: "service@parcels.example" },
  to: [{ name: "", address: "newcomer@acme.example" }],
  cc: [],
  receivedAt: Date.UTC(2026, 10, 23, 8, 15),
  seen: true,
  headers: "From: service@parcels.example\r\n",
  html: "<p>Pay</p>",
  text: "Pay",
  base64: "RnJvbTo=",
  attachments: [],
  ...changes,
});
