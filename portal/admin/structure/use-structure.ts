import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { structure, type NewUnit, type Unit, type UnitChange } from "../../../shared/contracts/structure.ts";
import type { StructureKind } from "../../../shared/structure.ts";
import { api } from "../api.ts";

const keyOf = (kind: StructureKind) => ["structure", kind];
/** While people are on their way elsewhere, the numbers change by themselves. */
const whileMoving = 2_000;

/** All units of a kind, by name. */
export function useUnits(kind: StructureKind) {
  return useQuery({
    queryKey: keyOf(kind),
    queryFn: ({ signal }) => api.call(structure[kind].list, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ mergingInto }) => mergingInto !== undefined) ? whileMoving : false,
  });
}

export function useAddUnit(kind: StructureKind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewUnit) => api.call(structure[kind].create, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(kind) }),
  });
}

/** Changes what the reader saw; where somebody was faster, the answer is `version_conflict` with the unit as it is now. */
export function useChangeUnit(kind: StructureKind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ unit, change }: { unit: Pick<Unit, "id" | "version">; change: UnitChange }) =>
      api.call(structure[kind].update, {
        params: { id: unit.id },
        headers: { "If-Match": `"${unit.version}"` },
        body: change,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(kind) }),
  });
}
