import { Button, ToggleButton, Tooltip, makeStyles, tokens } from "@fluentui/react-components";
import { PuzzlePiece20Regular } from "@fluentui/react-icons";
import { localized } from "../manifest.ts";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  icon: { width: "20px", height: "20px", display: "block" },
  on: { backgroundColor: tokens.colorNeutralBackground1Selected },
});

/** The add-in's button, with the words and the picture of its manifest. Like Outlook's, it wants an open mail. */
export function AddinButton({ iconOnly = false }: { iconOnly?: boolean }) {
  const styles = useStyles();
  const client = useClient();
  const { button, pane, selectedId, writing, locale } = useClientState();
  const { withoutAddin } = client;
  if (withoutAddin)
    return (
      <Tooltip content={withoutAddin} relationship="description">
        <Button appearance="subtle" icon={<PuzzlePiece20Regular />} disabledFocusable>
          {iconOnly ? null : "No add-in"}
        </Button>
      </Tooltip>
    );
  if (!button) return null;
  const label = localized(button.label, locale);
  const ready = selectedId !== null && !writing;
  return (
    <Tooltip
      content={ready ? localized(button.tip, locale) : "Open a mail first."}
      relationship="description"
    >
      <ToggleButton
        appearance="subtle"
        aria-label={label}
        checked={pane !== null}
        className={pane ? styles.on : undefined}
        disabledFocusable={!ready && !pane}
        icon={<img className={styles.icon} src={button.icon} alt="" />}
        onClick={() => (pane ? client.closePane() : client.openPane())}
      >
        {iconOnly ? null : label}
      </ToggleButton>
    </Tooltip>
  );
}
