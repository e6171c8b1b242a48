import type { UserAction } from "../../../shared/lifecycle.ts";
import type { Choice } from "../pieces/choices.ts";
import { useProgrammes } from "../programme/use-programme.ts";
import { useUnits } from "../structure/use-structure.ts";
import { type PortalTextKey, useTexts } from "../text-context.ts";

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

/** The choice that takes away what was set, and gives nothing. */
export const nothing = "nothing";

function useOfferedProgrammes() {
  const { t } = useTexts();
  const { data, error } = useProgrammes();
  const back = { id: nothing, name: t("actions.target.noProgramme") };
  return { choices: data && [back, ...data.items.filter(({ archived }) => !archived)], error };
}

export const actionTargets: Partial<Record<UserAction, ActionTarget>> = {
  assignGroup: {
    label: "actions.target.group",
    none: "actions.target.noGroups",
    useChoices: useOfferedGroups,
  },
  leaveGroup: { label: "actions.target.group", none: "actions.target.noGroups", useChoices: useAllGroups },
  setProgramme: {
    label: "actions.target.programme",
    none: "actions.target.noProgramme",
    useChoices: useOfferedProgrammes,
  },
};
