import { MessageBar, MessageBarBody, MessageBarGroup, Spinner, makeStyles } from "@fluentui/react-components";
import type { Notice } from "../host/notices.ts";

const useStyles = makeStyles({ group: { flexShrink: 0, display: "grid" } });

/** What the add-in says above the open mail. */
export function Notices({ notices }: { notices: Notice[] }) {
  const styles = useStyles();
  if (notices.length === 0) return null;
  return (
    <MessageBarGroup className={styles.group}>
      {notices.map(({ key, kind, message }) => (
        <MessageBar
          key={key}
          intent={kind === "error" ? "error" : "info"}
          icon={kind === "progress" ? <Spinner size="extra-tiny" /> : undefined}
          shape="square"
        >
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}
