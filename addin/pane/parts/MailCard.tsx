import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { tokens, typography } from "../../../ui/tokens.ts";
import { formatDate, formatTime } from "../../../ui/text.ts";
import type { OpenMail } from "../../outlook/mailbox-port.ts";
import { Avatar } from "./Avatar.tsx";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  card: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalMNudge,
    padding: tokens.spacingHorizontalMNudge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    flexShrink: 0,
  },
  hooked: { paddingInlineEnd: tokens.spacingHorizontalXL },
  avatar: { gridRow: "1 / span 3" },
  name: {
    ...typography.body1Strong,
    color: tokens.colorNeutralForeground1,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  whole: { whiteSpace: "normal", overflowWrap: "anywhere" },
  time: { ...typography.caption1, color: tokens.colorNeutralForeground3, whiteSpace: "nowrap" },
  address: {
    ...typography.caption1,
    color: tokens.colorNeutralForeground3,
    gridColumn: "2 / span 2",
    overflowWrap: "anywhere",
  },
  owner: {
    ...typography.caption1,
    color: tokens.colorNeutralForeground2,
    gridColumn: "2 / span 2",
    overflowWrap: "anywhere",
    marginTop: tokens.spacingVerticalXS,
  },
  subject: {
    ...typography.body1,
    color: tokens.colorNeutralForeground1,
    gridColumn: "2 / span 2",
    display: "-webkit-box",
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- by name only: line-clamp still needs it everywhere
    WebkitBoxOrient: "vertical",
    WebkitLineClamp: "2",
    overflow: "hidden",
    overflowWrap: "anywhere",
  },
});

/** The mail that the look is about: who, from which address, what about, when. `hooked` leaves room for a hook. */
export function MailCard({ mail, hooked }: { mail: OpenMail; hooked?: boolean }) {
  const styles = useStyles();
  const { t, state } = usePane();
  const name = mail.fromName || mail.fromAddress || t("mail.unknownSender");
  const subject = mail.subject || t("mail.noSubject");
  return (
    <div className={mergeClasses(styles.card, hooked && styles.hooked)} data-testid="mail">
      <Avatar name={name} initials={initialsOf(name)} className={styles.avatar} />
      {mail.fromName || !mail.fromAddress ? (
        <span className={styles.name} dir="auto" title={name}>
          {name}
        </span>
      ) : (
        // Of an address the domain must be seen, so it may take another line.
        <bdi className={mergeClasses(styles.name, styles.whole)} dir="ltr" title={name}>
          {shortAddress(name)}
        </bdi>
      )}
      {mail.receivedAt && !hooked ? (
        <time className={styles.time} dateTime={mail.receivedAt}>
          {whenOf(mail.receivedAt, state.language)}
        </time>
      ) : (
        <span />
      )}
      {mail.fromAddress && mail.fromAddress !== name && (
        <bdi className={styles.address} dir="ltr" title={mail.fromAddress}>
          {shortAddress(mail.fromAddress)}
        </bdi>
      )}
      <span className={styles.subject} dir="auto" title={subject}>
        {subject}
      </span>
      {mail.owner && <span className={styles.owner}>{t("mail.shared", { owner: mail.owner })}</span>}
    </div>
  );
}

/** Time today, else the day. */
function whenOf(instant: string, language: "en" | "nl"): string {
  const today = new Date(instant).toDateString() === new Date().toDateString();
  return today ? formatTime(instant, language) : formatDate(instant, language);
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = name.includes("@") ? words.slice(0, 1) : words.slice(0, 2);
  return letters.map((word) => /^./u.exec(word)?.[0].toUpperCase()).join("");
}

/** A long address loses of its local part: the domain is what must be seen. */
export function shortAddress(address: string, most = 44): string {
  const at = address.lastIndexOf("@");
  if (address.length <= most || at < 0) return address;
  const room = Math.max(6, most - (address.length - at));
  return `${address.slice(0, Math.min(room, at))}…${address.slice(at)}`;
}
