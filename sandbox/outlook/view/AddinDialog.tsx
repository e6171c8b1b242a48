import { Button, Dialog, DialogSurface, DialogTitle, makeStyles, tokens } from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import { localized } from "../manifest.ts";
import { AddinPage } from "./AddinPage.tsx";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  surface: {
    width: "min(560px, calc(100vw - 32px))",
    height: "min(560px, calc(100dvh - 64px))",
    maxWidth: "none",
    padding: 0,
    display: "flex",
    flexDirection: "column",
    overflow: "hidden",
  },
  bar: { display: "flex", alignItems: "center", padding: "6px 6px 6px 16px" },
  title: { flexGrow: 1, fontSize: tokens.fontSizeBase200 },
});

/** A dialog that the add-in opened in a frame. */
export function AddinDialog() {
  const styles = useStyles();
  const client = useClient();
  const { dialog, button, locale } = useClientState();
  const close = () => client.host.closeDialogByUser();
  if (!dialog) return null;
  const title = button ? localized(button.addinName, locale) : "Add-in";
  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface className={styles.surface}>
        <div className={styles.bar}>
          <DialogTitle as="h2" action={null} className={styles.title}>
            {title}
          </DialogTitle>
          <Button appearance="subtle" aria-label="Close" icon={<Dismiss20Regular />} onClick={close} />
        </div>
        <AddinPage key={dialog.identity.controlId} frame={dialog} title={title} />
      </DialogSurface>
    </Dialog>
  );
}
