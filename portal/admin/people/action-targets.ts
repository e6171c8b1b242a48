import type { UserAction } from "../../../shared/lifecycle.ts";
import type { Choice } from "../pieces/choices.ts";
import { useUnits } from "../structure/use-structure.ts";
import type { PortalTextKey } from "../text-context.ts";

/** What an action gives or takes is chosen before its summary; in which field it is sent says the contract. */
export interface ActionTarget {
  label: PortalTextKey;
  /** Said where there is nothing to choose. */
  none: PortalTextKey;
  useChoices: () => { choices: readonly Choice[] | undefined; error: Error | null };
}

function useOfferedGroups() {
  const { data, error } = useUnits("groups");
  return {
    choices: data?.items.filter(({ archived, mergingInto }) => !archived && mergingInto === undefined),
    error,
  };
}

function useAllGroups() {
  const { data, error } = useUnits("groups");
  return { choices: data?.items.filter(({ users }) => users > 0), error };
}

export const actionTargets: Partial<Record<UserAction, ActionTarget>> = {
  assignGroup: {
    label: "actions.target.group",
    none: "actions.target.noGroups",
    useChoices: useOfferedGroups,
  },
  leaveGroup: { label: "actions.target.group", none: "actions.target.noGroups", useChoices: useAllGroups },
};
