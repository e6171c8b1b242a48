import { makeStyles, mergeClasses, tokens, Tooltip } from "@fluentui/react-components";

const useStyles = makeStyles({
  address: {
    position: "relative",
    display: "inline-flex",
    maxWidth: "100%",
    minWidth: 0,
    unicodeBidi: "isolate",
  },
  local: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "pre",
    flexShrink: 1,
    minWidth: "1.5em",
  },
  domain: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "pre",
    flexShrink: 0,
    maxWidth: "calc(100% - 1.5em)",
  },
  whole: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
    userSelect: "none",
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/**
 * An address on one line: where room lacks the local part is shortened, the domain stays in sight. Screen readers get
 * it whole, not in its two parts.
 */
export function Address({ email, quiet = false }: { email: string; quiet?: boolean }) {
  const styles = useStyles();
  const at = email.lastIndexOf("@");
  return (
    <Tooltip content={email} relationship="inaccessible">
      <span dir="ltr" className={mergeClasses(styles.address, quiet && styles.quiet)}>
        <span className={styles.whole}>{email}</span>
        <span aria-hidden className={styles.local}>
          {at < 0 ? email : email.slice(0, at)}
        </span>
        {at >= 0 && (
          <span aria-hidden className={styles.domain}>
            {email.slice(at)}
          </span>
        )}
      </span>
    </Tooltip>
  );
}

/** The name as it is written; without one, the address. */
export const nameOf = (user: { firstName: string; infix?: string; lastName: string; email: string }) =>
  [user.firstName, user.infix, user.lastName].filter(Boolean).join(" ") || user.email;

/** First letters of the first and the last word, also outside the Latin alphabet. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.@]+/).filter(Boolean);
  const first = words[0] ?? "";
  const last = words.length > 1 && !name.includes("@") ? (words.at(-1) ?? "") : "";
  return [first, last]
    .map((word) => Array.from(word)[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
