import { Fragment, useContext, useMemo } from "react";
import { makeStyles, tokens } from "@fluentui/react-components";
import { mailDocument } from "../mail/mail-html.ts";
import type { OpenMail } from "../mail/parse-mail.ts";
import { DarkContext } from "./use-client.ts";

const useStyles = makeStyles({
  frame: { flexGrow: 1, minHeight: "200px", width: "100%", border: "none" },
  text: {
    flexGrow: 1,
    overflowY: "auto",
    margin: 0,
    padding: "20px",
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase400,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  link: { color: tokens.colorBrandForegroundLink },
});

/**
 * The body of a mail: cleaned HTML in a frame of its own that runs no scripts, has no origin and fetches nothing.
 * The one thing that the frame may do is open a link in a new tab, where the mail's reach ends.
 */
export function MailBody({ mail }: { mail: OpenMail }) {
  const styles = useStyles();
  const dark = useContext(DarkContext);
  const html = useMemo(() => mail.html && mailDocument(mail.html, mail.attachments, dark), [mail, dark]);
  if (html)
    return (
      <iframe
        title="Text of the mail"
        className={styles.frame}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={html}
      />
    );
  return (
    <pre className={styles.text} dir="auto" tabIndex={0}>
      {splitLinks(mail.text || "(This mail has no text.)").map((piece, index) => (
        <Fragment key={index}>
          {piece.link ? (
            <a className={styles.link} href={piece.text} target="_blank" rel="noopener noreferrer">
              {piece.text}
            </a>
          ) : (
            piece.text
          )}
        </Fragment>
      ))}
    </pre>
  );
}

/** Plain text in pieces, of which the web addresses are links; a full stop behind one is not part of it. */
function splitLinks(text: string): { text: string; link: boolean }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/g)
    .map((piece, index) => ({ text: piece, link: index % 2 === 1 }));
}
