import {
  ArrowClockwise20Regular,
  Clock20Regular,
  Delete20Regular,
  Person20Regular,
} from "@fluentui/react-icons";
import { makeStyles } from "@fluentui/react-components";
import { tokens, typography } from "../../../ui/tokens.ts";
import { formatDate, formatTime } from "../../../ui/text.ts";
import { offline } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Text } from "../parts/Card.tsx";
import { LinkRow, Links, Primary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";
import type { KeptReason } from "../pane-state.ts";
import type { PaneTextKey } from "../texts.ts";

const useStyles = makeStyles({
  since: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    ...typography.caption1,
    color: tokens.colorNeutralForeground3,
  },
});

const why: Partial<Record<KeptReason, PaneTextKey>> = {
  offline: "kept.offline",
  timeout: "kept.offline",
  earlier: "kept.earlier",
  tenant_not_registered: "kept.notRegistered",
};

/** Something went wrong, and nothing is lost. */
export function Kept() {
  const { pane, state, t } = usePane();
  const styles = useStyles();
  const { mail, language, signIn, busy } = state;
  const report = mail ? state.reports[mail.key] : undefined;
  if (report?.phase !== "kept") return null;
  const signedOut = report.reason === "signIn" || signIn === "failed" || signIn === "unavailable";
  const { at } = report.kept;
  const today = new Date(at).toDateString() === new Date().toDateString();
  const time = today ? formatTime(at, language) : formatDate(at, language);
  return (
    <>
      <Card drawing={offline}>
        <Title>{t("kept.title")}</Title>
        <Text>{t(signedOut ? "kept.signIn" : (why[report.reason] ?? "kept.server"))}</Text>
        <MailCard mail={report.mail} />
        {signedOut ? (
          <Primary icon={<Person20Regular />} busy={busy === "check"} onClick={() => void pane.check()}>
            {t("noSignIn.signIn")}
          </Primary>
        ) : (
          <Primary icon={<ArrowClockwise20Regular />} onClick={() => void pane.retry()}>
            {t("common.tryAgain")}
          </Primary>
        )}
      </Card>
      <NoticeLine />
      <div className={styles.since}>
        <Clock20Regular aria-hidden="true" />
        <span>{t("kept.since", { time })}</span>
      </div>
      <Links>
        <LinkRow icon={<Delete20Regular />} onClick={() => pane.drop()}>
          {t("kept.drop")}
        </LinkRow>
      </Links>
    </>
  );
}
