import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import { ActOnUsers } from "../../../shared/contracts/user-action.ts";
import { api } from "../api.ts";

/** What is asked for: which action, of whom. */
export type UserActionOrder = Pick<z.input<typeof ActOnUsers.request>, "action" | "users">;
export type UserActionResult = z.output<typeof ActOnUsers.response>;

/** What an action would do; changes nothing. */
export function useActionPlan(order: UserActionOrder) {
  return useQuery({
    queryKey: ["users", "plan", order],
    queryFn: ({ signal }) => api.call(ActOnUsers, { body: { ...order, dryRun: true }, signal }),
    gcTime: 0,
    staleTime: 0,
  });
}

export function useUserAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: UserActionOrder) => api.call(ActOnUsers, { body: order }),
    onSettled: () =>
      client.invalidateQueries({ queryKey: ["users"], predicate: ({ queryKey }) => queryKey[1] !== "plan" }),
  });
}
