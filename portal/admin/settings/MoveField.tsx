import { Dropdown, Field, Input, makeStyles, Option, tokens } from "@fluentui/react-components";
import { moveTargets } from "../../../shared/after-report.ts";
import type { MoveChoice } from "../../../shared/contracts/after-report.ts";
import { folderNameProblem } from "../../../shared/folder-name.ts";
import { useTexts } from "../text-context.ts";
import { moveIcons } from "./move-icons.tsx";

const useStyles = makeStyles({
  field: { display: "flex", flexDirection: "column", gap: "6px", minWidth: 0 },
  drop: { minWidth: "0" },
  option: { display: "flex", alignItems: "center", gap: "8px" },
  icon: { display: "flex", color: tokens.colorNeutralForeground2, flexShrink: 0 },
});

interface MoveFieldProps {
  /** Which mails it is about. */
  label: string;
  hint?: string | undefined;
  /** Undefined: as for all clients, where `mayFollow` offers that. */
  value: MoveChoice | undefined;
  mayFollow?: boolean;
  autoFocus?: boolean;
  onChange: (value: MoveChoice | undefined) => void;
}

/** Where mails of one class go: one of four, and the folder's name where it is one of the organization's own. */
export function MoveField({ label, hint, value, mayFollow = false, autoFocus, onChange }: MoveFieldProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const words = value ? t(`settings.after.to.${value.to}`) : t("settings.after.follow");
  const folder = value?.to === "customFolder" ? value.folder : undefined;
  const problem = folder === undefined || folder === "" ? undefined : folderNameProblem(folder);
  return (
    <div className={styles.field}>
      <Field label={label} hint={hint}>
        <Dropdown
          className={styles.drop}
          autoFocus={autoFocus}
          value={words}
          selectedOptions={[value?.to ?? ""]}
          onOptionSelect={(_, { optionValue }) => {
            const to = moveTargets.find((one) => one === optionValue);
            if (!to) onChange(undefined);
            else if (to !== value?.to) onChange(to === "customFolder" ? { to, folder: "" } : { to });
          }}
        >
          {mayFollow && (
            <Option value="" text={t("settings.after.follow")}>
              {t("settings.after.follow")}
            </Option>
          )}
          {moveTargets.map((to) => (
            <Option key={to} value={to} text={t(`settings.after.to.${to}`)}>
              <span className={styles.option}>
                <span className={styles.icon}>{moveIcons[to]}</span>
                {t(`settings.after.to.${to}`)}
              </span>
            </Option>
          ))}
        </Dropdown>
      </Field>
      {folder !== undefined && (
        <Field
          label={t("settings.after.folder", { what: label })}
          hint={t("settings.after.folder.hint")}
          size="small"
          {...(problem && {
            validationMessage: t(`settings.after.folder.${problem}`),
            validationState: "error" as const,
          })}
        >
          <Input
            value={folder}
            dir="auto"
            autoComplete="off"
            onChange={(_, data) => onChange({ to: "customFolder", folder: data.value })}
          />
        </Field>
      )}
    </div>
  );
}
