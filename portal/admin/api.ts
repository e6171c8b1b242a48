import { QueryClient, useQuery } from "@tanstack/react-query";
import { GetSession } from "../../shared/contracts/session.ts";
import { ApiError, createApiClient } from "../../ui/api-client.ts";

let leaving = false;

/** Once the reader signs out, an answer that says so must not lead elsewhere. */
export function beginLeaving(): void {
  leaving = true;
}

/** Goes to the sign-in page, which comes back to where the reader is. */
function signIn(): void {
  if (leaving) return;
  leaving = true;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/auth/sign-in?next=${encodeURIComponent(here)}`);
}

export const api = createApiClient({ onUnauthenticated: signIn });

/** Nothing was answered, or the server asks to come again; a refusal is not tried twice. */
const passing = (error: unknown) =>
  error instanceof ApiError && ["offline", "timeout", "unavailable"].includes(error.code);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: (count, error) => passing(error) && count < 2,
      retryDelay: (count) => 500 * 2 ** count,
      staleTime: 2_000,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

/** The admin who is signed in. */
export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => api.call(GetSession, { signal }),
    staleTime: Infinity,
  });
}

/** True for the answer that already leads to the sign-in page: no error look for it. */
export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401;
