import type { MergePlan, MergeSide } from "../../../shared/contracts/user-merge.ts";
import { memberField, structureKinds, type StructureKind } from "../../../shared/structure.ts";

/** What of both is compared, in this order. */
export const mergeRows = [
  "name",
  "addresses",
  "employeeId",
  "account",
  "training",
  "status",
  ...structureKinds,
  "language",
  "role",
] as const;
export type MergeRow = (typeof mergeRows)[number];

/** A value of one of the two, and whether the one person has it afterwards; absent while that is still to be chosen. */
export interface MergeValue {
  value: string;
  kept?: boolean;
}
export interface Compared {
  row: MergeRow;
  stays: MergeValue[];
  goes: MergeValue[];
}

const isKind = (row: MergeRow): row is StructureKind => structureKinds.some((kind) => kind === row);

/** What somebody has of it, as it is compared. */
function valuesOf(row: MergeRow, { user, addresses, account, ownLanguage }: MergeSide): string[] {
  if (isKind(row)) return [user[memberField[row]] ?? []].flat();
  switch (row) {
    case "name":
      return [[user.firstName, user.infix, user.lastName].filter(Boolean).join(" ")].filter(Boolean);
    case "addresses":
      return addresses;
    case "employeeId":
      return user.employeeId ? [user.employeeId] : [];
    case "account":
      return account ? ["linked"] : [];
    case "training":
      return [user.stage];
    case "status":
      return [user.status];
    case "language":
      return ownLanguage ? [ownLanguage] : [];
    case "role":
      return user.role ? [user.role] : [];
  }
}

/** Both side by side, without what neither has. */
export function compare({ stays, goes, after, training, ask }: MergePlan): Compared[] {
  return mergeRows.flatMap((row) => {
    const then = valuesOf(row, after);
    const isOpen = ask.some((asked) => asked === row);
    const marked = (side: "stays" | "goes"): MergeValue[] =>
      valuesOf(row, side === "stays" ? stays : goes).map((value) => {
        // Of two alike trainings one goes on, and of two accounts one stays linked.
        const kept =
          then.includes(value) &&
          (row !== "training" || side === training) &&
          (row !== "account" || side === "stays" || !stays.account);
        return { value, ...(!isOpen && { kept }) };
      });
    const compared = { row, stays: marked("stays"), goes: marked("goes") };
    return compared.stays.length + compared.goes.length > 0 ? [compared] : [];
  });
}
