import { Body1, Caption1, makeStyles, Subtitle2, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { TrendWeek } from "../../../shared/contracts/overview.ts";
import { formatDate } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { catchRate, dayOf, sumOf } from "./trend.ts";
import { type Series, WeekChart } from "./WeekChart.tsx";

const useStyles = makeStyles({
  charts: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 400px), 1fr))",
    gap: "20px 32px",
  },
  // Beside each other the pictures stand on one line, however long the words above them are.
  chart: { minWidth: 0, display: "flex", flexDirection: "column", justifyContent: "space-between" },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: "12px", marginBottom: "4px" },
  says: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  key: { display: "flex", gap: "14px", marginInlineStart: "auto", color: tokens.colorNeutralForeground2 },
  one: { display: "flex", alignItems: "center", gap: "6px" },
  none: { color: tokens.colorNeutralForeground2, flexGrow: 1 },
});

/** Two pictures: practice mails sent and caught, and suspicious mails reported. */
export function TrendCharts({ weeks }: { weeks: readonly TrendWeek[] }) {
  const { t, rich, number, language } = useTexts();
  const styles = useStyles();
  const sums = sumOf(weeks);
  const rate = catchRate(sums);
  const sent = number(sums.sent);
  const caught = number(sums.caught);
  const span = { from: edge(weeks[0]), to: edge(weeks.at(-1)) };
  function edge(week: TrendWeek | undefined) {
    return week ? formatDate(dayOf(week), language, "UTC") : "";
  }
  return (
    <div className={styles.charts}>
      <Part
        title={t("overview.trend.practice")}
        says={
          rate === null
            ? rich("overview.trend.counts", {}, { caught, sent })
            : rich("overview.trend.rate", {}, { rate: number(rate), caught, sent })
        }
        none={sums.sent + sums.caught === 0 && t("overview.trend.noneSent")}
        sentence={t("overview.trend.sentSentence", { ...span, sent, caught })}
        weeks={weeks}
        series={[
          { name: t("overview.trend.caught"), values: weeks.map((week) => week.caught), look: "own" },
          { name: t("overview.trend.sent"), values: weeks.map((week) => week.sent), look: "beside" },
        ]}
      />
      <Part
        title={t("overview.trend.suspicious")}
        says={rich("overview.trend.reported", {}, { n: number(sums.reported) })}
        none={sums.reported === 0 && t("overview.trend.noneReported")}
        sentence={t("overview.trend.reportedSentence", { ...span, n: number(sums.reported) })}
        weeks={weeks}
        series={[
          {
            name: t("overview.trend.reportedShort"),
            values: weeks.map((week) => week.reported),
            look: "own",
          },
        ]}
      />
    </div>
  );
}

interface PartProps {
  title: string;
  says: ReactNode;
  /** What is said instead where there is nothing to draw. */
  none: string | false;
  sentence: string;
  weeks: readonly TrendWeek[];
  series: Series[];
}

function Part({ title, says, none, sentence, weeks, series }: PartProps) {
  const styles = useStyles();
  return (
    <div className={styles.chart}>
      <div className={styles.head}>
        <Subtitle2 as="h3" className={styles.title}>
          {title}
        </Subtitle2>
        {none === false && <Body1 className={styles.says}>{says}</Body1>}
        {none === false && series.length > 1 && (
          <Caption1 className={styles.key} aria-hidden>
            {series.map(({ name, look }) => (
              <span key={name} className={styles.one}>
                <Swatch look={look} />
                {name}
              </span>
            ))}
          </Caption1>
        )}
      </div>
      {none === false ? (
        <WeekChart weeks={weeks} series={series} sentence={sentence} />
      ) : (
        <Caption1 className={styles.none}>{none}</Caption1>
      )}
    </div>
  );
}

function Swatch({ look }: Pick<Series, "look">) {
  return (
    <svg width="22" height="8" viewBox="0 0 22 8">
      <line
        x1="1"
        y1="4"
        x2="21"
        y2="4"
        stroke={look === "own" ? tokens.colorBrandStroke1 : tokens.colorNeutralForeground3}
        strokeWidth={look === "own" ? 3 : 2}
        strokeDasharray={look === "own" ? undefined : "4 3"}
      />
    </svg>
  );
}
