import { reportedAs } from "../../shared/after-report.ts";
import { reportFunction } from "../report-command/function-name.ts";
import { type Element, element } from "./element.ts";
import { ribbonIcon, type Text } from "./resources.ts";

/** A page for most clients, and for Outlook for Windows a bare file in a runtime without pages. */
export function reportCommandRuntimes(): Element {
  return element(
    "Runtimes",
    {},
    element(
      "Runtime",
      { resid: "Command.Url" },
      element("Override", { type: "javascript", resid: "Command.Script" }),
    ),
  );
}

/**
 * Outlook's own report button with its dialog ("Implement an integrated spam-reporting add-in", Microsoft). Clients that
 * do not know this extension point pass over it.
 */
export function reportCommandPoint(): Element {
  const button = element(
    "Control",
    { "xsi:type": "Button", id: "reportCommand" },
    element("Label", { resid: "Command.Label" }),
    element(
      "Supertip",
      {},
      element("Title", { resid: "Command.Title" }),
      element("Description", { resid: "Command.Tip" }),
    ),
    ribbonIcon(),
    element("Action", { "xsi:type": "ExecuteFunction" }, element("FunctionName", {}, reportFunction)),
  );
  const dialog = element(
    "PreProcessingDialog",
    {},
    element("Title", { resid: "Command.Title" }),
    element("Description", { resid: "Command.Text" }),
    element(
      "ReportingOptions",
      {},
      element("Title", { resid: "Command.Options" }),
      ...reportedAs.map((one) => element("Option", { resid: optionId(one) })),
    ),
    element("FreeTextLabel", { resid: "Command.Comment" }),
    element(
      "MoreInfo",
      {},
      element("MoreInfoText", { resid: "Command.More" }),
      element("MoreInfoUrl", { resid: "Command.MoreUrl" }),
    ),
  );
  return element(
    "ExtensionPoint",
    { "xsi:type": "ReportPhishingCommandSurface" },
    element(
      "ReportPhishingCustomization",
      {},
      button,
      dialog,
      element("SourceLocation", { resid: "Command.Url" }),
    ),
  );
}

const optionId = (one: (typeof reportedAs)[number]) => `Command.${one}`;

export const commandUrls = (origin: string): Record<string, string> => ({
  "Command.Url": `${origin}/addin/report-command`,
  "Command.Script": `${origin}/addin/report-command.js`,
  "Command.MoreUrl": `${origin}/addin/reporting`,
});

export const commandShortTexts: Text[] = [
  { id: "Command.Label", en: "Report", nl: "Melden" },
  { id: "Command.Title", en: "Report this mail", nl: "Deze mail melden" },
  { id: "Command.Options", en: "What do you think it is?", nl: "Wat denk je dat het is?" },
  { id: optionId("phishing"), en: "Phishing", nl: "Phishing" },
  { id: optionId("spam"), en: "Spam", nl: "Spam" },
  { id: optionId("unsure"), en: "I am not sure", nl: "Ik weet het niet zeker" },
  {
    id: "Command.More",
    en: "What happens to this mail and your data",
    nl: "Wat er met deze mail en je gegevens gebeurt",
  },
  { id: "Command.Comment", en: "Anything to add? (optional)", nl: "Wil je iets toevoegen? (hoeft niet)" },
];
export const commandLongTexts: Text[] = [
  {
    id: "Command.Tip",
    en: "Report a suspicious mail to your security team.",
    nl: "Meld een verdachte mail aan je securityteam.",
  },
  {
    id: "Command.Text",
    en: "Your security team gets this mail, with your name. If it is a practice mail, you hear at once.",
    nl: "Je securityteam krijgt deze mail, met je naam. Is het een oefenmail, dan hoor je dat meteen.",
  },
];
