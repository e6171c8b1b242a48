/** A call of the sandbox that was refused or got no answer; the message is for a person. */
export class CallError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.name = "CallError";
    this.status = status;
  }
}

export interface CallOptions {
  method?: "GET" | "POST" | "PATCH";
  body?: unknown;
  signal?: AbortSignal;
}

async function send(path: string, { method = "GET", body, signal }: CallOptions): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new CallError("The sandbox does not answer. Is it still running?", 0);
  }
  if (response.ok) return response;
  throw new CallError(await reason(response), response.status);
}

async function reason(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? `The sandbox answered ${response.status}.`;
  } catch {
    return `The sandbox answered ${response.status}.`;
  }
}

/** Calls the sandbox and answers the JSON it sends back. Both sides are built together, so the shape is taken on trust. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(path, options);
  return (await response.json()) as T;
}

/** Calls the sandbox for bytes. */
export async function callBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  return (await send(path, { signal })).arrayBuffer();
}

/** What a person is told of any failure. */
export const failureText = (error: unknown) =>
  error instanceof CallError ? error.message : "Something went wrong on this page.";
