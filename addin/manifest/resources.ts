import { type Element, element } from "./element.ts";
import { commandLongTexts, commandShortTexts, commandUrls } from "./report-command.ts";

/** Sizes of the ribbon's icons; 64 and 128 are shown by stores and dialogs. */
export const ribbonIcons = [16, 32, 80] as const;
export const storeIcons = [64, 128] as const;
const mobileSizes = [25, 32, 48] as const;
const scales = [1, 2, 3] as const;
/** The nine icons that a phone asks for. */
export const mobileIcons = mobileSizes.flatMap((size) => scales.map((scale) => ({ size, scale })));

export const iconFile = (size: number) => `icon-${String(size)}.png`;
export const mobileIconFile = (size: number, scale: number) => `mobile-${String(size)}@${String(scale)}.png`;

export interface Text {
  id: string;
  en: string;
  nl: string;
}
const shortTexts: Text[] = [
  { id: "Group.Label", en: "Firstcatch", nl: "Firstcatch" },
  { id: "Pane.Label", en: "Report phishing", nl: "Phishing melden" },
];
const longTexts: Text[] = [
  {
    id: "Pane.Tip",
    en: "Report a suspicious mail to your security team, or join the phishing practice.",
    nl: "Meld een verdachte mail aan je securityteam, of leer phishing herkennen.",
  },
];

const text = ({ id, en, nl }: Text) =>
  element(
    "bt:String",
    { id, DefaultValue: en },
    element("bt:Override", { Locale: "nl-NL", Value: nl }),
    element("bt:Override", { Locale: "nl-BE", Value: nl }),
  );

/** Icons, addresses and words that the rest of a VersionOverrides refers to by id; `newer` adds the phone's icons and the report command. */
export function resources(url: string, paneUrl: string, newer: boolean): Element {
  const image = (id: string, file: string) =>
    element("bt:Image", { id, DefaultValue: `${url}/addin/icons/${file}` });
  return element(
    "Resources",
    {},
    element(
      "bt:Images",
      {},
      ...ribbonIcons.map((size) => image(`Icon.${String(size)}`, iconFile(size))),
      ...(newer ? mobileIcons : []).map(({ size, scale }) =>
        image(`Mobile.${String(size)}.${String(scale)}`, mobileIconFile(size, scale)),
      ),
    ),
    element(
      "bt:Urls",
      {},
      ...Object.entries({ "Pane.Url": paneUrl, ...(newer && commandUrls(url)) }).map(([id, address]) =>
        element("bt:Url", { id, DefaultValue: address }),
      ),
    ),
    element("bt:ShortStrings", {}, ...[...shortTexts, ...(newer ? commandShortTexts : [])].map(text)),
    element("bt:LongStrings", {}, ...[...longTexts, ...(newer ? commandLongTexts : [])].map(text)),
  );
}

/** The icons of a button in the ribbon. */
export function ribbonIcon(): Element {
  const images = ribbonIcons.map((size) =>
    element("bt:Image", { size: String(size), resid: `Icon.${String(size)}` }),
  );
  return element("Icon", {}, ...images);
}

export function mobileIcon(): Element {
  const images = mobileIcons.map(({ size, scale }) =>
    element("bt:Image", {
      size: String(size),
      scale: String(scale),
      resid: `Mobile.${String(size)}.${String(scale)}`,
    }),
  );
  return element("Icon", { "xsi:type": "bt:MobileIconList" }, ...images);
}
