import type { ClientLevel } from "./client-level.ts";
import type { OfficeTheme } from "./theme.ts";

export interface AppContextFacts {
  controlId: string;
  correlationId: string;
  locale: string;
  level: ClientLevel;
  theme: OfficeTheme;
  addinName: string;
  hostVersion: string;
  /** Roaming settings: each value is JSON text. */
  settings: Record<string, string>;
}

const outlookAppNumber = 64;

/** What the add-in is told first of all. office.js throws when one of the first nine is missing. */
export function appContext(facts: AppContextFacts): Record<string, unknown> {
  const sets = JSON.stringify(facts.level.sets);
  return {
    _id: facts.controlId,
    _appName: outlookAppNumber,
    _appVersion: "16.01",
    _appUILocale: facts.locale,
    _dataLocale: facts.locale,
    _docUrl: "",
    _clientMode: 0,
    _settings: facts.settings,
    _reason: "documentOpened",
    _osfControlType: 1,
    _eToken: "",
    _correlationId: facts.correlationId,
    _appInstanceId: facts.controlId,
    _touchEnabled: false,
    _commerceAllowed: true,
    _appMinorVersion: 1,
    _requirementMatrix: sets,
    _dialogRequirementMatrix: sets,
    _hostCustomMessage: "",
    _hostFullVersion: facts.hostVersion,
    _addinName: facts.addinName,
    _appDomains: [],
    _featureGates: {},
    _initialDisplayMode: 2,
    // This build of office.js ignores it; the add-on for Mailbox 1.14 reads it.
    _officeTheme: facts.theme,
  };
}
