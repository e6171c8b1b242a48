import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Select,
} from "@fluentui/react-components";
import { useState } from "react";
import type { Programme } from "../../../shared/contracts/programme.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { useChangeProgramme } from "./use-programme.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px", paddingBottom: "8px" },
});
const none = "none";

interface ArchiveDialogProps {
  programme: Programme;
  /** Those that people may have instead. */
  others: readonly Programme[];
  onClose: () => void;
  onArchived: () => void;
}

/** Takes a programme out of use. Where anybody has it, it is said first what they have instead. */
export function ArchiveDialog({ programme, others, onClose, onArchived }: ArchiveDialogProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const [instead, setInstead] = useState(none);
  const change = useChangeProgramme();
  const { byHand, broughtBy, name } = programme;
  // A removed person may have it too, which only the server knows.
  const refused = change.error instanceof ApiError && change.error.code === "in_use";
  const inUse = byHand > 0 || broughtBy.length > 0 || refused;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{t("programmes.archive.title", { name })}</DialogTitle>
          <DialogContent className={styles.content}>
            <Body1 block>{t(inUse ? "programmes.archive.used" : "programmes.archive.unused")}</Body1>
            {byHand > 0 && <Body1 block>{counted("programmes.byHand", byHand)}</Body1>}
            {broughtBy.length > 0 && (
              <Body1 block>
                {t("programmes.archive.broughtBy", { names: broughtBy.map((unit) => unit.name).join(", ") })}
              </Body1>
            )}
            {inUse && (
              <Field label={t("programmes.archive.instead")}>
                <Select value={instead} onChange={(_, { value }) => setInstead(value)}>
                  <option value={none}>{t("programmes.archive.none")}</option>
                  {others.map((other) => (
                    <option key={other.id} value={other.id}>
                      {other.name}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            {change.error && !refused && (
              <ErrorBar title={t("programmes.archive.failed")} error={change.error} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} autoFocus>
              {t("actions.cancel")}
            </Button>
            <Button
              appearance="primary"
              disabledFocusable={change.isPending}
              onClick={() =>
                change.mutate(
                  {
                    seen: programme,
                    change: {
                      archived: true,
                      ...(inUse && { moveTo: instead === none ? null : instead }),
                    },
                  },
                  { onSuccess: onArchived },
                )
              }
            >
              {t("programmes.archive")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
