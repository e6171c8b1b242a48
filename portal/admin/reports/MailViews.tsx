import { Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { useMemo } from "react";
import { usePrefersDark } from "../look.ts";
import { useTexts } from "../text-context.ts";
import { mailDocument } from "./mail-document.ts";

const useStyles = makeStyles({
  text: {
    margin: 0,
    padding: "12px 16px",
    maxHeight: "min(60vh, 640px)",
    overflowY: "auto",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: "13px",
    lineHeight: "20px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  frame: {
    display: "block",
    boxSizing: "border-box",
    width: "100%",
    height: "min(60vh, 640px)",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: { display: "block", color: tokens.colorNeutralForeground2, marginBottom: "8px" },
});

/** The mail's text; addresses in it are written so that nothing makes links of them. */
export function MailText({ text }: { text: string }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (!text.trim()) return <Caption1 className={styles.quiet}>{t("report.noText")}</Caption1>;
  return (
    <pre className={styles.text} dir="auto" tabIndex={0} role="region" aria-label={t("report.view.text")}>
      {text}
    </pre>
  );
}

/** The mail's HTML, made harmless by the server, in a frame that may do nothing at all. */
export function MailHtml({ html }: { html: string }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const dark = usePrefersDark();
  const document = useMemo(() => {
    const words = {
      image: t("report.html.image"),
      field: t("report.html.field"),
      button: t("report.html.button"),
      form: t("report.html.form"),
    };
    return mailDocument(html, words, { language, dark });
  }, [dark, html, language, t]);
  return (
    <>
      <Caption1 className={styles.quiet}>{t("report.html.hint")}</Caption1>
      <iframe
        className={styles.frame}
        title={t("report.html.title")}
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={document}
      />
    </>
  );
}
