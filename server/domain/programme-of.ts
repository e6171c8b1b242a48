import type { ProgrammeReason } from "../../shared/lifecycle.ts";

/** What of a person decides which programme is theirs. */
export interface Placed {
  /** Set by hand. */
  programme?: string | undefined;
  /** In the order in which the person was given them. */
  groups: readonly string[];
  functions: readonly string[];
}

/** What the organization's groups and functions bring, and which programmes there are. */
export interface ProgrammeMap {
  /** By the id of the group or function; those that are not there bring nothing. */
  units: ReadonlyMap<string, { programme: string; archived: boolean }>;
  /** Programmes that may be had: not the archived ones. */
  offered: ReadonlySet<string>;
  /** The programme of everybody who has no other. */
  usual: string;
}

export interface Allotted {
  programme: string;
  by: ProgrammeReason;
  /** The group or function that brings it. */
  unit?: string;
}

/**
 * A person's programme: set by hand, else of the newest group that brings one, else of the first function that brings one,
 * else the default. What is archived brings nothing and is had by nobody.
 */
export function programmeOf(person: Placed, { units, offered, usual }: ProgrammeMap): Allotted {
  if (person.programme !== undefined && offered.has(person.programme))
    return { programme: person.programme, by: "hand" };
  const broughtBy = (unit: string): string | undefined => {
    const found = units.get(unit);
    return found && !found.archived && offered.has(found.programme) ? found.programme : undefined;
  };
  const brought = (by: "group" | "function", unit: string | undefined): Allotted | undefined => {
    const programme = unit === undefined ? undefined : broughtBy(unit);
    return programme === undefined || unit === undefined ? undefined : { programme, by, unit };
  };
  return (
    brought("group", person.groups.findLast(broughtBy)) ??
    brought("function", person.functions.find(broughtBy)) ?? { programme: usual, by: "default" }
  );
}
