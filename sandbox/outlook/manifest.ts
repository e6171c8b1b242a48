import { permissionLevels } from "./host/initial-data.ts";
import type { Permission } from "./host/initial-data.ts";

/** A text of the manifest in each of its languages. */
export interface LocalText {
  value: string;
  overrides: Record<string, string>;
}

/** The add-in's button as the manifest describes it. */
export interface AddinButton {
  addinName: LocalText;
  label: LocalText;
  tip: LocalText;
  icon: string;
  paneUrl: string;
  pinnable: boolean;
  /** Wants to be offered at shared mailboxes and folders too. */
  sharedFolders: boolean;
  permission: Permission;
  /** Outlook's own report button, where the manifest asks for it. */
  report: ReportSurface | null;
}

/** Outlook's own report button and the dialog that it opens (ReportPhishingCommandSurface). */
export interface ReportSurface {
  label: LocalText;
  tip: LocalText;
  /** What Outlook calls, in this page's runtime. */
  functionName: string;
  pageUrl: string;
  title: LocalText;
  description: LocalText;
  optionsTitle: LocalText;
  options: LocalText[];
  freeTextLabel: LocalText;
  moreText: LocalText;
  moreUrl: LocalText;
}

/** The text for a locale, else for another of the same language, else the manifest's own. */
export function localized(text: LocalText, locale: string): string {
  const language = locale.split("-")[0];
  const related = Object.entries(text.overrides).find(([name]) => name.split("-")[0] === language)?.[1];
  return text.overrides[locale] ?? related ?? text.value;
}

/** Reads the task pane's button for an open mail; of nested VersionOverrides the innermost counts, as in Outlook. */
export function readManifest(xml: string): AddinButton {
  const document = new DOMParser().parseFromString(xml, "application/xml");
  const problem = document.querySelector("parsererror");
  if (problem) throw new Error(`The manifest is no XML: ${problem.textContent}`);
  const overrides = all(document, "VersionOverrides").at(-1);
  if (!overrides) throw new Error("The manifest has no VersionOverrides.");
  const surface = all(overrides, "ExtensionPoint").find(
    (point) => kind(point) === "MessageReadCommandSurface",
  );
  const action = surface && all(surface, "Action").find((each) => kind(each) === "ShowTaskpane");
  const control = action?.parentElement;
  if (!action || !control) throw new Error("The manifest has no button that opens a task pane.");

  const resource = (element: Element | undefined): Element => {
    const id = element?.getAttribute("resid");
    const found = [...overrides.children]
      .filter(({ localName }) => localName === "Resources")
      .flatMap((resources) => [...resources.querySelectorAll("[id]")])
      .find((each) => each.getAttribute("id") === id);
    if (!found) throw new Error(`The manifest names a resource that it does not have: ${id ?? "none"}.`);
    return found;
  };
  const tip = all(control, "Supertip")[0];
  const icons = all(control, "Image");
  const icon = icons.find((image) => image.getAttribute("size") === "32") ?? icons[0];
  const permission = all(document, "Permissions")[0]?.textContent.trim() ?? "";
  const name = all(document, "DisplayName")[0];
  return {
    addinName: name ? localText(name) : { value: "Add-in", overrides: {} },
    label: localText(resource(child(control, "Label"))),
    tip: tip ? localText(resource(all(tip, "Description")[0])) : { value: "", overrides: {} },
    icon: resource(icon).getAttribute("DefaultValue") ?? "",
    paneUrl: resource(all(action, "SourceLocation")[0]).getAttribute("DefaultValue") ?? "",
    pinnable: all(action, "SupportsPinning")[0]?.textContent.trim() === "true",
    sharedFolders: all(overrides, "SupportsSharedFolders")[0]?.textContent.trim() === "true",
    report: reportSurface(overrides, resource),
    permission: permission in permissionLevels ? (permission as Permission) : "Restricted",
  };
}

function reportSurface(
  overrides: Element,
  resource: (element: Element | undefined) => Element,
): ReportSurface | null {
  const point = all(overrides, "ExtensionPoint").find(
    (each) => kind(each) === "ReportPhishingCommandSurface",
  );
  const control = point && all(point, "Control")[0];
  const dialog = point && all(point, "PreProcessingDialog")[0];
  const options = dialog && child(dialog, "ReportingOptions");
  if (!control || !dialog || !options) return null;
  const said = (parent: Element, name: string) => localText(resource(all(parent, name)[0]));
  return {
    label: localText(resource(child(control, "Label"))),
    tip: said(control, "Description"),
    functionName: all(control, "FunctionName")[0]?.textContent.trim() ?? "",
    pageUrl:
      resource(child(dialog.parentElement ?? dialog, "SourceLocation")).getAttribute("DefaultValue") ?? "",
    title: localText(resource(child(dialog, "Title"))),
    description: said(dialog, "Description"),
    optionsTitle: localText(resource(child(options, "Title"))),
    options: all(options, "Option").map((option) => localText(resource(option))),
    freeTextLabel: said(dialog, "FreeTextLabel"),
    moreText: said(dialog, "MoreInfoText"),
    moreUrl: said(dialog, "MoreInfoUrl"),
  };
}

// By local name: the manifest's parts live in five namespaces.
const all = (root: Document | Element, name: string): Element[] => [
  ...root.getElementsByTagNameNS("*", name),
];
const child = (root: Element, name: string) => [...root.children].find(({ localName }) => localName === name);
const kind = (element: Element) =>
  element.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type") ?? "";

const localText = (element: Element): LocalText => ({
  value: element.getAttribute("DefaultValue") ?? "",
  overrides: Object.fromEntries(
    all(element, "Override").map((each) => [
      each.getAttribute("Locale") ?? "",
      each.getAttribute("Value") ?? "",
    ]),
  ),
});
