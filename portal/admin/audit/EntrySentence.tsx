import { makeStyles } from "@fluentui/react-components";
import * as z from "zod/mini";
import type { AuditItem } from "../../../shared/contracts/audit.ts";
import { SettingChange } from "../../../shared/contracts/organization.ts";
import type { Doer } from "../../../shared/contracts/user-person.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { ChangeSentence, isTold } from "../settings/ChangeSentence.tsx";
import { useTexts } from "../text-context.ts";
import { sentenceOf } from "./audit-words.ts";

const useStyles = makeStyles({ line: { display: "block" } });
const Changes = z.array(SettingChange);

/** The settings that an entry tells of, where it tells of any. */
function settingsIn({ subject, details }: AuditItem): SettingChange[] {
  if (subject?.kind !== "organization") return [];
  const read = Changes.safeParse(details?.["changes"]);
  return read.success ? read.data.filter(isTold) : [];
}

/** An entry in words: who did what to whom. */
export function EntrySentence({ entry, zone }: { entry: AuditItem; zone: string }) {
  const { rich } = useTexts();
  const styles = useStyles();
  const who = <Who doer={entry.by} />;
  const settings = settingsIn(entry);
  if (settings.length > 0)
    return settings.map((change) => (
      <span key={change.field} className={styles.line}>
        {change.field === "joining.anyoneCanJoin" ? (
          rich(change.to === "true" ? "audit.joining.on" : "audit.joining.off", { who })
        ) : (
          <ChangeSentence change={change} who={who} zone={zone} />
        )}
      </span>
    ));
  return rich(
    sentenceOf(entry.action),
    { who, whom: <Whom entry={entry} />, what: <bdi>{entry.subject?.name ?? ""}</bdi> },
    { action: entry.action },
  );
}

function Who({ doer }: { doer: Doer }) {
  const { t } = useTexts();
  return (
    <b>
      <bdi>{doer.name ?? t(doer.kind === "system" ? "audit.product" : "audit.gone")}</bdi>
    </b>
  );
}

function Whom({ entry: { person } }: { entry: AuditItem }) {
  const { t } = useTexts();
  if (!person) return t("audit.gone");
  return (
    <PageLink to={`/people/${person.id}`}>
      <bdi>{person.name}</bdi>
    </PageLink>
  );
}
