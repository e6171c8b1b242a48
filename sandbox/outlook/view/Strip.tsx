import { makeStyles } from "@fluentui/react-components";
import { Beaker16Regular, Clock16Regular } from "@fluentui/react-icons";
import { useProductTime } from "../../page/use-product-time.ts";
import { formatFull } from "../mail/times.ts";
import { strip } from "../theme.ts";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  strip: {
    flexShrink: 0,
    minHeight: "32px",
    boxSizing: "border-box",
    display: "flex",
    alignItems: "center",
    gap: "10px",
    padding: "4px 20px",
    backgroundColor: strip.ground,
    color: strip.text,
    fontSize: "12px",
    "@media (max-width: 700px)": { padding: "4px 14px" },
  },
  icon: { flexShrink: 0 },
  name: { fontWeight: 600 },
  quiet: {
    color: strip.quiet,
    flexGrow: 1,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    "@media (max-width: 900px)": { visibility: "hidden" },
    "@media (max-width: 700px)": { fontSize: 0 },
  },
  clock: { display: "flex", alignItems: "center", gap: "6px", color: strip.quiet, whiteSpace: "nowrap" },
  link: {
    color: strip.text,
    marginLeft: "14px",
    whiteSpace: "nowrap",
    padding: "4px 0",
    ":focus-visible": { outline: "2px solid #FFFFFF", outlineOffset: "2px", borderRadius: "2px" },
  },
});

/** Says on every screen that this is no real mail client, and leads back. */
export function Strip() {
  const styles = useStyles();
  const { config } = useClient();
  const time = useProductTime(useClientState().clock);
  return (
    <aside className={styles.strip} aria-label="Sandbox">
      <Beaker16Regular className={styles.icon} />
      <span className={styles.name}>Sandbox</span>
      <span className={styles.quiet}>
        This page plays a mail client so that the add-in can be tried. No mail leaves this machine.
      </span>
      <span className={styles.clock}>
        <Clock16Regular className={styles.icon} />
        <time dateTime={time.toISOString()} data-testid="clock">
          {formatFull(time)}
        </time>
      </span>
      <a className={styles.link} href={config.httpUrl}>
        Start page
      </a>
    </aside>
  );
}
