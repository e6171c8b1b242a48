import { Body1, Body1Strong, makeStyles, MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { MergePlan } from "../../../shared/contracts/user-merge.ts";
import { formatDate } from "../../../ui/text.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  list: {
    margin: "4px 0 0",
    paddingInlineStart: "20px",
    display: "flex",
    flexDirection: "column",
    gap: "2px",
  },
  bars: { display: "flex", flexDirection: "column", gap: "8px" },
});

/** What moves, what is mailed and what is not, what ends, and until when all of it can be undone. */
export function MergeThen({ plan }: { plan: MergePlan }) {
  const { t, counted, language } = useTexts();
  const styles = useStyles();
  const { stays, goes, after, mails, simulations, reports } = plan;
  const leader = (plan.training === "goes" ? goes : stays).user;
  const alike = nameOf(stays.user) === nameOf(goes.user);
  const lines = [
    simulations + reports > 0
      ? t("merge.then.moves", {
          simulations: counted("merge.simulations", simulations),
          reports: counted("merge.reports", reports),
        })
      : t("merge.then.nothingMoves"),
    ...(stays.user.stage !== goes.user.stage
      ? [t("merge.then.training", { name: alike ? leader.email : nameOf(leader) })]
      : []),
    ...(mails.cancelled > 0 ? [counted("merge.then.cancelled", mails.cancelled)] : []),
    mails.moved > 0
      ? t("merge.then.moved", { count: mails.moved, n: mails.moved, email: after.user.email })
      : t("merge.then.noMail"),
    ...(goes.user.role ? [t("merge.then.rights")] : []),
    t("merge.then.undo", { date: formatDate(plan.undoUntil, language) }),
  ];
  return (
    <div>
      <Body1Strong>{t("merge.then")}</Body1Strong>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>
            <Body1>{line}</Body1>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why they cannot be one, or what to look at twice. */
export function MergeNotes({ plan }: { plan: MergePlan }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (!plan.refused && plan.warnings.length === 0) return null;
  return (
    <div className={styles.bars} aria-live="polite">
      {plan.refused && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{t(`merge.refused.${plan.refused}`)}</MessageBarBody>
        </MessageBar>
      )}
      {!plan.refused &&
        plan.warnings.map((warning) => (
          <MessageBar key={warning} intent="warning" layout="multiline">
            <MessageBarBody>{t(`merge.warning.${warning}`)}</MessageBarBody>
          </MessageBar>
        ))}
    </div>
  );
}
