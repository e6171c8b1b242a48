import { type Element, element, writeXml } from "./element.ts";
import { reportCommandPoint, reportCommandRuntimes } from "./report-command.ts";
import { iconFile, mobileIcon, resources, ribbonIcon } from "./resources.ts";

export interface ManifestOptions {
  /** Origin of the product, https. */
  url: string;
  /** Application (client) id of the add-in's registration. */
  clientId: string;
  /** Origins that sign-in may lead to. */
  signInOrigins: string[];
}

/** What the sandbox uses. */
export const sandboxManifest: ManifestOptions = {
  url: "https://localhost:3443",
  clientId: "22222222-2222-4222-8222-222222222222",
  signInOrigins: ["https://login.microsoftonline.com"],
};

/** The add-in's own id: the same in every environment, so that an update replaces and never doubles. */
export const addinId = "b7d1c1de-5f0b-4c43-9a0e-6a4f2f3c9b18";
const version = "1.0.0.0";

const paneUrlOf = (url: string) => `${url}/addin/pane`;

/** The add-in's manifest. Deterministic: the same options give the same text. */
export function manifestXml({ url, clientId, signInOrigins }: ManifestOptions): string {
  const origin = new URL(url).origin;
  const localized = (name: string, en: string, nl: string) =>
    element(
      name,
      { DefaultValue: en },
      element("Override", { Locale: "nl-NL", Value: nl }),
      element("Override", { Locale: "nl-BE", Value: nl }),
    );
  const root = element(
    "OfficeApp",
    {
      xmlns: "http://schemas.microsoft.com/office/appforoffice/1.1",
      "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "xmlns:bt": "http://schemas.microsoft.com/office/officeappbasictypes/1.0",
      "xmlns:mailappor": "http://schemas.microsoft.com/office/mailappversionoverrides/1.0",
      "xsi:type": "MailApp",
    },
    element("Id", {}, addinId),
    element("Version", {}, version),
    element("ProviderName", {}, "Firstcatch"),
    element("DefaultLocale", {}, "en-US"),
    localized("DisplayName", "Firstcatch", "Firstcatch"),
    localized(
      "Description",
      "Report suspicious mails with one button, and practise with harmless ones.",
      "Meld verdachte mails met één knop, en oefen met onschuldige.",
    ),
    element("IconUrl", { DefaultValue: `${origin}/addin/icons/${iconFile(64)}` }),
    element("HighResolutionIconUrl", { DefaultValue: `${origin}/addin/icons/${iconFile(128)}` }),
    element("SupportUrl", { DefaultValue: origin }),
    element("AppDomains", {}, ...[...new Set(signInOrigins)].map((one) => element("AppDomain", {}, one))),
    element("Hosts", {}, element("Host", { Name: "Mailbox" })),
    element(
      "Requirements",
      {},
      element("Sets", { DefaultMinVersion: "1.1" }, element("Set", { Name: "Mailbox", MinVersion: "1.3" })),
    ),
    element(
      "FormSettings",
      {},
      element(
        "Form",
        { "xsi:type": "ItemRead" },
        element(
          "DesktopSettings",
          {},
          element("SourceLocation", { DefaultValue: paneUrlOf(origin) }),
          element("RequestedHeight", {}, "450"),
        ),
      ),
    ),
    element("Permissions", {}, "ReadItem"),
    element(
      "Rule",
      { "xsi:type": "RuleCollection", Mode: "Or" },
      element("Rule", { "xsi:type": "ItemIs", ItemType: "Message", FormType: "Read" }),
    ),
    element("DisableEntityHighlighting", {}, "true"),
    oldOverrides(origin, newOverrides(origin, clientId)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}`;
}

/** For clients below Mailbox 1.5: the button and a pane that does not stay open. */
function oldOverrides(origin: string, inner: Element): Element {
  return element(
    "VersionOverrides",
    {
      xmlns: "http://schemas.microsoft.com/office/mailappversionoverrides",
      "xsi:type": "VersionOverridesV1_0",
    },
    requirement("1.3"),
    element("Hosts", {}, element("Host", { "xsi:type": "MailHost" }, desktop({ functions: "Pane.Url" }))),
    resources(origin, paneUrlOf(origin), false),
    inner,
  );
}

/** Mailbox 1.5 and not higher, since phones and older desktops stop there: later features are asked for at run time. */
function newOverrides(origin: string, clientId: string): Element {
  const pinned = [element("SupportsPinning", {}, "true"), element("SupportsNoItemContext", {}, "true")];
  return element(
    "VersionOverrides",
    {
      xmlns: "http://schemas.microsoft.com/office/mailappversionoverrides/1.1",
      "xsi:type": "VersionOverridesV1_1",
    },
    requirement("1.5"),
    element(
      "Hosts",
      {},
      element(
        "Host",
        { "xsi:type": "MailHost" },
        reportCommandRuntimes(),
        desktop({ functions: "Command.Url", shared: true, flags: pinned, more: [reportCommandPoint()] }),
        mobile(),
      ),
    ),
    resources(origin, paneUrlOf(origin), true),
    element(
      "WebApplicationInfo",
      {},
      element("Id", {}, clientId),
      element("Resource", {}, `api://${new URL(origin).host}/${clientId}`),
      element("Scopes", {}, element("Scope", {}, "openid"), element("Scope", {}, "profile")),
    ),
  );
}

function requirement(mailbox: string): Element {
  const set = element("bt:Set", { Name: "Mailbox" });
  return element("Requirements", {}, element("bt:Sets", { DefaultMinVersion: mailbox }, set));
}

const label = () => element("Label", { resid: "Pane.Label" });

/** The button that opens the pane, and `more` beside it. Desktop form factors demand a page for functions, whether or not there are any. */
function desktop({
  functions,
  shared = false,
  flags = [],
  more = [],
}: {
  functions: string;
  /** Also at mailboxes and folders that somebody shares, of whoever has the add-in. */
  shared?: boolean;
  flags?: Element[];
  more?: Element[];
}): Element {
  const button = element(
    "Control",
    { "xsi:type": "Button", id: "openPane" },
    label(),
    element(
      "Supertip",
      {},
      element("Title", { resid: "Pane.Label" }),
      element("Description", { resid: "Pane.Tip" }),
    ),
    ribbonIcon(),
    showPane(...flags),
  );
  return element(
    "DesktopFormFactor",
    {},
    element("FunctionFile", { resid: functions }),
    ...(shared ? [element("SupportsSharedFolders", {}, "true")] : []),
    element(
      "ExtensionPoint",
      { "xsi:type": "MessageReadCommandSurface" },
      element(
        "OfficeTab",
        { id: "TabDefault" },
        element("Group", { id: "readGroup" }, element("Label", { resid: "Group.Label" }), button),
      ),
    ),
    ...more,
  );
}

function mobile(): Element {
  const button = element(
    "Control",
    { "xsi:type": "MobileButton", id: "openPaneMobile" },
    label(),
    mobileIcon(),
    showPane(),
  );
  return element(
    "MobileFormFactor",
    {},
    element(
      "ExtensionPoint",
      { "xsi:type": "MobileMessageReadCommandSurface" },
      element("Group", { id: "mobileGroup" }, element("Label", { resid: "Group.Label" }), button),
    ),
  );
}

function showPane(...flags: Element[]): Element {
  return element(
    "Action",
    { "xsi:type": "ShowTaskpane" },
    element("SourceLocation", { resid: "Pane.Url" }),
    ...flags,
  );
}
