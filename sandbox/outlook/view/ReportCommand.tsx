import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Link,
  Spinner,
  Textarea,
  Tooltip,
  makeStyles,
} from "@fluentui/react-components";
import { ShieldError20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { reportWithCommand } from "../client/report-command.ts";
import { type ReportSurface, localized } from "../manifest.ts";
import { AddinPage } from "./AddinPage.tsx";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "440px" },
  content: { display: "grid", gap: "16px" },
  options: { display: "grid", justifyItems: "start" },
  // It runs out of sight, as in Outlook.
  runtime: { position: "absolute", width: 0, height: 0, overflow: "hidden", visibility: "hidden" },
  button: { whiteSpace: "nowrap", minWidth: "max-content" },
});

/** Outlook's own report button, with the words of the add-in's manifest. */
export function ReportCommandButton({ surface }: { surface: ReportSurface }) {
  const styles = useStyles();
  const client = useClient();
  const { selectedId, writing, locale } = useClientState();
  const ready = selectedId !== null && !writing;
  return (
    <Tooltip
      content={ready ? localized(surface.tip, locale) : "Open a mail first."}
      relationship="description"
    >
      <Button
        appearance="subtle"
        className={styles.button}
        disabledFocusable={!ready}
        icon={<ShieldError20Regular />}
        onClick={() => reportWithCommand(client, surface).ask()}
      >
        {localized(surface.label, locale)}
      </Button>
    </Tooltip>
  );
}

/** The dialogs before and after, and the page in between that runs the function. */
export function ReportCommandDialogs() {
  const styles = useStyles();
  const client = useClient();
  const { report, button } = useClientState();
  const surface = button?.report;
  if (!report || !surface) return null;
  const close = () => client.showReport(null);
  const dismissable = report.phase !== "running";
  return (
    <Dialog open modalType={dismissable ? "modal" : "alert"} onOpenChange={() => dismissable && close()}>
      <DialogSurface className={styles.surface}>
        {report.phase === "asking" && <Asking key={report.message} surface={surface} />}
        {report.phase === "running" && (
          <DialogBody>
            <DialogTitle>Reporting</DialogTitle>
            <DialogContent>
              <Spinner label="Reporting this mail" />
              <div className={styles.runtime}>
                <AddinPage frame={report.frame} title="Report command" />
              </div>
            </DialogContent>
          </DialogBody>
        )}
        {report.phase === "done" && (
          <DialogBody>
            <DialogTitle>{report.title}</DialogTitle>
            <DialogContent>{report.description}</DialogContent>
            <DialogActions>
              <Button appearance="primary" onClick={close}>
                OK
              </Button>
            </DialogActions>
          </DialogBody>
        )}
      </DialogSurface>
    </Dialog>
  );
}

function Asking({ surface }: { surface: ReportSurface }) {
  const styles = useStyles();
  const client = useClient();
  const { locale } = useClientState();
  const [ticked, setTicked] = useState(() => surface.options.map(() => false));
  const [freeText, setFreeText] = useState("");
  const command = reportWithCommand(client, surface);
  const say = (text: ReportSurface["title"]) => localized(text, locale);
  const tick = (index: number) => setTicked(ticked.map((was, at) => (at === index ? !was : was)));
  return (
    <DialogBody>
      <DialogTitle>{say(surface.title)}</DialogTitle>
      <DialogContent className={styles.content}>
        {say(surface.description)}
        <div role="group" aria-label={say(surface.optionsTitle)} className={styles.options}>
          <strong>{say(surface.optionsTitle)}</strong>
          {surface.options.map((option, index) => (
            <Checkbox
              key={say(option)}
              label={say(option)}
              checked={ticked[index] ?? false}
              onChange={() => tick(index)}
            />
          ))}
        </div>
        <Field label={say(surface.freeTextLabel)}>
          <Textarea value={freeText} onChange={(_event, { value }) => setFreeText(value)} />
        </Field>
        <Link href={say(surface.moreUrl)} target="_blank" rel="noopener">
          {say(surface.moreText)}
        </Link>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={() => void command.send(ticked, freeText)}>
          Report
        </Button>
        <Button onClick={() => command.cancel()}>Cancel</Button>
      </DialogActions>
    </DialogBody>
  );
}
