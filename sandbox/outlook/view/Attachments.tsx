import {
  Button,
  Dialog,
  DialogBody,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import {
  ArrowDownload16Regular,
  Attach16Regular,
  Dismiss20Regular,
  Mail16Regular,
} from "@fluentui/react-icons";
import { useState } from "react";
import { parseMail } from "../mail/parse-mail.ts";
import type { MailPart, OpenMail } from "../mail/parse-mail.ts";
import { MailView } from "./MailView.tsx";
import { useClient } from "./use-client.ts";

const useStyles = makeStyles({
  list: { listStyle: "none", display: "flex", flexWrap: "wrap", gap: "8px", margin: "12px 0 0", padding: 0 },
  part: { maxWidth: "320px", fontWeight: tokens.fontWeightRegular },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  size: { color: tokens.colorNeutralForeground3, paddingLeft: "6px", whiteSpace: "nowrap" },
  surface: {
    width: "min(760px, calc(100vw - 32px))",
    maxWidth: "none",
    height: "min(720px, calc(100dvh - 64px))",
    padding: 0,
  },
  body: { display: "flex", flexDirection: "column", height: "100%", maxHeight: "none", gap: 0 },
  bar: { display: "flex", alignItems: "center", padding: "8px 8px 0 20px" },
  title: { flexGrow: 1, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
});

/** The files of a mail, to download, and attached mails, to open. */
export function Attachments({ mail }: { mail: OpenMail }) {
  const styles = useStyles();
  const client = useClient();
  const [opened, setOpened] = useState<OpenMail | null>(null);
  const parts = mail.attachments.filter((part) => part.isItem || !part.isInline);
  if (parts.length === 0) return null;

  const open = async (part: MailPart) => {
    try {
      setOpened(await parseMail(part.bytes.slice().buffer, { id: part.id }));
    } catch {
      client.say("The attached mail could not be read.");
    }
  };
  return (
    <>
      <ul className={styles.list} aria-label="Attachments">
        {parts.map((part) => (
          <li key={part.id}>
            <Button
              size="small"
              className={styles.part}
              icon={part.isItem ? <Mail16Regular /> : <Attach16Regular />}
              title={part.name}
              aria-label={`${part.isItem ? "Open" : "Download"} ${part.name}`}
              onClick={() => (part.isItem ? void open(part) : download(part))}
            >
              <span className={styles.name}>{part.name}</span>
              <span className={styles.size}>{readableSize(part.size)}</span>
            </Button>
            {part.isItem && (
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowDownload16Regular />}
                aria-label={`Download ${part.name}`}
                onClick={() => download(part)}
              />
            )}
          </li>
        ))}
      </ul>
      <Dialog open={opened !== null} onOpenChange={() => setOpened(null)}>
        <DialogSurface className={styles.surface}>
          <DialogBody className={styles.body}>
            <div className={styles.bar}>
              <DialogTitle as="h2" action={null} className={styles.title}>
                Attached mail
              </DialogTitle>
              <Button
                appearance="subtle"
                aria-label="Close"
                icon={<Dismiss20Regular />}
                onClick={() => setOpened(null)}
              />
            </div>
            {opened && <MailView mail={opened} plain />}
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </>
  );
}

function download(part: MailPart) {
  // Never with the type that the mail claims: the browser must save it, not show it as a page of this origin.
  const url = URL.createObjectURL(new Blob([part.bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = part.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

function readableSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
