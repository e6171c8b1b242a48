import { Body1, Body1Strong, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowRight16Regular } from "@fluentui/react-icons";
import { type ReportClass, reportClasses, reportClients } from "../../../shared/after-report.ts";
import type { AfterReport, MoveChoice } from "../../../shared/contracts/after-report.ts";
import { useTexts } from "../text-context.ts";
import { moveIcons } from "./move-icons.tsx";
import { moveWords } from "./move-words.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "6px" },
  // In columns, so that no place stands below its mails while those beside it do not.
  row: {
    display: "grid",
    gridTemplateColumns: "150px minmax(0, 1fr)",
    alignItems: "center",
    columnGap: "8px",
    minHeight: "28px",
    "@media (max-width: 479.98px)": { gridTemplateColumns: "104px minmax(0, 1fr)" },
  },
  what: { minWidth: 0, overflowWrap: "anywhere" },
  where: { display: "flex", alignItems: "center", gap: "8px", minWidth: 0, overflowWrap: "anywhere" },
  icon: { display: "flex", color: tokens.colorNeutralForeground2, flexShrink: 0 },
  arrow: {
    display: "flex",
    color: tokens.colorNeutralForeground3,
    flexShrink: 0,
    ":dir(rtl)": { transform: "scaleX(-1)" },
  },
  client: { display: "block", marginTop: "10px", marginBottom: "2px" },
});

/** Which mails go where, for all clients, and below that what is different for one. */
export function MoveList({ value: { all, clients } }: { value: AfterReport }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <>
      <Rows moves={all} />
      {reportClients.map((client) => {
        const own = clients?.[client];
        return (
          own && (
            <div key={client}>
              <Body1Strong className={styles.client}>
                {t("settings.after.only", { client: t(`settings.after.client.${client}`) })}
              </Body1Strong>
              <Rows moves={own} />
            </div>
          )
        );
      })}
    </>
  );
}

function Rows({ moves }: { moves: Partial<Record<ReportClass, MoveChoice | undefined>> }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {reportClasses.map((kind) => {
        const choice = moves[kind];
        return (
          choice && (
            <li key={kind} className={styles.row}>
              <Body1 className={styles.what}>{t(`settings.after.what.${kind}`)}</Body1>
              <span className={styles.where}>
                <span className={styles.arrow} aria-hidden>
                  <ArrowRight16Regular />
                </span>
                <span className={styles.icon} aria-hidden>
                  {moveIcons[choice.to]}
                </span>
                <Body1>
                  <bdi>{moveWords(choice, t)}</bdi>
                </Body1>
              </span>
            </li>
          )
        );
      })}
    </ul>
  );
}
