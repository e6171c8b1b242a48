import { Button, Field, Input, makeStyles } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type AllowedVerdict, CheckAllowed } from "../../../shared/contracts/organization.ts";
import { api } from "../api.ts";
import { useErrorText } from "../pieces/use-error-text.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  row: { display: "flex", flexWrap: "wrap", gap: "8px" },
  input: { flex: "1 1 220px", minWidth: 0 },
});

interface AddEntryProps {
  label: string;
  hint: string;
  /** The verdict as it counts for this list. */
  judge?: (verdict: AllowedVerdict) => AllowedVerdict;
  isIn: (entry: string) => boolean;
  onAdd: (entry: Pick<AllowedVerdict, "entry" | "kind">) => void;
  setHurdle: (why: string | undefined) => void;
}

/** One more domain or address: judged by the server before it comes into the list. What needs a thought is asked twice. */
export function AddEntry({
  label,
  hint,
  judge = (verdict) => verdict,
  isIn,
  onAdd,
  setHurdle,
}: AddEntryProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [verdict, setVerdict] = useState<AllowedVerdict | null>(null);
  const check = useMutation({
    mutationFn: (entry: string) => api.call(CheckAllowed, { body: { entry } }),
  });
  const doubled = verdict !== null && !verdict.problem && isIn(verdict.entry);
  const warning = verdict && !verdict.problem && !doubled ? verdict.warning : undefined;

  function type(text: string) {
    setTyped(text);
    setVerdict(null);
    check.reset();
    setHurdle(text.trim() ? t("allowed.unfinished") : undefined);
  }
  function take(judged: AllowedVerdict) {
    onAdd(judged);
    type("");
    input.current?.focus();
  }
  function add() {
    const entry = typed.trim();
    if (!entry || check.isPending) return;
    if (warning && verdict) {
      take(verdict);
      return;
    }
    check.mutate(entry, {
      onSuccess: (verdictOf) => {
        const judged = judge(verdictOf);
        if (judged.problem ?? judged.warning ?? isIn(judged.entry)) setVerdict(judged);
        else take(judged);
      },
    });
  }

  function message(): string | undefined {
    if (check.error) return errorText(check.error);
    if (!verdict) return undefined;
    const values = { entry: verdict.entry, resembles: verdict.resembles ?? "" };
    if (doubled) return t("allowed.doubled", values);
    if (verdict.problem === "lookAlike" && verdict.resembles) return t("allowed.problem.resembles", values);
    if (verdict.problem) return t(`allowed.problem.${verdict.problem}`, values);
    if (verdict.warning === "publicMail") return t(`allowed.warning.publicMail.${verdict.kind}`, values);
    return verdict.warning && t("allowed.warning.lookAlike", values);
  }

  return (
    <Field
      label={label}
      hint={hint}
      validationState={message() === undefined ? "none" : warning ? "warning" : "error"}
      validationMessage={message()}
    >
      {(field) => (
        <div className={styles.row}>
          <Input
            {...field}
            ref={input}
            className={styles.input}
            value={typed}
            onChange={(_, { value }) => type(value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
            autoFocus
            dir="ltr"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <Button onClick={add} disabledFocusable={!typed.trim() || check.isPending}>
            {t(warning ? "allowed.add.anyway" : "allowed.add")}
          </Button>
        </div>
      )}
    </Field>
  );
}
