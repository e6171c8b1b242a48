/**
 * The messages between office.js in the add-in's frame and the mail client around it: JSON text over postMessage.
 * Learned by watching the genuine library; nothing here is documented by its maker, so all of it stays in this folder.
 */
export const MessageKind = { request: 0, response: 1 } as const;
export const ActionKind = { invoke: 0, registerEvent: 1, unregisterEvent: 2 } as const;
export const ResponseKind = { answer: 0, event: 1 } as const;
/** `_errorCode` of a response: how the channel fared, not the method. */
export const ChannelError = { none: 0, unknownMethod: -2 } as const;

export interface OfficeRequest {
  _messageType: typeof MessageKind.request;
  _actionType: number;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  _data: unknown;
}

/** What an event goes out under: the registration that asked for it. */
export interface Registration {
  conversationId: string;
  correlationId: number;
}

/** Conversation on which the mail client asks something of the add-in. */
export const notificationConversation = (conversationId: string) => `${conversationId}_ntf`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** The members of an object, whatever arrived; office.js sends arrays, objects with numbers as keys, or null. */
export const fields = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Reads a request of the given conversation; null for anything else that arrives by postMessage. */
export function readRequest(data: unknown, conversationId: string): OfficeRequest | null {
  const message = parseJson(data);
  if (!isRecord(message) || message._messageType !== MessageKind.request) return null;
  if (
    message._conversationId !== conversationId &&
    message._conversationId !== notificationConversation(conversationId)
  )
    return null;
  if (typeof message._actionName !== "string" || typeof message._actionType !== "number") return null;
  return message as unknown as OfficeRequest;
}

/** JSON text as a value, or undefined when it is none. */
export function parseJson(data: unknown): unknown {
  if (typeof data !== "string") return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** The answer to a request, ready to post. */
export function answer(
  request: OfficeRequest,
  data: unknown,
  origin: string,
  errorCode: number = ChannelError.none,
): string {
  return write({
    _messageType: MessageKind.response,
    _actionName: request._actionName,
    _conversationId: request._conversationId,
    _correlationId: request._correlationId,
    _errorCode: errorCode,
    _responseType: ResponseKind.answer,
    _data: data,
    _origin: origin,
  });
}

/** An event for a handler that the add-in registered, ready to post. */
export function event(name: string, registration: Registration, data: unknown, origin: string): string {
  return write({
    _messageType: MessageKind.response,
    _actionName: name,
    _conversationId: registration.conversationId,
    _correlationId: registration.correlationId,
    _errorCode: ChannelError.none,
    _responseType: ResponseKind.event,
    _data: data,
    _origin: origin,
  });
}

const write = (message: Record<string, unknown>) => JSON.stringify({ ...message, _serializerVersion: 1 });
