import { text } from "./protocol.ts";

export type NoticeKind = "information" | "progress" | "error" | "insight";
const kinds: NoticeKind[] = ["information", "progress", "error", "insight"];

/** A message that an add-in shows above a mail; `raw` is what it gets back when it asks for its messages. */
export interface Notice {
  key: string;
  kind: NoticeKind;
  message: string;
  raw: Record<string, unknown>;
}

const mostPerMail = 5;

/** The notices of each mail, for as long as the page lives. */
export class NoticeBoard {
  private readonly byItem = new Map<string, Map<string, Notice>>();
  private readonly changed: () => void;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  of(itemId: string): Notice[] {
    return [...(this.byItem.get(itemId)?.values() ?? [])];
  }

  /** False when the key is taken or the mail carries the most it can. */
  add(itemId: string, raw: Record<string, unknown>): boolean {
    const notices = this.byItem.get(itemId) ?? new Map<string, Notice>();
    const notice = readNotice(raw);
    if (notices.has(notice.key) || notices.size >= mostPerMail) return false;
    this.byItem.set(itemId, notices.set(notice.key, notice));
    this.changed();
    return true;
  }

  replace(itemId: string, raw: Record<string, unknown>): boolean {
    const notice = readNotice(raw);
    const notices = this.byItem.get(itemId);
    if (!notices?.has(notice.key)) return false;
    notices.set(notice.key, notice);
    this.changed();
    return true;
  }

  remove(itemId: string, key: string): boolean {
    const removed = this.byItem.get(itemId)?.delete(key) ?? false;
    if (removed) this.changed();
    return removed;
  }
}

function readNotice(raw: Record<string, unknown>): Notice {
  const kind = kinds[typeof raw.type === "number" ? raw.type : 0] ?? "information";
  return { key: String(raw.key), kind, message: text(raw.message), raw };
}
