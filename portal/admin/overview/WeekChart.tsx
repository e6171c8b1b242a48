import { Caption1, Caption1Strong, makeStyles, tokens } from "@fluentui/react-components";
import { LineChart, type LineChartPoints } from "@fluentui/react-charts";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { TrendWeek } from "../../../shared/contracts/overview.ts";
import { formatDate, locales } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { dayOf, labelledWeeks, scaleTo } from "./trend.ts";

/** A line: the one that the picture is about, or what it is held against. */
export interface Series {
  name: string;
  values: number[];
  look: "own" | "beside";
}

const height = 200;
const lines = {
  own: { color: tokens.colorBrandStroke1, lineOptions: { strokeWidth: 2.25 } },
  beside: {
    color: tokens.colorNeutralForeground3,
    lineOptions: { strokeWidth: 1.5, strokeDasharray: "4 3", strokeLinecap: "butt" as const },
  },
};

const useStyles = makeStyles({
  frame: { height: `${String(height)}px`, minWidth: 0 },
  // What is said of a point may stand out over the picture.
  chart: {
    overflow: "visible",
    // The line to the point that is looked at has one colour for all themes of its own.
    "& line[id^='verticalLine']": { stroke: tokens.colorNeutralForeground3 },
  },
  callout: { display: "grid", gridTemplateColumns: "auto auto", columnGap: "16px", rowGap: "2px" },
  week: { gridColumn: "1 / -1", color: tokens.colorNeutralForeground2 },
  value: { textAlign: "end", fontVariantNumeric: "tabular-nums" },
});

/** Weeks from left to right, each a point that the keyboard reaches; the figures stand at the point that is looked at. */
export function WeekChart({
  weeks,
  series,
  sentence,
}: {
  weeks: readonly TrendWeek[];
  series: readonly Series[];
  sentence: string;
}) {
  const { t, number, language } = useTexts();
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const short = new Intl.DateTimeFormat(locales[language], {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const isPresent = (at: number) => at === weeks.length - 1;
  const nameOf = (at: number) => {
    const week = weeks[at];
    const day = week ? formatDate(dayOf(week), language, "UTC") : "";
    return t(isPresent(at) ? "overview.trend.presentWeek" : "overview.trend.weekOf", { day });
  };
  const placeOf = (day: Date) => weeks.findIndex((week) => dayOf(week).getTime() === day.getTime());
  const lineChartData: LineChartPoints[] = series.map(({ name, values, look }) => ({
    legend: name,
    ...lines[look],
    data: weeks.map((week, at) => ({
      x: dayOf(week),
      y: values[at] ?? 0,
      xAxisCalloutData: nameOf(at),
      yAxisCalloutData: number(values[at] ?? 0),
    })),
  }));
  const scale = scaleTo(Math.max(...series.flatMap(({ values }) => values)));
  return (
    <div ref={frame} className={styles.frame}>
      {width > 0 && (
        <LineChart
          data={{ lineChartData }}
          width={width}
          height={height}
          margins={{ top: 12, bottom: 28, left: 16 + 7 * number(scale.top).length, right: 32 }}
          styles={{ root: styles.chart }}
          hideLegend
          yMaxValue={scale.top}
          yAxisTickCount={scale.steps}
          yAxisTickFormat={(value: number) => number(value)}
          tickValues={labelledWeeks(weeks, width).map(dayOf)}
          customDateTimeFormatter={(day) =>
            isPresent(placeOf(day)) ? t("overview.trend.now") : short.format(day)
          }
          culture={locales[language]}
          useUTC
          svgProps={{ role: "group", "aria-label": sentence }}
          onRenderCalloutPerStack={(at) => {
            const place = at?.x instanceof Date ? placeOf(at.x) : -1;
            if (place < 0) return null;
            return (
              <div className={styles.callout}>
                <Caption1 className={styles.week}>{nameOf(place)}</Caption1>
                {series.map(({ name, values }) => [
                  <Caption1 key={name}>{name}</Caption1>,
                  <Caption1Strong key={`${name} value`} className={styles.value}>
                    {number(values[place] ?? 0)}
                  </Caption1Strong>,
                ])}
              </div>
            );
          }}
        />
      )}
    </div>
  );
}

/** How wide an element is at the moment. */
function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
