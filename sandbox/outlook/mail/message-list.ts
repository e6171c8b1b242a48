import { folderKeys, type FolderKey, isKnown, type Message } from "./messages.ts";

/** Folded for case and accents. */
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The mails of a folder in which each word of the search occurs; a search looks in all folders but the deleted ones. */
export function visibleMessages(all: Message[], folder: FolderKey, search: string): Message[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all.filter((message) => message.folder === folder);
  return all.filter((message) => {
    if (message.folder === "deleted" && folder !== "deleted") return false;
    const { subject, fromName, fromAddress, to, preview } = message;
    const text = fold([subject, fromName, fromAddress, to, preview].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** Outlook's own folders, and those that somebody made, which are there as long as a mail lies in them. */
export function foldersOf(all: Message[]): FolderKey[] {
  const own = new Set(all.map(({ folder }) => folder).filter((folder) => !isKnown(folder)));
  return [...folderKeys, ...[...own].sort((one, other) => one.localeCompare(other))];
}

export const unreadCount = (all: Message[], folder: FolderKey) =>
  all.filter((message) => message.folder === folder && !message.seen).length;

/** The mail to select when this one leaves the list: the next one, or at the end the one before. */
export function neighbour(list: Message[], id: string): string | null {
  const index = list.findIndex((message) => message.id === id);
  return (list[index + 1] ?? list[index - 1])?.id ?? null;
}
