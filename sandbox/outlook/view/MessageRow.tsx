import { Avatar, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Flag16Filled } from "@fluentui/react-icons";
import { useProductTime } from "../../page/use-product-time.ts";
import { sender, subjectOf } from "../client/mail-client.ts";
import type { Message } from "../mail/messages.ts";
import { folderName } from "../mail/messages.ts";
import { formatShort } from "../mail/times.ts";
import { useClient, useClientState } from "./use-client.ts";

export const useListStyles = makeStyles({
  list: {
    flexGrow: 1,
    overflowY: "auto",
    outlineStyle: "none",
    ":focus-visible [aria-selected=true]": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  row: {
    position: "relative",
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr) auto",
    columnGap: "10px",
    padding: "10px 12px 10px 14px",
    cursor: "pointer",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorBrandBackground2,
    ":hover": { backgroundColor: tokens.colorBrandBackground2 },
  },
  unread: {
    "::before": {
      content: '""',
      position: "absolute",
      left: "2px",
      top: "10px",
      bottom: "10px",
      width: "3px",
      borderRadius: "2px",
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
  avatar: { gridRow: "1 / span 3", marginTop: "2px" },
  line: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  sender: { fontSize: tokens.fontSizeBase300, color: tokens.colorNeutralForeground1 },
  subject: { gridColumn: "2 / 3", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground1 },
  preview: { gridColumn: "2 / 4", fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  accent: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  time: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, whiteSpace: "nowrap" },
  flag: { color: tokens.colorPaletteRedForeground1, justifySelf: "end", lineHeight: 0 },
  hidden: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
});

/** One mail of the list. */
export function MessageRow({ id, message, selected }: { id: string; message: Message; selected: boolean }) {
  const styles = useListStyles();
  const client = useClient();
  const { clock, search } = useClientState();
  const now = useProductTime(clock);
  const outgoing = message.folder === "sent" || message.folder === "drafts";
  const who = outgoing ? `To: ${message.to}` : sender(message);
  const unread = !message.seen;
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={mergeClasses(styles.row, unread && styles.unread, selected && styles.selected)}
      onClick={() => client.select(message.id)}
    >
      <Avatar
        className={styles.avatar}
        name={outgoing ? message.to : sender(message)}
        color="colorful"
        idForColor={message.fromAddress}
        size={32}
        aria-hidden
      />
      <span className={mergeClasses(styles.line, styles.sender, unread && styles.strong)} dir="auto">
        {unread && <span className={styles.hidden}>Unread. </span>}
        {who}
      </span>
      <span className={mergeClasses(styles.time, unread && styles.accent)}>
        {formatShort(message.receivedAt, now)}
      </span>
      <span className={mergeClasses(styles.line, styles.subject, unread && styles.accent)} dir="auto">
        {subjectOf(message)}
      </span>
      <span className={styles.flag}>{message.flagged && <Flag16Filled aria-label="Flagged" />}</span>
      <span className={mergeClasses(styles.line, styles.preview)} dir="auto">
        {search.trim() ? `${folderName(message.folder)} · ` : ""}
        {message.preview}
      </span>
    </div>
  );
}
