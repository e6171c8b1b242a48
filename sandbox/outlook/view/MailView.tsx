import { Avatar, Button, Text, Tooltip, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowForward20Regular, ArrowReply20Regular } from "@fluentui/react-icons";
import { forwardDraft, replyDraft } from "../mail/draft.ts";
import type { OpenMail } from "../mail/parse-mail.ts";
import { formatFull } from "../mail/times.ts";
import { Attachments } from "./Attachments.tsx";
import { MailBody } from "./MailBody.tsx";
import { useClient } from "./use-client.ts";

const useStyles = makeStyles({
  head: { flexShrink: 0, padding: "16px 20px 12px", borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  subject: {
    margin: "0 0 12px",
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "anywhere",
    "@media (max-width: 700px)": { fontSize: tokens.fontSizeBase400 },
  },
  who: { display: "flex", gap: "12px", alignItems: "flex-start" },
  people: { flexGrow: 1, minWidth: 0, display: "grid", gap: "2px", overflowWrap: "anywhere" },
  address: { color: tokens.colorNeutralForeground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
  side: {
    flexShrink: 0,
    display: "grid",
    justifyItems: "end",
    gap: "2px",
    "@media (max-width: 700px)": { display: "none" },
  },
  phoneTime: { display: "none", "@media (max-width: 700px)": { display: "block" } },
});

/** A mail as one reads it. `plain` leaves out what only the mailbox's own mails can do. */
export function MailView({ mail, plain = false }: { mail: OpenMail; plain?: boolean }) {
  const styles = useStyles();
  const client = useClient();
  const { name, address } = mail.from;
  const time = mail.receivedAt ? formatFull(mail.receivedAt) : "";
  const write = {
    reply: () => replyDraft(mail, client.config.email, false),
    forward: () => forwardDraft(mail),
  };
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.subject} dir="auto">
          {mail.subject || "(no subject)"}
        </h2>
        <div className={styles.who}>
          <Avatar name={name || address} color="colorful" idForColor={address} size={40} aria-hidden />
          <div className={styles.people}>
            <span dir="auto">
              <Text weight="semibold">{name || address || "Unknown sender"}</Text>{" "}
              {name && address && (
                <Text className={styles.address}>
                  <bdi dir="ltr">&lt;{address}&gt;</bdi>
                </Text>
              )}
            </span>
            <Recipients label="To" people={mail.to} />
            <Recipients label="Cc" people={mail.cc} />
            <Text size={200} className={mergeClasses(styles.quiet, styles.phoneTime)}>
              {time}
            </Text>
          </div>
          <div className={styles.side}>
            <Text size={200} className={styles.quiet}>
              {time}
            </Text>
            {!plain && (
              <span>
                <Tooltip content="Reply" relationship="label">
                  <Button
                    appearance="subtle"
                    icon={<ArrowReply20Regular />}
                    onClick={() => client.write(write.reply())}
                  />
                </Tooltip>
                <Tooltip content="Forward" relationship="label">
                  <Button
                    appearance="subtle"
                    icon={<ArrowForward20Regular />}
                    onClick={() => client.write(write.forward())}
                  />
                </Tooltip>
              </span>
            )}
          </div>
        </div>
        <Attachments mail={mail} />
      </div>
      <MailBody mail={mail} />
    </>
  );
}

function Recipients({ label, people }: { label: string; people: OpenMail["to"] }) {
  const styles = useStyles();
  if (people.length === 0) return null;
  return (
    <Text size={200} className={styles.quiet}>
      {label}: {people.map(({ name, address }) => name || address).join("; ")}
    </Text>
  );
}
