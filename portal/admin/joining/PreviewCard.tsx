import { Body1Strong, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { Drawing } from "../../../ui/Drawing.tsx";
import { Card } from "../pieces/Card.tsx";
import { useTexts } from "../text-context.ts";
import { joiningState } from "./joining-state.ts";

const useStyles = makeStyles({
  picture: {
    height: "128px",
    borderRadius: tokens.borderRadiusLarge,
    overflow: "hidden",
    marginBottom: "10px",
  },
  words: { display: "flex", flexDirection: "column", gap: "2px" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The look that the button in Outlook has now for somebody who is not in training. */
export function PreviewCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  const open = joiningState(organization.joining, new Date()) === "open";
  return (
    <Card title={t("joining.preview")}>
      <div className={styles.picture}>
        <Drawing name={open ? "join" : "closed"} />
      </div>
      <div className={styles.words}>
        <Body1Strong>{t(open ? "joining.preview.open" : "joining.preview.closed")}</Body1Strong>
        <Caption1 className={styles.quiet}>
          {t(open ? "joining.preview.openText" : "joining.preview.closedText")}
        </Caption1>
      </div>
    </Card>
  );
}
