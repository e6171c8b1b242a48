import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ChevronLeft20Regular, ChevronRight20Regular } from "@fluentui/react-icons";
import { useTexts } from "../text-context.ts";
import { pageSize } from "./page-size.ts";

const useStyles = makeStyles({
  pager: { display: "flex", alignItems: "center", gap: "8px", marginTop: "12px", flexWrap: "wrap" },
  range: {
    flexGrow: 1,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
  },
  icon: { display: "flex", ":dir(rtl)": { transform: "scaleX(-1)" } },
});

interface PagerProps {
  page: number;
  shown: number;
  total: number;
  onPrevious?: () => void;
  onNext?: () => void;
}

/** Which part of the list this is, and the ways to the parts beside it. */
export function Pager({ page, shown, total, onPrevious, onNext }: PagerProps) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const from = (page - 1) * pageSize + 1;
  const range = { from: number(from), to: number(from + shown - 1), total: number(total) };
  return (
    <nav className={styles.pager} aria-label={t("people.pages")}>
      <span className={styles.range}>
        {shown ? t("people.range", range) : t("people.rangeNone", { total: number(total) })}
      </span>
      <Button
        appearance="subtle"
        disabledFocusable={!onPrevious}
        onClick={onPrevious}
        icon={
          <span className={styles.icon}>
            <ChevronLeft20Regular />
          </span>
        }
      >
        {t("people.previous")}
      </Button>
      <Button
        appearance="subtle"
        disabledFocusable={!onNext}
        onClick={onNext}
        iconPosition="after"
        icon={
          <span className={styles.icon}>
            <ChevronRight20Regular />
          </span>
        }
      >
        {t("people.next")}
      </Button>
    </nav>
  );
}
