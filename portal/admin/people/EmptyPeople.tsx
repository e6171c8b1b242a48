import { Body1, Button, makeStyles, Subtitle1, Subtitle2, tokens } from "@fluentui/react-components";
import { PersonAdd20Regular } from "@fluentui/react-icons";
import { useNavigate } from "react-router";
import { Drawing } from "../../../ui/Drawing.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    textAlign: "center",
    gap: "8px",
    paddingBlock: "min(8vh, 72px) 24px",
  },
  picture: {
    width: "300px",
    maxWidth: "100%",
    height: "150px",
    borderRadius: "12px",
    overflow: "hidden",
    marginBottom: "12px",
  },
  title: { margin: 0 },
  text: { maxWidth: "52ch", color: tokens.colorNeutralForeground2, textAlign: "inherit" },
  way: {
    marginTop: "16px",
    width: "min(100%, 300px)",
    boxSizing: "border-box",
    textAlign: "start",
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    gap: "12px",
    padding: "20px",
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  wayTitle: { display: "flex", alignItems: "center", gap: "10px", margin: 0 },
  tile: {
    display: "flex",
    padding: "6px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  none: {
    textAlign: "center",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: "8px",
    paddingBlock: "48px",
  },
});

/** Before anybody is in: what is true, and the way to the first ones. */
export function NobodyYet() {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  return (
    <div className={styles.empty}>
      <div className={styles.picture}>
        <Drawing name="join" />
      </div>
      <Subtitle1 as="h2" className={styles.title}>
        {t("people.empty.title")}
      </Subtitle1>
      <Body1 className={styles.text}>{t("people.empty.text")}</Body1>
      <div className={styles.way}>
        <Subtitle2 as="h3" className={styles.wayTitle}>
          <span className={styles.tile}>
            <PersonAdd20Regular />
          </span>
          {t("people.empty.join.title")}
        </Subtitle2>
        <Body1 className={styles.text}>{t("people.empty.join.text")}</Body1>
        <Button appearance="primary" onClick={() => void go("/joining")}>
          {t("people.empty.join.open")}
        </Button>
      </div>
    </div>
  );
}

/** A filter that fits nobody. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.none}>
      <Subtitle2 as="h2" className={styles.title}>
        {t("people.noMatch")}
      </Subtitle2>
      <Body1 className={styles.text}>{t("people.noMatch.text")}</Body1>
      <Button onClick={onClear}>{t("people.filter.clear")}</Button>
    </div>
  );
}
