import { makeStyles } from "@fluentui/react-components";
import {
  ArrowClockwise20Regular,
  FolderProhibited20Regular,
  MailInbox20Regular,
} from "@fluentui/react-icons";
import { tokens, typography } from "../../../ui/tokens.ts";
import { formatDate, formatTime } from "../../../ui/text.ts";
import { MarkGlyph } from "../../../ui/Mark.tsx";
import { onItsWay } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Heading, Hint, Rich, Text } from "../parts/Card.tsx";
import { LinkRow, Links, Primary } from "../parts/actions.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { type Step, StepList } from "../parts/StepList.tsx";
import { Spinner } from "../parts/Spinner.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  where: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    ...typography.body1,
    color: tokens.colorNeutralForeground1,
    listStyleType: "none",
    margin: 0,
    padding: 0,
    "& li": { display: "contents" },
  },
  asking: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    ...typography.body1,
    color: tokens.colorNeutralForeground1,
  },
});

export type WelcomeLook = "welcomeQueued" | "welcomeSent" | "welcomeRefused" | "welcomeInDoubt";

/** Where the Welcome mail truly is, and what can be done about it. */
export function Welcome({ look }: { look: WelcomeLook }) {
  const { pane, state, t, organization } = usePane();
  const styles = useStyles();
  const arrives = look === "welcomeSent" || look === "welcomeInDoubt";
  return (
    <>
      <Card drawing={onItsWay} low={arrives}>
        <Title>{t(`${look}.title`)}</Title>
        <Text>{t(`${look}.body`, { organization })}</Text>
        <StepList steps={useSteps(look)} />
        {look === "welcomeRefused" && <CopyButton />}
      </Card>
      {look === "welcomeQueued" && (
        <Card>
          <div className={styles.asking}>
            <Spinner />
            <span>{t("welcome.checking")}</span>
          </div>
          <Hint>{t("welcome.onlyOne")}</Hint>
        </Card>
      )}
      {arrives && (
        <Card>
          <Heading>{t("welcome.where")}</Heading>
          <ul className={styles.where}>
            <li>
              <MailInbox20Regular aria-hidden="true" />
              <span>
                <Rich text={t("welcome.inbox")} />
              </span>
            </li>
            <li>
              <FolderProhibited20Regular aria-hidden="true" />
              <span>{t("welcome.junk")}</span>
            </li>
          </ul>
        </Card>
      )}
      <NoticeLine />
      <Links>
        {state.mail && (
          <LinkRow icon={<MarkGlyph />} onClick={() => pane.ask("report")}>
            {t("common.reportOpenMail")}
          </LinkRow>
        )}
        {arrives && <CopyLink text={t(look === "welcomeSent" ? "welcome.copy" : "welcome.sendCopy")} />}
      </Links>
    </>
  );
}

function useSteps(look: WelcomeLook): Step[] {
  const { state, t } = usePane();
  const { user, welcome } = state.me ?? {};
  const time = (instant?: string) => (instant ? formatTime(instant, state.language) : undefined);
  const start: Step = {
    name: t(user?.startMethod === "self" ? "welcome.joined" : "welcome.started"),
    state: "done",
    time: time(user?.startedAt),
  };
  const report = t("welcome.report");
  switch (look) {
    case "welcomeQueued":
      return [
        start,
        { name: t("welcome.queued"), state: "now", detail: t("welcome.waiting") },
        { name: report, state: "next" },
      ];
    case "welcomeSent":
      return [
        start,
        {
          name: t("welcome.sent"),
          state: "done",
          detail: t("welcome.accepted"),
          time: time(welcome?.sentAt),
        },
        { name: report, state: "now" },
      ];
    case "welcomeRefused":
      return [start, { name: t("welcome.refused"), state: "failed" }, { name: report, state: "next" }];
    case "welcomeInDoubt":
      return [
        start,
        { name: t("welcome.inDoubt"), state: "unknown", time: time(welcome?.sentAt) },
        { name: report, state: "now" },
      ];
  }
}

/** May a copy be asked for now; if not, when? */
function useCopy(): { can: boolean; when: string } {
  const { state, t } = usePane();
  const next = state.me?.welcome?.nextCopyAt;
  const can = state.me?.allowed.includes("welcomeCopy") === true && state.busy === null;
  if (can || !next) return { can, when: t("welcome.onceADay") };
  const when = { date: formatDate(next, state.language), time: formatTime(next, state.language) };
  return { can, when: t("welcome.copyAt", when) };
}

function CopyLink({ text }: { text: string }) {
  const { pane } = usePane();
  const { can, when } = useCopy();
  return (
    <LinkRow icon={<ArrowClockwise20Regular />} onClick={() => void pane.copy()} disabled={!can} end={when}>
      {text}
    </LinkRow>
  );
}

function CopyButton() {
  const { pane, state, t } = usePane();
  const { can, when } = useCopy();
  if (!can && state.busy === null) return <Hint>{`${t("welcome.sendCopy")}: ${when}`}</Hint>;
  return (
    <Primary busy={state.busy === "copy"} onClick={() => void pane.copy()}>
      {t("welcome.sendCopy")}
    </Primary>
  );
}
