import {
  Body1,
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { useUpdateOrganization } from "../joining/use-organization.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { dayAndTime } from "../pieces/moment-text.ts";
import { Address } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { EditCard } from "./EditCard.tsx";

const useStyles = makeStyles({
  bar: { marginTop: "12px" },
  quiet: { color: tokens.colorNeutralForeground3 },
});
const isAddress = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim());

/** Where reported mails go; another mailbox holds once its reader has confirmed. */
export function MailboxCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  return (
    <EditCard
      title={t("settings.mailbox")}
      organization={organization}
      pick={({ securityMailbox, pendingMailbox }) => pendingMailbox?.address ?? securityMailbox ?? ""}
      change={(address) => ({ securityMailbox: address.trim() || null })}
      problem={(address) =>
        address.trim() === "" || isAddress(address)
          ? undefined
          : t("allowed.problem.invalid", { entry: address })
      }
      show={(address) => <Mailbox address={address} />}
      read={({ securityMailbox }) => <Mailbox address={securityMailbox} />}
      footer={<Pending organization={organization} />}
      fields={({ draft, setDraft }) => (
        <Field label={t("settings.mailbox.label")} hint={t("settings.mailbox.hint")}>
          <Input
            value={draft}
            type="email"
            dir="ltr"
            autoFocus
            autoComplete="off"
            onChange={(_, { value }) => setDraft(value)}
          />
        </Field>
      )}
    />
  );
}

function Mailbox({ address }: { address: string | undefined }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (!address) return <Body1 className={styles.quiet}>{t("settings.mailbox.none")}</Body1>;
  return (
    <Body1>
      <Address email={address} />
    </Body1>
  );
}

/** A mailbox that was asked and has not answered: until when it may, another mail, and taking it back. */
function Pending({ organization }: { organization: Organization }) {
  const { t, rich, language } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("settings.change");
  const { pendingMailbox: pending, securityMailbox, timeZone } = organization;
  const update = useUpdateOrganization(
    (now, seen) => now.pendingMailbox?.address === seen.pendingMailbox?.address,
  );
  if (!pending) return null;
  const send = (address: string | null) =>
    update.mutate({ change: { securityMailbox: address }, seen: organization });
  const over = new Date(pending.expiresAt) <= new Date();
  return (
    <div className={styles.bar}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t("settings.mailbox.pending.title")}</MessageBarTitle>{" "}
          {rich(over ? "settings.mailbox.pending.over" : "settings.mailbox.pending.text", {
            address: (
              <b>
                <bdi dir="ltr">{pending.address}</bdi>
              </b>
            ),
            until: dayAndTime(pending.expiresAt, language, timeZone),
          })}
        </MessageBarBody>
        {mayChange && (
          <MessageBarActions>
            <Button size="small" disabledFocusable={update.isPending} onClick={() => send(pending.address)}>
              {t("settings.mailbox.again")}
            </Button>
            <Button
              size="small"
              disabledFocusable={update.isPending}
              onClick={() => send(securityMailbox ?? null)}
            >
              {t("settings.mailbox.back")}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {update.error && !isSignedOut(update.error) && (
        <div className={styles.bar}>
          <ErrorBar title={t("setting.failed", { what: t("settings.mailbox") })} error={update.error} />
        </div>
      )}
    </div>
  );
}
