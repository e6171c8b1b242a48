import { Body1, Button, Caption1, makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { Add16Regular, ArrowUndo16Regular, Dismiss16Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { Editing } from "../settings/EditCard.tsx";
import { useTexts } from "../text-context.ts";
import { AddEntry } from "./AddEntry.tsx";
import type { Allowed } from "./AllowedCard.tsx";
import { AllowedRow } from "./AllowedRow.tsx";

/** From so many on a box helps to find one of them. */
const manyEntries = 20;
const mostShown = 100;
const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, maxHeight: "420px", overflowY: "auto" },
  own: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface Entry {
  entry: string;
  kind: "domain" | "address";
}
const entriesOf = ({ domains, addresses }: Allowed): Entry[] => [
  ...domains.map((entry) => ({ entry, kind: "domain" as const })),
  ...addresses.map((entry) => ({ entry, kind: "address" as const })),
];

/** Adds and takes out domains and addresses; nothing holds before it is saved, and what was taken out can be put back. */
export function AllowedEditor({ draft, setDraft, seen, setHurdle }: Editing<Allowed>) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const [all, setAll] = useState(() => entriesOf(draft));
  const [sought, setSought] = useState("");
  const isIn = ({ entry, kind }: Entry) =>
    (kind === "domain" ? draft.domains : draft.addresses).includes(entry);
  const put = (which: Entry, into: boolean) => {
    const list = kindOf(which);
    const rest = draft[list].filter((entry) => entry !== which.entry);
    setDraft({ ...draft, [list]: into ? [...rest, which.entry] : rest });
    if (into && !all.some(({ entry }) => entry === which.entry)) setAll([...all, which]);
  };
  const found = all.filter(({ entry }) => entry.includes(sought.trim().toLowerCase()));
  const unused = seen.domains.filter(({ name, verified }) => verified && !draft.domains.includes(name));

  return (
    <>
      <AddEntry
        label={t("allowed.add.label")}
        hint={t("allowed.add.hint")}
        isIn={(entry) => all.some((one) => one.entry === entry && isIn(one))}
        onAdd={(one) => put(one, true)}
        setHurdle={setHurdle}
      />
      {unused.length > 0 && (
        <div className={styles.own}>
          <Caption1 className={styles.quiet}>{t("allowed.own")}</Caption1>
          {unused.map(({ name }) => (
            <Button
              key={name}
              size="small"
              icon={<Add16Regular />}
              onClick={() => put({ entry: name, kind: "domain" }, true)}
            >
              <span dir="ltr">{name}</span>
            </Button>
          ))}
        </div>
      )}
      {all.length > manyEntries && (
        <SearchBox
          value={sought}
          onChange={(_, { value }) => setSought(value)}
          placeholder={t("allowed.find")}
          aria-label={t("allowed.find")}
        />
      )}
      {all.length === 0 && <Body1 className={styles.quiet}>{t("joining.allowed.none")}</Body1>}
      <ul className={styles.list} aria-label={t("joining.allowed")}>
        {found.slice(0, mostShown).map((one) => {
          const into = !isIn(one);
          return (
            <AllowedRow
              key={one.entry}
              {...one}
              organization={seen}
              gone={into}
              action={
                <Button
                  size="small"
                  appearance="subtle"
                  icon={into ? <ArrowUndo16Regular /> : <Dismiss16Regular />}
                  aria-label={t(into ? "allowed.undo.for" : "allowed.remove.for", { entry: one.entry })}
                  onClick={() => put(one, into)}
                >
                  {into ? t("allowed.undo") : undefined}
                </Button>
              }
            />
          );
        })}
      </ul>
      {found.length > mostShown && (
        <Caption1 className={styles.quiet}>
          {counted("joining.allowed.more", found.length - mostShown)}
        </Caption1>
      )}
    </>
  );
}

const kindOf = ({ kind }: Entry) => (kind === "domain" ? "domains" : "addresses");
