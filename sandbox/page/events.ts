export type SandboxEvent = "mail" | "clock" | "state";

/**
 * Listens to the sandbox's events; returns how to stop. `onOpen` runs each time the line is there (again): what happened
 * in between was missed, so read anew.
 */
export function listen(
  handlers: Partial<Record<SandboxEvent, (data: unknown) => void>>,
  onOpen?: () => void,
): () => void {
  const source = new EventSource("/sandbox/events");
  for (const [name, handler] of Object.entries(handlers))
    source.addEventListener(name, (event: MessageEvent<string>) => handler(parse(event.data)));
  if (onOpen) source.addEventListener("open", onOpen);
  return () => source.close();
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
