import {
  Caption1,
  Link as FluentLink,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { Funnel } from "../../../shared/contracts/overview.ts";
import { Card } from "../pieces/Card.tsx";
import { useTexts } from "../text-context.ts";
import { type Step, stepsOf } from "./funnel-steps.ts";
import { PageLink } from "./PageLink.tsx";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "6px" },
  step: {
    display: "grid",
    gridTemplateColumns: "minmax(56px, max-content) minmax(0, 1fr) 48px",
    columnGap: "12px",
    alignItems: "center",
  },
  number: {
    gridRow: "1 / span 2",
    textAlign: "end",
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
    minWidth: "56px",
  },
  name: { gridColumn: "2 / -1", fontSize: tokens.fontSizeBase300 },
  goal: { fontWeight: tokens.fontWeightSemibold },
  track: {
    height: "10px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground6,
    overflow: "hidden",
    "@media (forced-colors: active)": { border: "1px solid CanvasText" },
  },
  bar: {
    height: "100%",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandStroke1,
    transitionProperty: "width",
    transitionDuration: "600ms",
    "@media (prefers-reduced-motion: reduce)": { transitionProperty: "none" },
    "@media (forced-colors: active)": { backgroundColor: "Highlight", forcedColorAdjust: "none" },
  },
  percent: {
    textAlign: "end",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
  },
  stay: {
    gridColumn: "2 / -1",
    display: "flex",
    flexWrap: "wrap",
    columnGap: "10px",
    color: tokens.colorNeutralForeground2,
    minHeight: "24px",
    alignItems: "center",
  },
  toggle: { marginTop: "12px" },
  right: { textAlign: "end", fontVariantNumeric: "tabular-nums", "& > *": { justifyContent: "flex-end" } },
  first: { width: "40%" },
});

/** From the roster to onboarded, as a picture or as a table of the same figures. */
export function FunnelCard({ funnel }: { funnel: Funnel }) {
  const { t } = useTexts();
  const styles = useStyles();
  const [table, showTable] = useState(false);
  const steps = stepsOf(funnel);
  return (
    <Card title={t("overview.funnel")} hint={t("overview.funnel.hint")}>
      {table ? <AsTable steps={steps} /> : <AsPicture steps={steps} />}
      <FluentLink as="button" className={styles.toggle} onClick={() => showTable(!table)}>
        {t(table ? "overview.asPicture" : "overview.asTable")}
      </FluentLink>
    </Card>
  );
}

function AsPicture({ steps }: { steps: Step[] }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label={t("overview.funnel")}>
      {steps.map(({ key, people, percent, stay }) => (
        <li key={key} className={styles.step}>
          <span className={styles.number}>{number(people)}</span>
          <span className={mergeClasses(styles.name, key === "onboarded" && styles.goal)}>
            {t(`overview.step.${key}`)}
          </span>
          <span className={styles.track}>
            <span className={styles.bar} style={{ display: "block", width: `${percent}%` }} />
          </span>
          <span className={styles.percent}>{t("overview.percent", { n: percent })}</span>
          {stay > 0 && key !== "onboarded" && <Stay step={key} stay={stay} />}
        </li>
      ))}
    </ol>
  );
}

/** Those who came here and no further, and where the reader finds them. */
function Stay({ step, stay }: { step: Exclude<Step["key"], "onboarded">; stay: number }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  return (
    <Caption1 className={styles.stay}>
      {counted(`overview.stay.${step}`, stay)}
      {step === "started" && <PageLink to="/mail">{t("overview.look.mail")}</PageLink>}
      {step === "welcomed" && <PageLink to="/people?stage=started">{t("overview.look.people")}</PageLink>}
    </Caption1>
  );
}

function AsTable({ steps }: { steps: Step[] }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  return (
    <Table size="small" aria-label={t("overview.funnel")}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell className={styles.first}>{t("overview.column.step")}</TableHeaderCell>
          <TableHeaderCell className={styles.right}>{t("overview.column.people")}</TableHeaderCell>
          <TableHeaderCell className={styles.right}>{t("overview.column.share")}</TableHeaderCell>
          <TableHeaderCell className={styles.right}>{t("overview.column.stay")}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {steps.map(({ key, people, percent, stay }) => (
          <TableRow key={key}>
            <TableCell>{t(`overview.step.${key}`)}</TableCell>
            <TableCell className={styles.right}>{number(people)}</TableCell>
            <TableCell className={styles.right}>{t("overview.percent", { n: percent })}</TableCell>
            <TableCell className={styles.right}>{key === "onboarded" ? "" : number(stay)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
