import { makeStyles } from "@fluentui/react-components";
import { useCallback } from "react";
import type { AddinFrame } from "../host/addin-frame.ts";

const useStyles = makeStyles({
  frame: { flexGrow: 1, width: "100%", minHeight: 0, border: "none", display: "block" },
});

/** The add-in's page. Its name has to stand before it loads: office.js reads the channel from it. */
export function AddinPage({ frame, title }: { frame: AddinFrame; title: string }) {
  const styles = useStyles();
  const attach = useCallback(
    (element: HTMLIFrameElement | null) => frame.attach(() => element?.contentWindow ?? null),
    [frame],
  );
  return (
    <iframe
      ref={attach}
      title={title}
      name={frame.name}
      src={frame.url}
      className={styles.frame}
      allow="clipboard-read; clipboard-write"
      sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads"
    />
  );
}
