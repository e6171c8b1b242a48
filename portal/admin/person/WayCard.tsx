import { Caption1, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle20Filled, Circle20Regular, Warning20Regular } from "@fluentui/react-icons";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { formatDate } from "../../../ui/text.ts";
import { reasonWord } from "../people/action-words.ts";
import { Card } from "../pieces/Card.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { ByWhom } from "./ByWhom.tsx";
import { type Fact, Facts } from "./Facts.tsx";
import { notOffered } from "./not-offered.ts";
import { wayOf, type WayStep } from "./way-steps.ts";

const useStyles = makeStyles({
  way: {
    listStyleType: "none",
    margin: "4px 0 16px",
    padding: 0,
    display: "grid",
    gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
  },
  step: {
    position: "relative",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    textAlign: "center",
    gap: "2px",
    paddingInline: "4px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    // The line from the step before.
    ":not(:first-child)::before": {
      content: '""',
      position: "absolute",
      insetBlockStart: "9px",
      insetInlineStart: "calc(-50% + 16px)",
      width: "calc(100% - 32px)",
      height: "2px",
      backgroundColor: tokens.colorNeutralStroke1,
    },
  },
  reached: { ":not(:first-child)::before": { backgroundColor: tokens.colorCompoundBrandStroke } },
  done: { color: tokens.colorCompoundBrandForeground1 },
  open: { color: tokens.colorNeutralForeground3 },
  trouble: { color: tokens.colorStatusWarningForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
  icon: { display: "flex" },
  not: {
    marginTop: "14px",
    paddingTop: "12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
  },
  reasons: { margin: "2px 0 0", paddingInlineStart: "18px" },
});

/** Where the person stands, as a picture and in words, and what is not offered and why. */
export function WayCard({ person }: { person: Person }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const { user, added } = person;
  const day = user.purgeAt && formatDate(user.purgeAt, language);
  const facts: Fact[] = [
    ...(user.startMethod
      ? [
          {
            name: t("person.startedBy"),
            value: t(`person.startedBy.${user.startMethod}`, { n: user.startNumber }),
          },
        ]
      : []),
    {
      name: t("person.account"),
      value: day ? t("person.account.removedUntil", { date: day }) : t(`person.account.${user.status}`),
    },
    {
      name: t("person.added"),
      value: (
        <>
          <Moment at={added.at} />
          {added.way !== "unknown" && ", "}
          {added.way === "joined" && t("person.added.joined")}
          {added.way === "admin" && <ByWhom doer={added.by} sentence="person.added.admin" />}
        </>
      ),
    },
  ];
  return (
    <Card title={t("person.standing")}>
      <ol className={styles.way} aria-label={t("person.way.label", { name: nameOf(user) })}>
        {wayOf(person).map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
      <Facts facts={facts} />
      <NotOffered person={person} />
    </Card>
  );
}

function Step({ step: { name, done, at, why } }: { step: WayStep }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <li className={mergeClasses(styles.step, done && styles.reached)}>
      <span
        aria-hidden
        className={mergeClasses(styles.icon, done ? styles.done : why ? styles.trouble : styles.open)}
      >
        {done ? <CheckmarkCircle20Filled /> : why ? <Warning20Regular /> : <Circle20Regular />}
      </span>
      <span>{t(`person.way.${name}`)}</span>
      <span className={styles.quiet}>{at ? <Moment at={at} /> : t(why ?? "person.way.notYet")}</span>
    </li>
  );
}

function NotOffered({ person }: { person: Person }) {
  const { t } = useTexts();
  const styles = useStyles();
  const reasons = notOffered(person.actions);
  if (person.actions.length === 0)
    return (
      <Caption1 block className={styles.not}>
        {t("person.readOnly")}
      </Caption1>
    );
  if (reasons.length === 0) return null;
  return (
    <Caption1 as="p" block className={styles.not} style={{ marginBottom: 0 }}>
      {t("person.notOffered")}
      {reasons.map(({ action, why }) => (
        <span key={action} style={{ display: "block" }}>
          {t("person.notOffered.one", {
            action: t(`actions.${action}`),
            reason: t(reasonWord(action, why)),
          })}
        </span>
      ))}
    </Caption1>
  );
}
