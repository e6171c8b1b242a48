import { frameName, frameUrl, newFrameIdentity } from "./frame-address.ts";
import type { FrameIdentity } from "./frame-address.ts";
import { event } from "./protocol.ts";
import type { OfficeRequest, Registration } from "./protocol.ts";

/** One frame with an add-in's page in it, the task pane or a dialog, and the events that the page listens to. */
export class AddinFrame {
  readonly identity: FrameIdentity;
  readonly name: string;
  readonly url: string;
  readonly origin: string;
  private readonly hostOrigin: string;
  private readonly registrations = new Map<string, Registration>();
  private window: () => Window | null = () => null;

  constructor(address: string, locale: string, hostOrigin: string, isDialog = false) {
    this.identity = newFrameIdentity(isDialog);
    this.name = frameName(this.identity, locale, hostOrigin);
    this.url = frameUrl(address, this.identity, locale, hostOrigin);
    this.origin = new URL(this.url).origin;
    this.hostOrigin = hostOrigin;
  }

  /** Tells where this frame's window is found; it may come to be only later, when the element enters the page. */
  attach(window: () => Window | null) {
    this.window = window;
  }

  /** Both must fit: another frame of the same origin is as foreign as another origin in this frame. */
  sent(message: MessageEvent): boolean {
    const target = this.window();
    return target !== null && message.source === target && message.origin === this.origin;
  }

  post(text: string) {
    this.window()?.postMessage(text, this.origin);
  }

  register(request: OfficeRequest) {
    this.registrations.set(request._actionName, {
      conversationId: request._conversationId,
      correlationId: request._correlationId,
    });
  }

  unregister(request: OfficeRequest) {
    this.registrations.delete(request._actionName);
  }

  /** Fires an event; false when the page does not listen to it. */
  fire(name: string, data: unknown): boolean {
    const registration = this.registrations.get(name);
    if (registration) this.post(event(name, registration, data, this.hostOrigin));
    return registration !== undefined;
  }
}
