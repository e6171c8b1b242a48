import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CreateApiToken, ListApiTokens, RevokeApiToken } from "../../../shared/contracts/api-token.ts";
import { api } from "../api.ts";

const key = ["api tokens"];

/** The signed-in admin's own tokens, newest first. */
export function useTokens() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => api.call(ListApiTokens, { signal }) });
}

/** Makes a token; the answer is the only place where it stands in full. */
export function useMakeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api.call(CreateApiToken, { body: { name } }),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.call(RevokeApiToken, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
