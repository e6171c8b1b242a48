import { Body1, Button, Caption1, makeStyles, ToggleButton, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle20Regular,
  ErrorCircle20Regular,
  MailProhibited20Regular,
} from "@fluentui/react-icons";
import type { JSX } from "react";
import type { WholeReport } from "../../../shared/contracts/report.ts";
import { mailVerdicts, type MailReview, type MailVerdict } from "../../../shared/lifecycle.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { Sides } from "../pieces/Sides.tsx";
import { useTexts } from "../text-context.ts";
import { ReviewBadge } from "./ReviewBadge.tsx";
import { judgedMeanwhile, useVerdict } from "./use-verdict.ts";

const useStyles = makeStyles({
  ask: { display: "block", marginBottom: "10px", color: tokens.colorNeutralForeground2 },
  room: { containerType: "inline-size" },
  // Equally wide, in one row or one column, whatever their words: none is suggested.
  buttons: {
    display: "grid",
    gap: "8px",
    maxWidth: "520px",
    "@container (min-width: 440px)": { gridTemplateColumns: "repeat(3, 1fr)" },
  },
  said: { margin: "12px 0 0", paddingInlineStart: "20px", color: tokens.colorNeutralForeground2 },
  undo: { marginTop: "8px", marginInlineStart: "-8px" },
});

const icons: Record<MailVerdict, JSX.Element> = {
  phish: <ErrorCircle20Regular />,
  unwanted: <MailProhibited20Regular />,
  harmless: <CheckmarkCircle20Regular />,
};

/** What people say this mail is: three answers of equal weight, who gave them, and the way back. */
export function VerdictCard({ report, review }: { report: WholeReport; review: MailReview }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const { mutate, reset, error, isPending, variables } = useVerdict(report.id);
  const theirs = judgedMeanwhile(error);

  function say(verdict: MailVerdict | null, version: number) {
    if (isPending) return;
    mutate(
      { verdict, version },
      {
        onSuccess: () =>
          announce(
            verdict
              ? t("report.verdict.saved", { verdict: t(`reports.review.${verdict}`) })
              : t("report.verdict.undone"),
          ),
      },
    );
  }

  return (
    <Card title={t("report.verdict")}>
      {error && !theirs && !isSignedOut(error) && <ErrorBar title={t("error.verdict.title")} error={error} />}
      {theirs?.review && variables ? (
        <Sides
          question={t("report.verdict.conflict")}
          sides={[
            {
              title: t("report.verdict.theirs"),
              value: <ReviewBadge review={theirs.review} />,
              button: t("report.verdict.keepTheirs"),
              onChoose: reset,
            },
            {
              title: t("report.verdict.yours"),
              value: <ReviewBadge review={variables.verdict ?? "open"} />,
              button: t("report.verdict.saveMine"),
              onChoose: () => say(variables.verdict, theirs.version),
            },
          ]}
        />
      ) : (
        <>
          <Body1 className={styles.ask}>{t("report.verdict.ask")}</Body1>
          <div className={styles.room}>
            <div className={styles.buttons} role="group" aria-label={t("report.verdict")}>
              {mailVerdicts.map((verdict) => (
                <ToggleButton
                  key={verdict}
                  icon={icons[verdict]}
                  checked={review === verdict}
                  disabledFocusable={isPending}
                  onClick={() => say(verdict, report.version)}
                >
                  {t(`reports.review.${verdict}`)}
                </ToggleButton>
              ))}
            </div>
          </div>
          {review !== "open" && (
            <Button
              size="small"
              appearance="subtle"
              className={styles.undo}
              disabledFocusable={isPending}
              onClick={() => say(null, report.version)}
            >
              {t("report.verdict.undo")}
            </Button>
          )}
        </>
      )}
      {report.verdicts.length > 0 && (
        <ul className={styles.said} aria-label={t("report.verdict.earlier")}>
          {report.verdicts.toReversed().map(({ verdict, name, at }, index) => {
            const values = {
              name: <bdi>{name ?? t("report.verdict.somebody")}</bdi>,
              at: <Moment at={at} withTime inside />,
            };
            return (
              <li key={index}>
                <Caption1>
                  {verdict
                    ? rich("report.verdict.given", { ...values, verdict: t(`reports.review.${verdict}`) })
                    : rich("report.verdict.taken", values)}
                </Caption1>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
