/** A person as a mail names them. */
export interface HostAddress {
  name: string;
  address: string;
}

export interface HostAttachment {
  id: string;
  name: string;
  contentType: string;
  size: number;
  isInline: boolean;
  /** An attached mail, not a file. */
  isItem: boolean;
  base64: string;
}

/** The open mail, as the add-in may ask for it. */
export interface HostItem {
  id: string;
  conversationId: string;
  internetMessageId: string;
  subject: string;
  from: HostAddress;
  to: HostAddress[];
  cc: HostAddress[];
  receivedAt: number;
  seen: boolean;
  /** Raw header block. */
  headers: string;
  html: string;
  text: string;
  /** The whole mail, byte for byte. */
  base64: string;
  attachments: HostAttachment[];
}
