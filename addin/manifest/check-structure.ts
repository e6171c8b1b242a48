/** An element as xml2js gives it with `explicitChildren` and `preserveChildrenOrder`. */
export interface Node {
  "#name": string;
  $?: Record<string, string>;
  $$?: Node[];
  _?: string;
}

export const childrenOf = (node: Node): Node[] => node.$$ ?? [];

/** Order of children after [MS-OWEMXML] and the element reference. */
const order: Record<string, string[]> = {
  OfficeApp:
    `Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl
    AppDomains Hosts Requirements FormSettings Permissions Rule DisableEntityHighlighting VersionOverrides`.split(
      /\s+/,
    ),
  VersionOverrides:
    "Description Requirements Hosts Resources WebApplicationInfo EquivalentAddins VersionOverrides ExtendedPermissions".split(
      " ",
    ),
  Host: ["Runtimes", "DesktopFormFactor", "TabletFormFactor", "MobileFormFactor"],
  DesktopFormFactor: ["FunctionFile", "SupportsSharedFolders", "ExtensionPoint"],
  Control: ["Label", "Supertip", "Icon", "Action"],
  Action: [
    "SourceLocation",
    "FunctionName",
    "SupportsPinning",
    "SupportsNoItemContext",
    "SupportsMultiSelect",
  ],
  ReportPhishingCustomization: ["Control", "PreProcessingDialog", "SourceLocation"],
  PreProcessingDialog: [
    "Title",
    "Description",
    "NeverShowAgainOption",
    "ReportingOptions",
    "FreeTextLabel",
    "MoreInfo",
  ],
  Resources: ["bt:Images", "bt:Urls", "bt:ShortStrings", "bt:LongStrings"],
};
const limits = { "bt:ShortStrings": 125, "bt:LongStrings": 250 } as const;
const nineIcons = [25, 32, 48].flatMap((size) =>
  [1, 2, 3].map((scale) => `${String(size)}x${String(scale)}`),
);

/** Element order, ids, references, addresses, lengths and icons. */
export function structureProblems(root: Node): string[] {
  return [
    ...headProblems(root),
    ...[root, ...descendants(root)].flatMap(orderProblems),
    ...[root, ...descendants(root)].flatMap(addressProblems),
    ...descendants(root)
      .filter((node) => node["#name"] === "VersionOverrides")
      .flatMap((overrides) => overridesProblems(overrides)),
  ];
}

function headProblems(root: Node): string[] {
  const text = (name: string) => childrenOf(root).find((node) => node["#name"] === name)?._ ?? "";
  const problems: string[] = [];
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text("Id"))) problems.push("Id is not a GUID");
  if (!/^\d+(\.\d+){3}$/.test(text("Version"))) problems.push("Version has not four numbers");
  if (root.$?.["xsi:type"] !== "MailApp") problems.push("not a MailApp");
  return problems;
}

function orderProblems(node: Node): string[] {
  const wanted = order[node["#name"]];
  if (!wanted || (node["#name"] === "Host" && !node.$?.["xsi:type"])) return [];
  const problems: string[] = [];
  let last = -1;
  for (const child of childrenOf(node)) {
    const at = wanted.indexOf(child["#name"]);
    if (at < 0) problems.push(`${node["#name"]}: unexpected <${child["#name"]}>`);
    else if (at < last) problems.push(`${node["#name"]}: <${child["#name"]}> out of order`);
    last = Math.max(last, at);
  }
  return problems;
}

const addresses = [
  "IconUrl",
  "HighResolutionIconUrl",
  "SupportUrl",
  "SourceLocation",
  "bt:Image",
  "bt:Url",
  "AppDomain",
];

function addressProblems(node: Node): string[] {
  if (!addresses.includes(node["#name"])) return [];
  const address = node.$?.DefaultValue ?? node._;
  if (address === undefined || address.startsWith("https://")) return [];
  return [`not https: ${node["#name"]} ${address}`];
}

/** References resolve within their own VersionOverrides, against its own Resources. */
function overridesProblems(overrides: Node): string[] {
  const own = descendants(overrides, "VersionOverrides");
  const defined = new Set(own.filter(isResource).map((node) => node.$?.id ?? ""));
  const used = new Set(own.flatMap((node) => (node.$?.resid ? [node.$.resid] : [])));
  const problems = [...used].flatMap((resid) => [
    ...(resid.length > 32 ? [`resid over 32 characters: ${resid}`] : []),
    ...(defined.has(resid) ? [] : [`resid not defined: ${resid}`]),
  ]);
  for (const id of defined) if (!used.has(id)) problems.push(`resource not used: ${id}`);
  for (const [list, limit] of Object.entries(limits))
    for (const text of own.filter((node) => node["#name"] === list).flatMap(childrenOf))
      for (const value of [text.$?.DefaultValue, ...childrenOf(text).map((override) => override.$?.Value)])
        if (!value || value.length > limit)
          problems.push(`empty or over ${String(limit)} characters: ${text.$?.id ?? ""}`);
  for (const button of own.filter((node) => node.$?.["xsi:type"] === "MobileButton")) {
    const icons = descendants(button).filter((node) => node["#name"] === "bt:Image");
    const found = icons.map(({ $ }) => `${$?.size ?? ""}x${$?.scale ?? ""}`);
    if (found.sort().join() !== [...nineIcons].sort().join()) problems.push("mobile button needs nine icons");
  }
  return problems;
}

const isResource = (node: Node) => /^bt:(Image|Url|String)$/.test(node["#name"]) && Boolean(node.$?.id);

/** All elements below, in document order, without those inside an element named `stopAt`. */
function descendants(node: Node, stopAt?: string): Node[] {
  return childrenOf(node).flatMap((child) =>
    child["#name"] === stopAt ? [] : [child, ...descendants(child, stopAt)],
  );
}
