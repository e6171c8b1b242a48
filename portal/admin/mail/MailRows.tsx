import {
  Avatar,
  Badge,
  Body1Strong,
  Button,
  Caption1,
  makeStyles,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import { MailShield20Regular } from "@fluentui/react-icons";
import type { StuckMail } from "../../../shared/contracts/mail.ts";
import { useMay } from "../frame/use-may.ts";
import { Moment } from "../pieces/Moment.tsx";
import { Address, initialsOf, nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { whyOf, wordFor } from "./mail-words.ts";
import type { MailAct } from "./use-mail.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  item: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-start",
    gap: "8px 12px",
    padding: "14px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: "1 1 240px", minWidth: 0, display: "flex", flexDirection: "column", gap: "2px" },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "2px 8px", minWidth: 0 },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2, minWidth: 0, overflowWrap: "anywhere" },
  why: { maxWidth: "72ch", overflowWrap: "anywhere" },
  acts: { display: "flex", gap: "8px", flexWrap: "wrap", marginInlineStart: "auto" },
});
const colours = { held: "informative", inDoubt: "warning", refused: "danger" } as const;

/** The mails of one page: to whom, what, why they stand still, and what may be done. */
export function MailRows({
  mails,
  onAct,
}: {
  mails: StuckMail[];
  onAct: (act: MailAct, mail: StuckMail) => void;
}) {
  const { t } = useTexts();
  const styles = useStyles();
  const mayAct = useMay("mail.act");
  return (
    <ul className={styles.list} aria-label={t("mail.list")}>
      {mails.map((mail) => {
        const name = mail.user ? nameOf({ ...mail.user, email: mail.to }) : t("mail.securityMailbox");
        return (
          <li key={mail.id} className={styles.item}>
            {mail.user ? (
              <Avatar size={36} name={name} initials={initialsOf(name)} aria-hidden role="presentation" />
            ) : (
              <Avatar size={36} icon={<MailShield20Regular />} aria-hidden role="presentation" />
            )}
            <div className={styles.words}>
              <div className={styles.line}>
                <Body1Strong className={styles.name}>
                  <bdi>{name}</bdi>
                </Body1Strong>
                <Badge appearance="tint" color={colours[mail.state as keyof typeof colours]}>
                  {t(`mail.state.${mail.state as keyof typeof colours}`)}
                </Badge>
              </div>
              <Caption1 className={styles.quiet}>
                <Address email={mail.to} /> · {t(`mail.kind.${mail.kind}`)}
                {mail.attempt > 1 && <> · {t("mail.attempt", { n: mail.attempt })}</>} ·{" "}
                <Moment at={mail.at} withTime />
              </Caption1>
              <Caption1 className={styles.why}>
                <Why mail={mail} />
              </Caption1>
            </div>
            {mayAct && (
              <div className={styles.acts}>
                {mail.allowed.map((action) => (
                  <Button
                    key={action}
                    size="small"
                    aria-label={t("mail.act.for", { act: t(wordFor(action, mail.state)), name })}
                    onClick={() => onAct({ action, mails: { ids: [mail.id] } }, mail)}
                  >
                    {t(wordFor(action, mail.state))}
                  </Button>
                ))}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Why({ mail }: { mail: StuckMail }) {
  const { rich } = useTexts();
  const { key, reply } = whyOf(mail);
  return rich(key, { reply: <bdi>{reply}</bdi> });
}

/** Grey rows, while the first page is on its way. */
export function MailRowsSkeleton() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div aria-label={t("loading")} aria-busy role="status">
      {Array.from({ length: 4 }, (_, row) => (
        <div key={row} className={styles.item}>
          <SkeletonItem shape="circle" size={36} />
          <div className={styles.words} style={{ gap: 8 }}>
            <SkeletonItem style={{ width: "40%" }} />
            <SkeletonItem size={12} style={{ width: "70%" }} />
          </div>
        </div>
      ))}
    </div>
  );
}
