import type { MailContent, Piece } from "../domain/report.ts";

export interface MailHead {
  messageId?: string;
  subject?: string;
  from?: string;
}
export interface WholeMail {
  /** In bodies and attachments, decoded. */
  tokens: string[];
  /** Null where nothing can be proven: no HTML, no sender, or more than we would ever make. */
  content: MailContent | null;
}

/** Everything that has the form of a token of ours, in header, Message-ID and links. */
export function findTokens(texts: readonly string[]): string[];
/** An HTML body in pieces; a comment or a declaration inside counts as something that we did not make. */
export function htmlPieces(html: string): { pieces: Piece[]; extras: number };
export function parseHead(bytes: Uint8Array): Promise<MailHead>;
export function parseWhole(bytes: Uint8Array): Promise<WholeMail>;
