import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
} from "@fluentui/react-components";
import { useState } from "react";
import { Unit } from "../../../shared/contracts/structure.ts";
import { isBringing, type StructureKind } from "../../../shared/structure.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useProgrammes } from "../programme/use-programme.ts";
import { useTexts } from "../text-context.ts";
import { useAddUnit, useChangeUnit } from "./use-structure.ts";

const longestName = 120;
const longestCode = 40;
const useStyles = makeStyles({ content: { display: "flex", flexDirection: "column", gap: "12px" } });

interface UnitDialogProps {
  kind: StructureKind;
  /** The one that is renamed; without it a new one is made. */
  unit?: Unit | undefined;
  onClose: () => void;
  onSaved: (unit: Unit) => void;
}

/** The unit as somebody else has just made it. */
function meanwhile(error: unknown): Unit | null {
  if (!(error instanceof ApiError) || error.code !== "version_conflict") return null;
  return Unit.safeParse(error.problem?.current).data ?? null;
}

const takenField = (error: unknown): string | undefined =>
  error instanceof ApiError && error.code === "already_exists"
    ? error.problem?.violations?.[0]?.path
    : undefined;

/** Name and code, and for functions and groups the programme that they bring. What is taken is said at its field; what somebody else wrote meanwhile is shown before it is overwritten. */
export function UnitDialog({ kind, unit, onClose, onSaved }: UnitDialogProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const [name, setName] = useState(unit?.name ?? "");
  const [code, setCode] = useState(unit?.code ?? "");
  const [programme, setProgramme] = useState(unit?.programme ?? "");
  const add = useAddUnit(kind);
  const change = useChangeUnit(kind);
  const { error, isPending } = unit ? change : add;
  const theirs = meanwhile(change.error);
  const taken = takenField(error);
  const ready = name.trim() !== "" && !isPending;

  function save() {
    if (!ready) return;
    const fields = { name: name.trim(), code: code.trim() };
    const brings = isBringing(kind) && { programme: programme || null };
    if (unit)
      change.mutate({ unit: theirs ?? unit, change: { ...fields, ...brings } }, { onSuccess: onSaved });
    else
      add.mutate(
        { name: fields.name, ...(fields.code && { code: fields.code }), ...(programme && { programme }) },
        { onSuccess: onSaved },
      );
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <DialogBody>
            <DialogTitle>
              {unit ? t("structure.edit.title", { name: unit.name }) : t(`structure.add.${kind}`)}
            </DialogTitle>
            <DialogContent className={styles.content}>
              <Field
                label={t("structure.name")}
                required
                {...(taken === "$.name" && { validationMessage: t("structure.taken.name") })}
              >
                <Input
                  value={name}
                  maxLength={longestName}
                  autoFocus
                  dir="auto"
                  onChange={(_, { value }) => setName(value)}
                />
              </Field>
              <Field
                label={t("structure.codeField")}
                hint={t("structure.codeField.hint")}
                {...(taken === "$.code" && { validationMessage: t("structure.taken.code") })}
              >
                <Input
                  value={code}
                  maxLength={longestCode}
                  dir="ltr"
                  onChange={(_, { value }) => setCode(value)}
                />
              </Field>
              {isBringing(kind) && <ProgrammeField value={programme} onChange={setProgramme} />}
              {theirs && (
                <MessageBar intent="warning" layout="multiline" role="alert">
                  <MessageBarBody>{t("structure.conflict", { name: theirs.name })}</MessageBarBody>
                </MessageBar>
              )}
              {error && !theirs && taken === undefined && (
                <ErrorBar title={t("structure.failed")} error={error} />
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t("structure.cancel")}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={!ready}>
                {t("structure.save")}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** Which programme its people get, unless another one goes before it. */
function ProgrammeField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTexts();
  const { data } = useProgrammes();
  const offered = data?.items.filter(({ archived, id }) => !archived || id === value) ?? [];
  return (
    <Field label={t("structure.programme")} hint={t("structure.programme.hint")}>
      <Select value={value} disabled={!data} onChange={(_, chosen) => onChange(chosen.value)}>
        <option value="">{t("structure.programme.none")}</option>
        {offered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
