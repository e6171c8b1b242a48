import {
  Body1,
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Dropdown,
  Field,
  makeStyles,
  Option,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { Unit } from "../../../shared/contracts/structure.ts";
import type { StructureKind } from "../../../shared/structure.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { useChangeUnit } from "./use-structure.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface MergeDialogProps {
  kind: StructureKind;
  unit: Unit;
  /** Those that it may be merged into. */
  others: readonly Unit[];
  onClose: () => void;
  onMerged: (into: Unit) => void;
}

/** Where the people of one go, and how many, before it is done. */
export function MergeDialog({ kind, unit, others, onClose, onMerged }: MergeDialogProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const [into, setInto] = useState<Unit | null>(null);
  const merge = useChangeUnit(kind);
  const ready = into !== null && !merge.isPending;
  const plan = unit.users === 0 ? t("structure.merge.nobody") : counted("structure.merge.plan", unit.users);
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{t("structure.merge.title", { name: unit.name })}</DialogTitle>
          <DialogContent className={styles.content}>
            <Field label={t("structure.merge.into")}>
              <Dropdown
                placeholder={t("structure.merge.choose")}
                onOptionSelect={(_, { optionValue }) =>
                  setInto(others.find(({ id }) => id === optionValue) ?? null)
                }
              >
                {others.map(({ id, name }) => (
                  <Option key={id} value={id}>
                    {name}
                  </Option>
                ))}
              </Dropdown>
            </Field>
            <Body1>{plan}</Body1>
            <Caption1 className={styles.quiet}>{t("structure.merge.removed")}</Caption1>
            {merge.error && <ErrorBar title={t("structure.merge.failed")} error={merge.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t("structure.cancel")}</Button>
            <Button
              appearance="primary"
              disabledFocusable={!ready}
              onClick={() => {
                if (into && ready)
                  merge.mutate({ unit, change: { mergeInto: into.id } }, { onSuccess: () => onMerged(into) });
              }}
            >
              {t("structure.merge")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
