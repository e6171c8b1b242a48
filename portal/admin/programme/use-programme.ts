import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  CreateProgramme,
  ListProgrammes,
  type NewProgramme,
  Programme,
  type ProgrammeChange,
  UpdateProgramme,
} from "../../../shared/contracts/programme.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { api } from "../api.ts";

const key = ["programmes"];
/** While people are given another one, the numbers change by themselves. */
const whileMoving = 3_000;

/** The organization's programmes, and the scenarios that they may have. */
export function useProgrammes() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.call(ListProgrammes, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ moving }) => moving) ? whileMoving : false),
  });
}

/** How many people have each, by the programme's id: an answer that may take longer than the list. */
export function useProgrammeUsers() {
  const { data } = useQuery({
    queryKey: [...key, "users"],
    queryFn: ({ signal }) => api.call(ListProgrammes, { query: { with: "users" }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ moving }) => moving) ? whileMoving : false),
  });
  return new Map(data?.items.map(({ id, users }) => [id, users]));
}

export function useAddProgramme() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProgramme) => api.call(CreateProgramme, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** Changes what the reader saw; where somebody was faster, the answer is `version_conflict` with the programme as it is now. */
export function useChangeProgramme() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ seen, change }: { seen: Pick<Programme, "id" | "version">; change: ProgrammeChange }) =>
      api.call(UpdateProgramme, {
        params: { id: seen.id },
        headers: { "If-Match": `"${seen.version}"` },
        body: change,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** The programme as somebody else has just made it. */
export function programmeMeanwhile(error: unknown): Programme | undefined {
  if (!(error instanceof ApiError) || error.code !== "version_conflict") return undefined;
  return Programme.safeParse(error.problem?.current).data;
}

/** Was it refused because another one has the name? */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "already_exists";
