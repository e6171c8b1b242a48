import { Badge, Button, makeStyles } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { Programme, ScenarioOffered } from "../../../shared/contracts/programme.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { ArchiveDialog } from "./ArchiveDialog.tsx";
import { ProgrammeForm } from "./ProgrammeForm.tsx";
import { ProgrammeUse } from "./ProgrammeUse.tsx";
import { ProgrammeWords } from "./ProgrammeWords.tsx";
import { useChangeProgramme } from "./use-programme.ts";

const useStyles = makeStyles({
  actions: { display: "flex", flexWrap: "wrap", justifyContent: "flex-end", gap: "8px", flexShrink: 0 },
  action: { minWidth: "auto", marginBlock: "-2px" },
});

interface ProgrammeCardProps {
  programme: Programme;
  /** How many people have it, once that is known. */
  users: number | undefined;
  scenarios: readonly ScenarioOffered[];
  /** Those that people may have instead. */
  others: readonly Programme[];
  mayChange: boolean;
}

/** One programme: what will happen, and to whom; changed in its place. */
export function ProgrammeCard({ programme, users, scenarios, others, mayChange }: ProgrammeCardProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const [seen, setSeen] = useState<Programme | null>(null);
  const [archiving, setArchiving] = useState(false);
  const change = useChangeProgramme();
  const first = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const { name, archived, isDefault } = programme;

  useEffect(() => {
    if (seen ?? !back.current) return;
    back.current = false;
    first.current?.focus();
  }, [seen]);

  function offer() {
    change.mutate(
      { seen: programme, change: { archived: false } },
      { onSuccess: () => announce(t("programmes.said.offered", { name })) },
    );
  }
  const action = (key: "setting.edit" | "programmes.archive" | "programmes.offer", onClick: () => void) => (
    <Button
      key={key}
      {...(key !== "programmes.archive" && { ref: first })}
      size="small"
      className={styles.action}
      aria-label={t("programmes.act", { what: t(key), name })}
      onClick={onClick}
    >
      {t(key)}
    </Button>
  );
  return (
    <Card
      title={name}
      action={
        <div className={styles.actions}>
          {isDefault && (
            <Badge appearance="tint" color="brand">
              {t("programmes.default")}
            </Badge>
          )}
          {mayChange && !seen && !archived && action("setting.edit", () => setSeen(programme))}
          {mayChange &&
            !seen &&
            !archived &&
            !isDefault &&
            action("programmes.archive", () => setArchiving(true))}
          {mayChange && archived && action("programmes.offer", offer)}
        </div>
      }
    >
      {change.error && !isSignedOut(change.error) && (
        <ErrorBar title={t("setting.failed", { what: name })} error={change.error} />
      )}
      {seen ? (
        <ProgrammeForm
          seen={seen}
          scenarios={scenarios}
          onClose={() => {
            back.current = true;
            setSeen(null);
          }}
        />
      ) : (
        <>
          <ProgrammeWords programme={programme} scenarios={scenarios} />
          <ProgrammeUse programme={programme} users={users} />
        </>
      )}
      {archiving && (
        <ArchiveDialog
          programme={programme}
          others={others}
          onClose={() => setArchiving(false)}
          onArchived={() => {
            setArchiving(false);
            announce(t("programmes.said.archived", { name }));
          }}
        />
      )}
    </Card>
  );
}
