import { Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { ShownMail } from "../../../shared/contracts/report.ts";
import { useTexts } from "../text-context.ts";
import { formatBytes } from "./format-bytes.ts";

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    maxHeight: "min(60vh, 640px)",
    overflowY: "auto",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  item: {
    padding: "8px 4px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: "13px",
    overflowWrap: "anywhere",
    display: "grid",
    gap: "2px 12px",
    gridTemplateColumns: "minmax(0, 1fr)",
    "@media (min-width: 640px)": { gridTemplateColumns: "minmax(0, 2fr) minmax(0, 5fr)" },
  },
  code: { margin: 0, fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Where the mail's links go, beside what they say. */
export function LinkList({ links }: { links: ShownMail["links"] }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (links.length === 0) return <Caption1 className={styles.quiet}>{t("report.noLinks")}</Caption1>;
  return (
    <ul className={styles.list} tabIndex={0} aria-label={t("report.view.links")}>
      {links.map(({ text, address }, at) => (
        <li key={at} className={styles.item}>
          {text ? <bdi>{text}</bdi> : <span className={styles.quiet}>{t("report.noLinkText")}</span>}
          <span className={styles.code} dir="ltr">
            {address}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is attached: named, never opened. */
export function AttachmentList({ attachments }: { attachments: ShownMail["attachments"] }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  if (attachments.length === 0)
    return <Caption1 className={styles.quiet}>{t("report.noAttachments")}</Caption1>;
  return (
    <ul className={styles.list} tabIndex={0} aria-label={t("report.view.attachments")}>
      {attachments.map(({ name, type, size }, at) => (
        <li key={at} className={styles.item}>
          <span dir="ltr">{name || <span className={styles.quiet}>{t("report.noName")}</span>}</span>
          <span className={styles.quiet}>
            <span dir="ltr">{type}</span> · {formatBytes(size, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The mail's headers in their order. */
export function HeaderList({ headers }: { headers: ShownMail["headers"] }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (headers.length === 0) return <Caption1 className={styles.quiet}>{t("report.noHeaders")}</Caption1>;
  return (
    <div className={styles.list} tabIndex={0} role="region" aria-label={t("report.view.headers")}>
      <dl className={styles.code}>
        {headers.map(({ name, value }, at) => (
          <div key={at} className={styles.item}>
            <dt className={styles.quiet} dir="ltr">
              {name}
            </dt>
            <dd className={styles.code} dir="ltr">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
