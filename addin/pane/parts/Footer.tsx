import { Link, makeStyles, tokens } from "@fluentui/react-components";
import { ShieldCheckmark20Regular } from "@fluentui/react-icons";
import type { Look } from "../look.ts";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  footer: {
    display: "flex",
    alignItems: "center",
    boxSizing: "border-box",
    height: "40px",
    flexShrink: 0,
    padding: `0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "24px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    textAlign: "start",
    "@media (pointer: coarse)": { minHeight: "40px" },
  },
});

const joining: readonly Look[] = [
  "join",
  "welcomeQueued",
  "welcomeSent",
  "welcomeRefused",
  "welcomeInDoubt",
  "starting",
];

/** What happens to the data is always one press away. */
export function Footer() {
  const { pane, look, t } = usePane();
  const styles = useStyles();
  return (
    <footer className={styles.footer}>
      <Link as="button" appearance="subtle" className={styles.link} onClick={() => pane.ask("data")}>
        <ShieldCheckmark20Regular aria-hidden="true" />
        {t(joining.includes(look) ? "footer.joining" : "footer.reporting")}
      </Link>
    </footer>
  );
}
