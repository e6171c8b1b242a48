import type * as z from "zod/mini";
import type { Endpoint } from "../shared/contracts/endpoint.ts";
import { type ErrorCode, Problem } from "../shared/contracts/error.ts";

export type ApiErrorCode = ErrorCode | "offline" | "timeout";

/** A call that did not succeed. Branch on `code`; `offline` and `timeout` mean that no answer arrived. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(code: ApiErrorCode, status: number, problem?: Problem) {
    super(problem?.detail ?? code);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}

export type ResponseOf<E extends Endpoint> =
  | (E extends { response: infer R extends z.ZodMiniType } ? z.output<R> : undefined)
  | (E extends { accepted: infer A extends z.ZodMiniType } ? z.output<A> : never);
type BodyOf<E extends Endpoint> = E extends { request: infer R extends z.ZodMiniType } ? z.input<R> : never;

export interface CallOptions<E extends Endpoint = Endpoint> {
  /** Values of the path's `:names`. */
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: BodyOf<E>;
  /** Sent as multipart instead of `body`. */
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Milliseconds until the call is given up; 30,000 when left out. */
  timeout?: number;
}

export interface ApiClient {
  call: <E extends Endpoint>(endpoint: E, options?: CallOptions<E>) => Promise<ResponseOf<E>>;
}

export interface ApiClientOptions {
  /** The bearer token, if there is one; asked once more with `again` when the server refused it. */
  authorize?: (again: boolean) => Promise<string | null>;
  onUnauthenticated?: () => void;
  /** Sent with every call, such as the language. */
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
}

/** Calls the API by its contracts: requests are typed by them, responses are parsed with them. */
export function createApiClient(options: ApiClientOptions = {}): ApiClient {
  const send = options.fetch ?? ((input, init) => fetch(input, init));

  async function attempt<E extends Endpoint>(endpoint: E, call: CallOptions<E>, again: boolean) {
    const headers: Record<string, string> = {
      Accept: "application/json",
      "X-Firstcatch": "1",
      ...options.headers?.(),
    };
    const token = await options.authorize?.(again);
    if (token) headers.Authorization = `Bearer ${token}`;
    let body: BodyInit | undefined = call.form;
    if (!body && call.body !== undefined) {
      headers["Content-Type"] = "application/json";
      body = JSON.stringify(call.body);
    }
    const init = { method: endpoint.method.toUpperCase(), headers: { ...headers, ...call.headers }, body };
    return await withTimeLimit(call, (signal) => send(addressOf(endpoint, call), { ...init, signal }));
  }

  return {
    async call(endpoint, call = {}) {
      let response = await attempt(endpoint, call, false);
      if (response.status === 401 && options.authorize) response = await attempt(endpoint, call, true);
      if (!response.ok) {
        if (response.status === 401) options.onUnauthenticated?.();
        throw refusal(response);
      }
      const answer = response.status === 202 && endpoint.accepted ? endpoint.accepted : endpoint.response;
      if (!answer) return undefined as ResponseOf<typeof endpoint>;
      const parsed = answer.safeParse(parseJson(response.text));
      if (!parsed.success) throw new ApiError("internal", response.status);
      return parsed.data as ResponseOf<typeof endpoint>;
    },
  };
}

interface Answer {
  ok: boolean;
  status: number;
  text: string;
}

/** Waits for the whole answer, its body too. */
async function withTimeLimit(
  call: { signal?: AbortSignal; timeout?: number },
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<Answer> {
  const controller = new AbortController();
  const state = { late: false };
  const timer = setTimeout(() => {
    state.late = true;
    controller.abort();
  }, call.timeout ?? 30_000);
  const abort = () => controller.abort();
  call.signal?.addEventListener("abort", abort);
  if (call.signal?.aborted) abort();
  try {
    const response = await send(controller.signal);
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new ApiError(state.late ? "timeout" : "offline", 0);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener("abort", abort);
  }
}

function addressOf(endpoint: Endpoint, call: CallOptions): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(call.params?.[name] ?? ""),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

const codeOfStatus: Record<number, ErrorCode> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  413: "message_too_large",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** Also what is no problem document, such as a proxy's page, gets a code. */
function refusal(answer: Answer): ApiError {
  const parsed = Problem.safeParse(parseJson(answer.text));
  if (parsed.success) return new ApiError(parsed.data.code, answer.status, parsed.data);
  return new ApiError(codeOfStatus[answer.status] ?? "internal", answer.status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
