import { Button, makeStyles, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { ArrowUndo16Regular, Dismiss16Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { AllowedVerdict } from "../../../shared/contracts/organization.ts";
import { AddEntry } from "../joining/AddEntry.tsx";
import { AllowedRow } from "../joining/AllowedRow.tsx";
import { useTexts } from "../text-context.ts";
import type { Editing } from "./EditCard.tsx";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, maxHeight: "420px", overflowY: "auto" },
});

/** A domain need not be verified to come into the list; whoever adds a look-alike of theirs proves it by its record. */
const asDomain = ({ problem, ...verdict }: AllowedVerdict): AllowedVerdict => {
  if (verdict.kind === "address") return { ...verdict, problem: "invalid" };
  if (problem === "unverified") return verdict;
  if (problem === "lookAlike" && verdict.resembles) return { ...verdict, warning: "lookAlike" };
  return { ...verdict, ...(problem && { problem }) };
};

/** Adds and takes out domains; nothing holds before it is saved, and what was taken out can be put back. */
export function DomainsEditor({ draft, setDraft, seen, setHurdle }: Editing<string[]>) {
  const { t } = useTexts();
  const styles = useStyles();
  const [all, setAll] = useState(draft);
  const put = (name: string, into: boolean) => {
    const rest = draft.filter((one) => one !== name);
    setDraft(into ? [...rest, name] : rest);
    if (into && !all.includes(name)) setAll([...all, name]);
  };
  const gone = seen.domains.some(({ name }) => !draft.includes(name));
  return (
    <>
      <AddEntry
        label={t("settings.domains.add")}
        hint={t("settings.domains.add.hint")}
        judge={asDomain}
        isIn={(name) => draft.includes(name)}
        onAdd={({ entry }) => put(entry, true)}
        setHurdle={setHurdle}
      />
      <ul className={styles.list} aria-label={t("settings.domains")}>
        {all.map((name) => {
          const into = !draft.includes(name);
          return (
            <AllowedRow
              key={name}
              entry={name}
              kind="domain"
              organization={seen}
              gone={into}
              action={
                <Button
                  size="small"
                  appearance="subtle"
                  icon={into ? <ArrowUndo16Regular /> : <Dismiss16Regular />}
                  aria-label={t(into ? "allowed.undo.for" : "allowed.remove.for", { entry: name })}
                  onClick={() => put(name, into)}
                >
                  {into ? t("allowed.undo") : undefined}
                </Button>
              }
            />
          );
        })}
      </ul>
      {gone && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t("settings.domains.gone")}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
