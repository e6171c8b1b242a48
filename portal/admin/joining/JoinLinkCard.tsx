import { Button, Caption1, Input, makeStyles, tokens } from "@fluentui/react-components";
import { Checkmark20Regular, Copy20Regular, Open20Regular } from "@fluentui/react-icons";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { Card } from "../pieces/Card.tsx";
import { useCopy } from "../settings/use-copy.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  input: { width: "100%", marginBottom: "8px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  quiet: { display: "block", color: tokens.colorNeutralForeground2, marginBottom: "10px" },
});

/** The address of the page that tells newcomers how to join. */
export function JoinLinkCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  const link = `${window.location.origin}/join/${organization.slug}`;
  const { copy, copied, field } = useCopy(link);
  return (
    <Card title={t("link.title")}>
      <Caption1 className={styles.quiet}>{t("link.text")}</Caption1>
      <Input
        ref={field}
        className={styles.input}
        readOnly
        value={link}
        dir="ltr"
        aria-label={t("link.title")}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.buttons}>
        <Button icon={copied ? <Checkmark20Regular /> : <Copy20Regular />} onClick={copy}>
          {t(copied ? "copy.done" : "link.copy")}
        </Button>
        <Button
          as="a"
          appearance="subtle"
          icon={<Open20Regular />}
          href={link}
          target="_blank"
          rel="noreferrer"
        >
          {t("link.open")}
        </Button>
      </div>
    </Card>
  );
}
