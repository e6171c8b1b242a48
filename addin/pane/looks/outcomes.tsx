import { makeStyles } from "@fluentui/react-components";
import { Info20Regular, Lightbulb20Regular, QuestionCircle20Regular } from "@fluentui/react-icons";
import { tokens, typography } from "../../../ui/tokens.ts";
import { formatTime } from "../../../ui/text.ts";
import { colleague, invite, onboarded, thankYou } from "../../../ui/drawings/later-scenes.tsx";
import { Card, Label, Text } from "../parts/Card.tsx";
import { LinkRow, Links, Primary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { FollowReport } from "../parts/FollowReport.tsx";
import { ReceiptBox } from "../parts/Receipt.tsx";
import { StepList } from "../parts/StepList.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";
import { numberWord } from "../texts.ts";
import type { MailReport } from "../pane-state.ts";

const useStyles = makeStyles({
  figures: {
    display: "flex",
    margin: 0,
    padding: `${tokens.spacingVerticalM} 0`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    "& > div": {
      flex: "1 1 0",
      display: "flex",
      flexDirection: "column-reverse",
      textAlign: "center",
      padding: `0 ${tokens.spacingHorizontalXS}`,
    },
    "& > div + div": {
      borderInlineStartWidth: "1px",
      borderInlineStartStyle: "solid",
      borderInlineStartColor: tokens.colorNeutralStroke2,
    },
    "& dt": { ...typography.caption1, color: tokens.colorNeutralForeground3 },
    "& dd": { ...typography.subtitle2, color: tokens.colorBrandForeground1, margin: 0 },
  },
  stays: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    ...typography.caption1,
    color: tokens.colorNeutralForeground3,
  },
});

type Answered = Extract<MailReport, { phase: "answered" }>;

/** The answer to the open mail's report; these looks are drawn for nothing else. */
export function useAnswered(): Answered | null {
  const { mail, reports } = usePane().state;
  const report = mail ? reports[mail.key] : undefined;
  return report?.phase === "answered" ? report : null;
}

export function Onboarded() {
  const { pane, t } = usePane();
  const styles = useStyles();
  const report = useAnswered();
  const clues = report?.receipt?.clues?.items.length ?? 0;
  const spot = report?.minutesToSpot;
  return (
    <>
      <Card drawing={onboarded}>
        <Title>{t("onboarded.title")}</Title>
        <Text>{t("onboarded.body")}</Text>
        <dl className={styles.figures}>
          <div>
            <dt>{t("onboarded.caught")}</dt>
            <dd>1</dd>
          </div>
          {spot !== undefined && (
            <div>
              <dt>{t("onboarded.toSpot")}</dt>
              <dd>
                {spot < 100
                  ? t("onboarded.minutes", { count: Math.max(1, spot) })
                  : t("onboarded.hours", { count: Math.round(spot / 60) })}
              </dd>
            </div>
          )}
          {clues > 0 && (
            <div>
              <dt>{t("onboarded.learnt")}</dt>
              <dd>{clues}</dd>
            </div>
          )}
        </dl>
        <Primary onClick={() => pane.done()}>{t("common.backToMail")}</Primary>
      </Card>
      <Links>
        {clues > 0 && (
          <LinkRow icon={<Lightbulb20Regular />} onClick={() => pane.ask("clues")}>
            {t("onboarded.again", { count: clues, number: numberWord(t, clues) })}
          </LinkRow>
        )}
        <LinkRow icon={<QuestionCircle20Regular />} onClick={() => pane.ask("whenToReport")}>
          {t("report.when")}
        </LinkRow>
      </Links>
    </>
  );
}

export function Thanks() {
  const { pane, state, t, organization } = usePane();
  const report = useAnswered();
  const time = report ? formatTime(new Date(report.at), state.language) : undefined;
  return (
    <>
      <Card drawing={thankYou} low>
        <Title>{t("thanks.title")}</Title>
        <Text>{t("thanks.body", { organization })}</Text>
        {report?.partial && <Text>{t("thanks.partial")}</Text>}
        {report?.receipt && <ReceiptBox receipt={report.receipt.receipt} />}
        <StepList
          steps={[
            { name: t("thanks.received"), state: "done", time },
            { name: t("thanks.review"), state: "now", detail: t("thanks.stands") },
            { name: t("thanks.outcome"), state: "next" },
          ]}
        />
        <Primary onClick={() => pane.done()}>{t("common.done")}</Primary>
      </Card>
      <MailStays />
      {report?.receipt && <FollowReport receipt={report.receipt.receipt} />}
    </>
  );
}

export function Already() {
  const { pane, t } = usePane();
  const report = useAnswered();
  const clues = report?.receipt?.clues?.items.length ?? 0;
  const repeated = !report?.receipt || report.receipt.repeated;
  return (
    <>
      <Card drawing={thankYou}>
        <Title>{t("already.title")}</Title>
        <Text>{t(repeated ? "already.body" : "already.plain")}</Text>
        {report?.receipt && <ReceiptBox receipt={report.receipt.receipt} />}
        <Primary onClick={() => pane.done()}>{t("common.done")}</Primary>
      </Card>
      <MailStays />
      {clues > 0 && (
        <Links>
          <LinkRow icon={<Lightbulb20Regular />} onClick={() => pane.ask("clues")}>
            {t("onboarded.again", { count: clues, number: numberWord(t, clues) })}
          </LinkRow>
        </Links>
      )}
    </>
  );
}

export function Colleague() {
  const { pane, state, t } = usePane();
  const owner = state.mail?.owner;
  return (
    <>
      <Card drawing={colleague}>
        <Title>{t("colleague.title")}</Title>
        <Text>{owner ? t("colleague.shared", { owner }) : t("colleague.body")}</Text>
        <Text>{t("colleague.secret")}</Text>
        <Primary onClick={() => pane.done()}>{t("common.done")}</Primary>
      </Card>
      {state.mail && (
        <>
          <Label>{t("mail.reported")}</Label>
          <MailCard mail={state.mail} />
        </>
      )}
      <MailStays />
    </>
  );
}

export function OurOwn() {
  const { pane, state, t } = usePane();
  return (
    <>
      <Card drawing={invite}>
        <Title>{t("ourOwn.title")}</Title>
        <Text>{t("ourOwn.body")}</Text>
        <Primary onClick={() => pane.done()}>{t("common.done")}</Primary>
      </Card>
      {state.mail && <MailCard mail={state.mail} />}
    </>
  );
}

function MailStays() {
  const { t } = usePane();
  return (
    <div className={useStyles().stays}>
      <Info20Regular aria-hidden="true" />
      <span>{t("common.mailStays")}</span>
    </div>
  );
}
