import {
  Body1Strong,
  Caption1,
  Checkbox,
  Field,
  Input,
  Label,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  tokens,
} from "@fluentui/react-components";
import { useId, useState } from "react";
import {
  mostWeeks,
  type NewProgramme,
  type Programme,
  type ScenarioOffered,
} from "../../../shared/contracts/programme.ts";
import { isSignedOut } from "../api.ts";
import { EditFrame } from "../pieces/EditFrame.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { ProgrammeWords } from "./ProgrammeWords.tsx";
import { isNameTaken, programmeMeanwhile, useAddProgramme, useChangeProgramme } from "./use-programme.ts";

const useStyles = makeStyles({
  boxes: { display: "flex", flexDirection: "column" },
  narrow: { maxWidth: "220px" },
  box: { display: "flex", flexDirection: "column" },
  quiet: { color: tokens.colorNeutralForeground2 },
});
const offeredWeeks = [1, 2, 3, 4, 6, 8, 13, mostWeeks];
const longestName = 120;

interface FormProps {
  /** The programme as it was when the editing began; without it a new one is made. */
  seen?: Programme;
  scenarios: readonly ScenarioOffered[];
  onClose: () => void;
}

const usualWeeks = 2;

/** Name, rhythm and scenarios. Where somebody else changed them meanwhile, both stand side by side. */
export function ProgrammeForm({ seen, scenarios, onClose }: FormProps) {
  const { t, counted, language } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const group = useId();
  const all = scenarios.map(({ key }) => key);
  const [draft, setDraft] = useState(seen ?? { name: "", scenarios: all, everyWeeks: usualWeeks });
  const add = useAddProgramme();
  const change = useChangeProgramme();
  const { error, isPending } = seen ? change : add;
  const theirs = programmeMeanwhile(error);
  const why =
    draft.name.trim() === ""
      ? t("programme.noName")
      : draft.scenarios.length === 0
        ? t("programme.none")
        : undefined;
  // A rhythm that was set by a script stands in the list too.
  const weeks = [...new Set([...offeredWeeks, draft.everyWeeks])].sort((a, b) => a - b);

  function save(base: Programme | undefined) {
    if (isPending || why !== undefined) return;
    const { name, scenarios: chosen, everyWeeks } = draft;
    const fields = { name: name.trim(), scenarios: chosen, everyWeeks };
    const onSuccess = () => {
      announce(t("setting.saved", { what: fields.name }));
      onClose();
    };
    if (base) change.mutate({ seen: base, change: fields }, { onSuccess });
    else add.mutate(fields, { onSuccess });
  }
  const words = (programme: Required<NewProgramme>) => (
    <>
      <Body1Strong block>
        <bdi>{programme.name}</bdi>
      </Body1Strong>
      <ProgrammeWords programme={programme} scenarios={scenarios} />
    </>
  );

  return (
    <EditFrame
      saving={isPending}
      why={why}
      conflict={
        theirs && {
          question: t("setting.conflict"),
          theirs: words(theirs),
          onTheirs: onClose,
          mine: words(draft),
          onMine: () => save(theirs),
        }
      }
      onSave={() => save(theirs ?? seen)}
      onClose={onClose}
    >
      <Field
        label={t("programme.name")}
        {...(isNameTaken(error) && { validationMessage: t("programme.taken") })}
      >
        <Input
          value={draft.name}
          maxLength={longestName}
          dir="auto"
          autoFocus
          onChange={(_, { value }) => setDraft({ ...draft, name: value })}
        />
      </Field>
      <Field label={t("programme.rhythm")} hint={t("programme.rhythm.hint")}>
        <Select
          className={styles.narrow}
          value={String(draft.everyWeeks)}
          onChange={(_, { value }) => setDraft({ ...draft, everyWeeks: Number(value) })}
        >
          {weeks.map((n) => (
            <option key={n} value={n}>
              {counted("programme.weeks", n)}
            </option>
          ))}
        </Select>
      </Field>
      <div role="group" aria-labelledby={group} className={styles.boxes}>
        <Label id={group}>{t("programme.scenarios")}</Label>
        {scenarios.map(({ key, difficulty, contents }) => {
          const content = contents.find((one) => one.language === language);
          return (
            <Checkbox
              key={key}
              checked={draft.scenarios.includes(key)}
              label={
                <span className={styles.box}>
                  <span>{content?.subject ?? key}</span>
                  <Caption1 className={styles.quiet}>
                    {t("programme.from", {
                      sender: content?.senderName ?? "",
                      difficulty: t(`programme.difficulty.${difficulty}`),
                    })}
                  </Caption1>
                </span>
              }
              onChange={(_, { checked }) =>
                setDraft({
                  ...draft,
                  scenarios: scenarios
                    .map((one) => one.key)
                    .filter((one) => (one === key ? checked === true : draft.scenarios.includes(one))),
                })
              }
            />
          );
        })}
      </div>
      {seen && draft.everyWeeks !== seen.everyWeeks && !theirs && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t("programme.replan")}</MessageBarBody>
        </MessageBar>
      )}
      {error && !theirs && !isNameTaken(error) && !isSignedOut(error) && (
        <ErrorBar title={t("setting.failed", { what: seen?.name ?? t("programmes.new") })} error={error} />
      )}
    </EditFrame>
  );
}
