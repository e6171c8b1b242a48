import { createContext, type ReactNode, useContext } from "react";
import type { Language } from "../../shared/lifecycle.ts";
import frameEn from "../../shared/texts/en/portal.json";
import belongingEn from "../../shared/texts/en/portal-belonging.json";
import auditEn from "../../shared/texts/en/portal-audit.json";
import checkEn from "../../shared/texts/en/portal-check.json";
import mergeEn from "../../shared/texts/en/portal-merge.json";
import peopleEn from "../../shared/texts/en/portal-people.json";
import personEn from "../../shared/texts/en/portal-person.json";
import programmeEn from "../../shared/texts/en/portal-programme.json";
import reportsEn from "../../shared/texts/en/portal-reports.json";
import rolesEn from "../../shared/texts/en/portal-roles.json";
import structureEn from "../../shared/texts/en/portal-structure.json";
import settingsEn from "../../shared/texts/en/portal-organization.json";
import frameNl from "../../shared/texts/nl/portal.json";
import belongingNl from "../../shared/texts/nl/portal-belonging.json";
import auditNl from "../../shared/texts/nl/portal-audit.json";
import checkNl from "../../shared/texts/nl/portal-check.json";
import mergeNl from "../../shared/texts/nl/portal-merge.json";
import peopleNl from "../../shared/texts/nl/portal-people.json";
import personNl from "../../shared/texts/nl/portal-person.json";
import programmeNl from "../../shared/texts/nl/portal-programme.json";
import reportsNl from "../../shared/texts/nl/portal-reports.json";
import rolesNl from "../../shared/texts/nl/portal-roles.json";
import structureNl from "../../shared/texts/nl/portal-structure.json";
import settingsNl from "../../shared/texts/nl/portal-organization.json";
import { createTranslator, type TextKey, type TextParams, type Translate } from "../../ui/text.ts";

const en = {
  ...frameEn,
  ...settingsEn,
  ...rolesEn,
  ...structureEn,
  ...checkEn,
  ...auditEn,
  ...belongingEn,
  ...mergeEn,
  ...peopleEn,
  ...personEn,
  ...programmeEn,
  ...reportsEn,
};
const nl = {
  ...frameNl,
  ...settingsNl,
  ...rolesNl,
  ...structureNl,
  ...checkNl,
  ...auditNl,
  ...belongingNl,
  ...mergeNl,
  ...peopleNl,
  ...personNl,
  ...programmeNl,
  ...reportsNl,
};

export type PortalTextKey = TextKey<typeof en>;

export interface Texts {
  language: Language;
  /** Keeps the choice on this device. */
  chooseLanguage: (language: Language) => void;
  t: Translate<typeof en>;
  /** A text with elements at its places and strong words. */
  rich: (key: PortalTextKey, values?: Record<string, ReactNode>, params?: TextParams) => ReactNode;
  /** A whole number, grouped. */
  number: (value: number) => string;
  /** A text about a number of things: `count` chooses the form, `{n}` shows it. */
  counted: (key: PortalTextKey, count: number) => string;
}

/** How many of the portal's texts a language has not got: it is shown in another one there. */
export function missingTexts(language: Language): number {
  const texts: Record<string, string> = { en, nl }[language];
  return Object.keys(en).filter((key) => !texts[key]).length;
}

export const translate = createTranslator(en, nl);

export const TextContext = createContext<Texts | null>(null);

/** The texts in the reader's language. */
export function useTexts(): Texts {
  const texts = useContext(TextContext);
  if (!texts) throw new Error("useTexts needs a TextProvider around it.");
  return texts;
}
