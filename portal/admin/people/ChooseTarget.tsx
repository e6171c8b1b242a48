import { Body1, Spinner } from "@fluentui/react-components";
import { ChoiceField } from "../pieces/ChoiceField.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import type { ActionTarget } from "./action-targets.ts";

interface ChooseTargetProps {
  target: ActionTarget;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** Which group, or whatever else the action gives or takes. */
export function ChooseTarget({ target, value, onChange }: ChooseTargetProps) {
  const { t } = useTexts();
  const { choices, error } = target.useChoices();
  if (error) return <ErrorBar title={t("actions.target.failed")} error={error} />;
  if (!choices) return <Spinner size="small" label={t("loading")} labelPosition="after" />;
  if (choices.length === 0) return <Body1 block>{t(target.none)}</Body1>;
  return (
    <ChoiceField label={t(target.label)} choices={choices} value={value} onChange={onChange} autoFocus />
  );
}
