import type { HostItem } from "../host/item.ts";
import { formatFull } from "./times.ts";

/** A mail being written. */
export interface Draft {
  title: string;
  to: string;
  subject: string;
  text: string;
  attach?: { id: string; name: string };
}

const withPrefix = (prefix: string, subject: string) =>
  new RegExp(`^${prefix}\\s*:`, "i").test(subject) ? subject : `${prefix}: ${subject}`;

const person = ({ name, address }: { name: string; address: string }) =>
  name ? `${name} <${address}>` : address;

/** The mail as it is quoted below an answer, in the plain way of mail clients. */
function quoted(item: HostItem): string {
  const head = [
    `From: ${person(item.from)}`,
    `Sent: ${formatFull(item.receivedAt)}`,
    `To: ${item.to.map(person).join("; ")}`,
    `Subject: ${item.subject}`,
  ];
  return `\n\n________________________________\n${head.join("\n")}\n\n${item.text.trim()}\n`;
}

export const newDraft = (changes: Partial<Draft> = {}): Draft => ({
  title: "New mail",
  to: "",
  subject: "",
  text: "",
  ...changes,
});

export function replyDraft(item: HostItem, own: string, all: boolean): Draft {
  const others = all ? [...item.to, ...item.cc].filter(({ address }) => !same(address, own)) : [];
  const addresses = [item.from, ...others].map(({ address }) => address);
  return newDraft({
    title: all ? "Reply all" : "Reply",
    to: [...new Set(addresses)].join("; "),
    subject: withPrefix("Re", item.subject),
    text: quoted(item),
  });
}

export const forwardDraft = (item: HostItem): Draft =>
  newDraft({ title: "Forward", subject: withPrefix("Fw", item.subject), text: quoted(item) });

export const forwardAsAttachmentDraft = (item: HostItem): Draft =>
  newDraft({
    title: "Forward as attachment",
    subject: withPrefix("Fw", item.subject),
    attach: { id: item.id, name: item.subject || "(no subject)" },
  });

/** The addresses of a line in which they stand apart by commas, semicolons or spaces; `wrong` is what is no address. */
export function readRecipients(line: string): { addresses: string[]; wrong: string[] } {
  const parts = line.split(/[;,\s]+/).filter(Boolean);
  const isAddress = (part: string) => /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(part);
  return {
    addresses: [...new Set(parts.filter(isAddress))],
    wrong: parts.filter((part) => !isAddress(part)),
  };
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
