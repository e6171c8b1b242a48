import { Button, makeStyles, Skeleton, SkeletonItem } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { Programme } from "../../../shared/contracts/programme.ts";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { ProgrammeForm } from "./ProgrammeForm.tsx";
import { ProgrammeWords } from "./ProgrammeWords.tsx";
import { useProgrammes } from "./use-programme.ts";

const useStyles = makeStyles({
  edit: { minWidth: "auto", flexShrink: 0, marginBlock: "-2px" },
});

/** Which practice mails people get after the Welcome one, and how often. */
export function ProgrammeCard() {
  const { t } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("programme.change");
  const { data, error, refetch } = useProgrammes();
  const [seen, setSeen] = useState<Programme | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const programme = data?.items.find(({ isDefault }) => isDefault);

  useEffect(() => {
    if (seen ?? !back.current) return;
    back.current = false;
    edit.current?.focus();
  }, [seen]);

  return (
    <Card
      title={t("programme.title")}
      hint={programme?.name}
      action={
        mayChange &&
        programme &&
        !seen && (
          <Button
            ref={edit}
            size="small"
            className={styles.edit}
            aria-label={t("setting.edit.for", { what: t("programme.title") })}
            onClick={() => setSeen(programme)}
          >
            {t("setting.edit")}
          </Button>
        )
      }
    >
      {error && !data && !isSignedOut(error) && (
        <ErrorBar title={t("programme.error")} error={error} onAgain={() => void refetch()} />
      )}
      {!data && !error && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem style={{ height: 84, borderRadius: 8 }} />
        </Skeleton>
      )}
      {data && seen && (
        <ProgrammeForm
          seen={seen}
          scenarios={data.scenarios}
          onClose={() => {
            back.current = true;
            setSeen(null);
          }}
        />
      )}
      {data && programme && !seen && <ProgrammeWords programme={programme} scenarios={data.scenarios} />}
    </Card>
  );
}
