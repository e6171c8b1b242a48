/** What an organization is made of; people belong to at most one company, department and cost centre, and to any functions and groups. */
export const structureKinds = ["companies", "departments", "functions", "costCentres", "groups"] as const;
export type StructureKind = (typeof structureKinds)[number];

/** The field of a person that names what they belong to. */
export const memberField = {
  companies: "company",
  departments: "department",
  functions: "functions",
  costCentres: "costCentre",
  groups: "groups",
} as const satisfies Record<StructureKind, string>;
export type MemberField = (typeof memberField)[StructureKind];

/** May a person belong to several of this kind? */
export const isMany = (kind: StructureKind): boolean => kind === "functions" || kind === "groups";

/** Nobody belongs to more of one kind. */
export const mostOfOneKind = 50;

/** Kinds that may bring their people a programme. */
export const bringingKinds = ["functions", "groups"] as const satisfies readonly StructureKind[];
export type BringingKind = (typeof bringingKinds)[number];
export const isBringing = (kind: StructureKind): kind is BringingKind =>
  (bringingKinds as readonly StructureKind[]).includes(kind);

/** The kind as one word of the product: what refusals call it. */
export const kindWord: Record<StructureKind, string> = {
  companies: "company",
  departments: "department",
  functions: "function",
  costCentres: "cost centre",
  groups: "group",
};
