export type SandboxEvent = "mail" | "clock" | "state";

/**
 * Listens to the sandbox's events; returns how to stop. `onOpen` runs each time the line is there (again): what happened
 * in between was missed, so read anew. A tab in the background lets its line go, since a browser has six for all its
 * tabs together and several people's mailboxes are open side by side.
 */
export function listen(
  handlers: Partial<Record<SandboxEvent, (data: unknown) => void>>,
  onOpen?: () => void,
): () => void {
  let source: EventSource | null = null;
  const open = () => {
    source = new EventSource("/sandbox/events");
    for (const [name, handler] of Object.entries(handlers))
      source.addEventListener(name, (event: MessageEvent<string>) => handler(parse(event.data)));
    if (onOpen) source.addEventListener("open", onOpen);
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const follow = () => {
    if (document.hidden) close();
    else if (!source) open();
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
