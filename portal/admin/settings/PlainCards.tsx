import {
  Body1,
  Caption1,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { useTexts } from "../text-context.ts";
import { EditCard } from "./EditCard.tsx";

const [longestName, longestSender, mostDays] = [120, 64, 3650];
const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  narrow: { maxWidth: "220px" },
});

/** The name that people read in the button and in our mails. */
export function NameCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  return (
    <EditCard
      title={t("settings.name")}
      organization={organization}
      pick={({ name }) => name}
      change={(name) => ({ name: name.trim() })}
      problem={(name) =>
        name.trim() === ""
          ? t("settings.name.empty")
          : name.trim().length > longestName
            ? t("joining.contact.tooLong", { max: longestName })
            : undefined
      }
      show={(name) => (
        <Body1>
          <bdi>{name}</bdi>
        </Body1>
      )}
      fields={({ draft, setDraft }) => (
        <Field label={t("settings.name")} hint={t("settings.name.hint")}>
          <Input value={draft} dir="auto" autoFocus onChange={(_, { value }) => setDraft(value)} />
        </Field>
      )}
    />
  );
}

/** Who our own mails come from. */
export function SenderCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <EditCard
      title={t("settings.sender")}
      organization={organization}
      pick={({ sender }) => sender.name}
      change={(name) => ({ sender: { name: name.trim() || null } })}
      problem={(name) =>
        name.trim().length > longestSender ? t("joining.contact.tooLong", { max: longestSender }) : undefined
      }
      show={(name, { sender }) => (
        <>
          <Body1 block>
            <bdi>{name}</bdi>
          </Body1>
          <Caption1 className={styles.quiet} dir="ltr">
            {sender.address}
          </Caption1>
        </>
      )}
      fields={({ draft, setDraft, seen }) => (
        <Field
          label={t("settings.sender.label")}
          hint={t("settings.sender.hint", { address: seen.sender.address })}
        >
          <Input value={draft} dir="auto" autoFocus onChange={(_, { value }) => setDraft(value)} />
        </Field>
      )}
    />
  );
}

/** How long reported mails are kept. */
export function RetentionCard({ organization }: { organization: Organization }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  return (
    <EditCard
      title={t("settings.kept")}
      organization={organization}
      pick={({ keptDays }) => keptDays}
      change={(keptDays) => ({ keptDays })}
      problem={(days) =>
        Number.isInteger(days) && days >= 1 && days <= mostDays
          ? undefined
          : t("settings.kept.range", { max: mostDays })
      }
      show={(days) => <Body1>{counted("settings.kept.days", days)}</Body1>}
      fields={({ draft, setDraft, seen }) => (
        <>
          <Field label={t("settings.kept.label")} hint={t("settings.kept.hint")}>
            <Input
              type="number"
              className={styles.narrow}
              value={Number.isNaN(draft) ? "" : String(draft)}
              min={1}
              max={mostDays}
              autoFocus
              onChange={(_, { value }) => setDraft(value === "" ? Number.NaN : Number(value))}
            />
          </Field>
          {draft < seen.keptDays && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{counted("settings.kept.shorter", draft)}</MessageBarBody>
            </MessageBar>
          )}
        </>
      )}
    />
  );
}
