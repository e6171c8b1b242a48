import { Caption1, makeStyles, Title3, tokens } from "@fluentui/react-components";
import type { MailStatus } from "../../../shared/contracts/mail.ts";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  facts: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(132px, 1fr))",
    gap: "12px",
    margin: "0 0 20px",
  },
  fact: {
    display: "flex",
    flexDirection: "column-reverse",
    justifyContent: "flex-end",
    gap: "2px",
    padding: "12px 16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  value: { margin: 0, fontVariantNumeric: "tabular-nums" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Numbers before words: what waits for the mail server, and what waits for a person. */
export function MailFacts({ status }: { status: MailStatus }) {
  const { t, number, rich } = useTexts();
  const styles = useStyles();
  const { waiting, oldestDueAt, held, inDoubt, refused } = status;
  const facts = [
    {
      key: "waiting" as const,
      value: waiting,
      more: oldestDueAt && rich("mail.fact.oldest", { moment: <Moment at={oldestDueAt} withTime inside /> }),
    },
    { key: "held" as const, value: held },
    { key: "inDoubt" as const, value: inDoubt },
    { key: "refused" as const, value: refused },
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(({ key, value, more }) => (
        <div key={key} className={styles.fact}>
          <dt>
            <Caption1 className={styles.quiet}>
              {t(`mail.fact.${key}`)}
              {more && <> · {more}</>}
            </Caption1>
          </dt>
          <dd className={styles.value}>
            <Title3>{number(value)}</Title3>
          </dd>
        </div>
      ))}
    </dl>
  );
}
