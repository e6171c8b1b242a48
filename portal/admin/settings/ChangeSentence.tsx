import type { ReactNode } from "react";
import {
  type ReportClass,
  reportClasses,
  type ReportClient,
  reportClients,
} from "../../../shared/after-report.ts";
import { employeeIdNames, employeeIdWord, type EmployeeIdLabel } from "../../../shared/employee-id.ts";
import { mayBeRequired } from "../../../shared/contracts/user.ts";
import type { SettingChange } from "../../../shared/contracts/organization.ts";
import { type Language, languages } from "../../../shared/lifecycle.ts";
import { dayAndTime } from "../pieces/moment-text.ts";
import { hoursInWords, readHoursCode } from "./hours-words.ts";
import { moveWords, readMoveCode } from "./move-words.ts";
import { type PortalTextKey, type Texts, useTexts } from "../text-context.ts";

/** Fields that are told with their new value, or as cleared. */
const plain = [
  "name",
  "timeZone",
  "languages",
  "defaultLanguage",
  "securityMailbox",
  "pendingMailbox",
  "sender.name",
  "keptDays",
  "workingHours",
  "employeeIdLabel",
  "terms.url",
  "joining.contact",
  "joining.opensAt",
  "joining.closesAt",
] as const;
type Plain = (typeof plain)[number];
const isPlain = (field: string): field is Plain => plain.some((one) => one === field);
const lists = ["domains", "domains.verified", "joining.allowedDomains", "joining.allowedAddresses"];

/** Which mails, and in which client, a change of where they go is about. */
function moveOf(field: string): { kind: ReportClass; client?: ReportClient } | undefined {
  const [, first = "", second] = /^afterReport\.(\w+)(?:\.(\w+))?$/.exec(field) ?? [];
  const kind = reportClasses.find((one) => one === (second ?? first));
  const client = reportClients.find((one) => one === first);
  if (!kind || (second !== undefined && !client)) return undefined;
  return { kind, ...(client && { client }) };
}

const requiredOf = (field: string) => mayBeRequired.find((one) => field === `required.${one}`);

/** Is there a sentence for this change? A record of another version may hold fields that are not known here. */
export const isTold = ({ field }: SettingChange): boolean =>
  isPlain(field) ||
  lists.includes(field) ||
  requiredOf(field) !== undefined ||
  field === "joining.anyoneCanJoin" ||
  moveOf(field) !== undefined;

interface ChangeSentenceProps {
  change: SettingChange;
  who: ReactNode;
  zone: string;
}

/** "Owner set the end to 27 Nov 2026, 18:00" */
export function ChangeSentence({ change, who, zone }: ChangeSentenceProps) {
  const { rich, language, number, t } = useTexts();
  const { field, to } = change;
  if (field === "joining.anyoneCanJoin")
    return rich(to === "true" ? "joining.switchedOn" : "joining.switchedOff", { who });
  if (lists.includes(field)) {
    const names = (list: string[] = [], count = 0) =>
      list.length ? list.join(", ") : count ? t("history.addresses", { n: number(count) }) : "";
    const [added, removed] = [
      names(change.added, change.addedCount),
      names(change.removed, change.removedCount),
    ];
    if (field === "domains.verified")
      return rich(added ? "history.verified" : "history.unverified", {
        who,
        names: <bdi>{added || removed}</bdi>,
      });
    const key: PortalTextKey =
      added && removed ? "history.addedRemoved" : added ? "history.added" : "history.removed";
    return rich(key, { who, added: <bdi>{added}</bdi>, removed: <bdi>{removed}</bdi> });
  }
  const required = requiredOf(field);
  if (required)
    return rich(to === "true" ? "history.required.on" : "history.required.off", {
      who,
      what: t(`history.required.${required}`),
    });
  const move = moveOf(field);
  if (move) {
    const mails = t(`settings.after.what.${move.kind}`);
    const what = move.client
      ? t("history.move.in", { what: mails, client: t(`settings.after.client.${move.client}`) })
      : mails;
    const choice = to === undefined ? undefined : readMoveCode(to);
    const value = choice ? moveWords(choice, t) : t("settings.after.follow");
    return rich("history.move", { who, what, value: <bdi>{value}</bdi> });
  }
  if (!isPlain(field)) return null;
  const isMoment = field === "joining.opensAt" || field === "joining.closesAt";
  const named = (codes: string) =>
    codes
      .split(", ")
      .map((code) => (languages.some((one) => one === code) ? t(`language.${code as Language}`) : code))
      .join(", ");
  const inWords = (text: string) =>
    field === "workingHours"
      ? hoursTold(text, t)
      : field === "employeeIdLabel"
        ? employeeIdTold(text, language)
        : isMoment
          ? dayAndTime(text, language, zone)
          : /language/i.test(field)
            ? named(text)
            : text;
  const value = to === undefined ? undefined : inWords(to);
  return value === undefined
    ? rich("history.cleared", { who, what: t(`history.field.${field}`) })
    : rich("history.set", { who, what: t(`history.field.${field}`), value: <bdi>{value}</bdi> });
}

function hoursTold(code: string, t: Texts["t"]): string {
  const hours = readHoursCode(code);
  return hours ? hoursInWords(hours, t) : code;
}

/** One of the usual names, or the organization's own words by language. */
function employeeIdTold(code: string, language: Language): string {
  const name = employeeIdNames.find((one) => one === code);
  if (name) return employeeIdWord({ name }, language, language);
  try {
    const own = JSON.parse(code) as EmployeeIdLabel["own"];
    return employeeIdWord({ name: "own", own }, language, language);
  } catch {
    return code;
  }
}
