import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type * as z from "zod/mini";
import {
  GetPerson,
  ListHappenings,
  ListPersonSimulations,
  type Person,
  UpdateUser,
} from "../../../shared/contracts/user-person.ts";
import { ListReports } from "../../../shared/contracts/report.ts";
import { User } from "../../../shared/contracts/user.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { api } from "../api.ts";

export type PersonChange = z.input<typeof UpdateUser.request>;

// A mail that leaves is told to nobody, since most of them do: while one is on its way, the page looks by itself.
const onItsWay = ["queued", "sending"];
const often = 3_000;
const watching = (person: Person | undefined) =>
  person?.welcome && onItsWay.includes(person.welcome.state) ? often : false;

/** One person; the first word of the key is the live topic. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: ["users", "person", id],
    queryFn: ({ signal }) => api.call(GetPerson, { params: { id }, signal }),
    refetchInterval: ({ state }) => watching(state.data),
    retry: (count, error) => !isGone(error) && count < 2,
  });
}

export const isGone = (error: unknown) => error instanceof ApiError && error.code === "not_found";

/** Read again with the person, so that the parts of the page tell the same. */
export function usePersonSimulations({ user, welcome }: Person) {
  return useQuery({
    queryKey: ["users", "simulations", user.id, user.version, welcome?.state],
    queryFn: ({ signal }) => api.call(ListPersonSimulations, { params: { id: user.id }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function usePersonReports(id: string, limit: number) {
  return useQuery({
    queryKey: ["reports", "person", id, limit],
    queryFn: ({ signal }) => api.call(ListReports, { query: { reporter: id, limit }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useTimeline({ user, welcome }: Person) {
  return useInfiniteQuery({
    queryKey: ["users", "timeline", user.id, user.version, welcome?.state],
    queryFn: ({ signal, pageParam }) =>
      api.call(ListHappenings, {
        params: { id: user.id },
        query: { limit: 20, cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

/**
 * Changes a person against the version that the reader saw. When others changed them meanwhile, `stillMeant` says whether
 * the change means the same on what stands there now: then it is sent once more, else the conflict is thrown.
 */
export function useChangePerson(stillMeant: (now: User, seen: User) => boolean) {
  const client = useQueryClient();
  const send = (change: PersonChange, { id, version }: User) =>
    api.call(UpdateUser, { params: { id }, body: change, headers: { "If-Match": `"${version}"` } });
  return useMutation({
    mutationFn: async ({ change, seen }: { change: PersonChange; seen: User }) => {
      try {
        return await send(change, seen);
      } catch (error) {
        const now = currentOf(error);
        if (!now || !stillMeant(now, seen)) throw error;
        return await send(change, now);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["users"] }),
  });
}

/** The person as they are now, when the server refused a change because of it. */
export function currentOf(error: unknown): User | undefined {
  if (!(error instanceof ApiError) || error.code !== "version_conflict") return undefined;
  const parsed = User.safeParse(error.problem?.current);
  return parsed.success ? parsed.data : undefined;
}
