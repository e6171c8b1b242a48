import {
  Body1Strong,
  Button,
  makeStyles,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons";
import { useId, useState } from "react";
import {
  type ReportClass,
  reportClasses,
  type ReportClient,
  reportClients,
} from "../../../shared/after-report.ts";
import type { AfterReport, MoveChoice } from "../../../shared/contracts/after-report.ts";
import { useTexts } from "../text-context.ts";
import type { Editing } from "./EditCard.tsx";
import { MoveField } from "./MoveField.tsx";
import { tidy } from "./move-words.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px 16px",
    alignItems: "start",
    "@media (min-width: 640px)": { gridTemplateColumns: "repeat(2, minmax(0, 1fr))" },
  },
  exception: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "12px",
    display: "flex",
    flexDirection: "column",
    gap: "10px",
  },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    justifyContent: "space-between",
  },
  add: { alignSelf: "flex-start" },
});

/** Four choices for all clients; below them, for whoever needs it, other ones for a client. */
export function AfterReportFields({ draft, setDraft }: Editing<AfterReport>) {
  const { t } = useTexts();
  const styles = useStyles();
  // An exception that was just added says nothing yet, so it is no part of the draft.
  const [shown, setShown] = useState(() => reportClients.filter((client) => draft.clients?.[client]));
  const left = reportClients.filter((client) => !shown.includes(client));

  function except(client: ReportClient, kind: ReportClass, choice: MoveChoice | undefined) {
    const own = { ...draft.clients?.[client], [kind]: choice };
    setDraft(tidy({ ...draft, clients: { ...draft.clients, [client]: own } }));
  }

  return (
    <>
      <div className={styles.grid}>
        {reportClasses.map((kind, index) => (
          <MoveField
            key={kind}
            label={t(`settings.after.what.${kind}`)}
            hint={t(`settings.after.what.${kind}.hint`)}
            value={draft.all[kind]}
            autoFocus={index === 0}
            onChange={(choice) => {
              if (choice) setDraft(tidy({ ...draft, all: { ...draft.all, [kind]: choice } }));
            }}
          />
        ))}
      </div>
      {shown.map((client) => (
        <Exception
          key={client}
          client={client}
          own={draft.clients?.[client] ?? {}}
          onChange={(kind, choice) => except(client, kind, choice)}
          onRemove={() => {
            setShown(shown.filter((one) => one !== client));
            setDraft(tidy({ ...draft, clients: { ...draft.clients, [client]: undefined } }));
          }}
        />
      ))}
      {left.length > 0 && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton className={styles.add} appearance="subtle" icon={<Add20Regular />}>
              {t("settings.after.except")}
            </MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {left.map((client) => (
                <MenuItem
                  key={client}
                  onClick={() =>
                    setShown(reportClients.filter((one) => one === client || shown.includes(one)))
                  }
                >
                  {t(`settings.after.client.${client}`)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}

interface ExceptionProps {
  client: ReportClient;
  own: Partial<Record<ReportClass, MoveChoice | undefined>>;
  onChange: (kind: ReportClass, choice: MoveChoice | undefined) => void;
  onRemove: () => void;
}

function Exception({ client, own, onChange, onRemove }: ExceptionProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const title = useId();
  const name = t(`settings.after.client.${client}`);
  return (
    <div role="group" aria-labelledby={title} className={styles.exception}>
      <div className={styles.head}>
        <Body1Strong id={title}>{t("settings.after.only", { client: name })}</Body1Strong>
        <Button size="small" aria-label={t("settings.after.remove.for", { client: name })} onClick={onRemove}>
          {t("settings.after.remove")}
        </Button>
      </div>
      <div className={styles.grid}>
        {reportClasses.map((kind) => (
          <MoveField
            key={kind}
            label={t(`settings.after.what.${kind}`)}
            value={own[kind]}
            mayFollow
            onChange={(choice) => onChange(kind, choice)}
          />
        ))}
      </div>
    </div>
  );
}
