import { makeStyles } from "@fluentui/react-components";
import {
  DocumentSearch20Regular,
  MailCheckmark20Regular,
  PeopleTeam20Regular,
  QuestionCircle20Regular,
} from "@fluentui/react-icons";
import { tokens, typography } from "../../../ui/tokens.ts";
import { Hook } from "../../../ui/drawings/parts.tsx";
import { MarkGlyph } from "../../../ui/Mark.tsx";
import { Card, Heading, Hint } from "../parts/Card.tsx";
import { LinkRow, Links, Primary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  hook: {
    position: "absolute",
    insetInlineEnd: "24px",
    top: 0,
    width: "44px",
    height: "72px",
    pointerEvents: "none",
    "@media (forced-colors: active)": { "--fc-ink": "CanvasText" },
  },
  optional: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  comment: {
    ...typography.body1,
    color: tokens.colorNeutralForeground1,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
  },
  area: {
    ...typography.body1,
    boxSizing: "border-box",
    width: "100%",
    minHeight: "56px",
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    resize: "vertical",
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    "::placeholder": { color: tokens.colorNeutralForeground4, opacity: 1 },
    ":focus": {
      outlineStyle: "none",
      borderBottomColor: tokens.colorCompoundBrandStroke,
      boxShadow: `inset 0 -1px 0 ${tokens.colorCompoundBrandStroke}`,
    },
    "@media (forced-colors: active)": { ":focus": { outline: "2px solid Highlight" } },
  },
  next: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    ...typography.body1,
    color: tokens.colorNeutralForeground2,
    listStyleType: "none",
    margin: 0,
    padding: 0,
    "& li": { display: "contents" },
    "& svg": { color: tokens.colorBrandForeground1 },
  },
});

/** Asks before it sends; the hook that hangs onto the mail is the picture of this look. */
export function Report() {
  const { pane, state, t, organization } = usePane();
  const styles = useStyles();
  const { mail, me } = state;
  const status = me?.user?.status;
  if (!mail) return null;
  return (
    <>
      <Card>
        <Title>{t("report.title")}</Title>
        <MailCard mail={mail} hooked />
        <svg className={styles.hook} viewBox="92 -28 28 72" aria-hidden="true" focusable="false">
          <Hook line />
        </svg>
        <label className={styles.comment}>
          <span>
            {t("report.comment")} <span className={styles.optional}>{t("report.optional")}</span>
          </span>
          <textarea
            className={styles.area}
            placeholder={t("report.placeholder")}
            maxLength={4000}
            rows={2}
            dir="auto"
            value={state.drafts[mail.key] ?? ""}
            onChange={({ target }) => pane.draft(target.value)}
          />
        </label>
        <Primary icon={<MarkGlyph />} onClick={() => void pane.report()}>
          {t("report.report")}
        </Primary>
      </Card>
      <NoticeLine />
      {(status === "inactive" || status === "removed") && <Hint outside>{t("report.notTraining")}</Hint>}
      <Card>
        <Heading>{t("report.next")}</Heading>
        <ul className={styles.next}>
          <li>
            <PeopleTeam20Regular aria-hidden="true" />
            <span>{t("report.nextSecurity", { organization })}</span>
          </li>
          <li>
            <MailCheckmark20Regular aria-hidden="true" />
            <span>{t("common.mailStays")}</span>
          </li>
          <li>
            <DocumentSearch20Regular aria-hidden="true" />
            <span>{t("report.nextReceipt")}</span>
          </li>
        </ul>
      </Card>
      <Links>
        <LinkRow icon={<QuestionCircle20Regular />} onClick={() => pane.ask("whenToReport")}>
          {t("report.when")}
        </LinkRow>
      </Links>
    </>
  );
}
