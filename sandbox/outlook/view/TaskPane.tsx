import { Button, ToggleButton, Tooltip, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Dismiss20Regular, Pin20Filled, Pin20Regular } from "@fluentui/react-icons";
import { useCallback } from "react";
import type { AddinFrame } from "../host/addin-frame.ts";
import { localized } from "../manifest.ts";
import { AddinPage } from "./AddinPage.tsx";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  pane: {
    width: "clamp(320px, 23.5vw, 450px)",
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    overflow: "hidden",
  },
  bar: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    gap: "2px",
    padding: "4px 6px 4px 16px",
    backgroundColor: tokens.colorNeutralBackground3,
  },
  title: { flexGrow: 1, margin: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  scrim: { position: "fixed", inset: 0, backgroundColor: tokens.colorBackgroundOverlay, zIndex: 4 },
  sheet: {
    position: "fixed",
    insetInline: 0,
    bottom: 0,
    height: "min(77dvh, 640px)",
    width: "auto",
    borderRadius: "16px 16px 0 0",
    boxShadow: tokens.shadow64,
    zIndex: 5,
  },
  handle: { flexGrow: 1, display: "flex", justifyContent: "center", paddingLeft: "32px" },
  grip: { width: "38px", height: "4px", borderRadius: "2px", backgroundColor: tokens.colorNeutralStroke1 },
  sheetBar: { backgroundColor: "transparent", padding: "2px 6px 0" },
});

/** The add-in beside the mail; on a phone a sheet over it. */
export function TaskPane({ frame, narrow }: { frame: AddinFrame; narrow: boolean }) {
  const styles = useStyles();
  const client = useClient();
  const { button, pinned, locale } = useClientState();
  const title = button ? localized(button.addinName, locale) : "Add-in";
  const close = useCallback(() => client.closePane(), [client]);
  return (
    <>
      {narrow && <div className={styles.scrim} onClick={close} />}
      <aside className={mergeClasses(styles.pane, narrow && styles.sheet)} aria-label={`${title} add-in`}>
        <div className={mergeClasses(styles.bar, narrow && styles.sheetBar)}>
          {narrow ? (
            <span className={styles.handle}>
              <span className={styles.grip} />
            </span>
          ) : (
            <h2 className={styles.title}>{title} add-in</h2>
          )}
          {!narrow && button?.pinnable && (
            <Tooltip
              content={pinned ? "Unpin: closes with the mail" : "Pin: stays when another mail opens"}
              relationship="description"
            >
              <ToggleButton
                appearance="subtle"
                size="small"
                aria-label="Pin"
                checked={pinned}
                icon={pinned ? <Pin20Filled /> : <Pin20Regular />}
                onClick={() => client.pin(!pinned)}
              />
            </Tooltip>
          )}
          <Button
            appearance="subtle"
            size="small"
            aria-label={`Close ${title}`}
            icon={<Dismiss20Regular />}
            onClick={close}
          />
        </div>
        <AddinPage frame={frame} title={title} />
      </aside>
    </>
  );
}
