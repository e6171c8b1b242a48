import { makeStyles } from "@fluentui/react-components";
import { ShieldCheckmark20Regular } from "@fluentui/react-icons";
import { tokens } from "../../../ui/tokens.ts";
import type { Look } from "../look.ts";
import { usePane } from "../pane-context.ts";
import { PlainLink } from "./PlainLink.tsx";

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
  link: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
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
      <PlainLink className={styles.link} onClick={() => pane.ask("data")}>
        <ShieldCheckmark20Regular aria-hidden="true" />
        {t(joining.includes(look) ? "footer.joining" : "footer.reporting")}
      </PlainLink>
    </footer>
  );
}
