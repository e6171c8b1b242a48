import { Body1, Caption1, Field, makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import { StandingBadge } from "../people/StandingBadge.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Address, nameOf } from "../pieces/Person.tsx";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { useMergesOf, useOthers } from "./use-merge.ts";

const useStyles = makeStyles({
  frame: { display: "flex", flexDirection: "column", gap: "12px", minHeight: "260px" },
  search: { maxWidth: "none", width: "100%" },
  heading: { color: tokens.colorNeutralForeground2, display: "block", marginBottom: "4px" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  person: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: "4px 12px",
    width: "100%",
    padding: "8px 12px",
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    background: "transparent",
    color: tokens.colorNeutralForeground1,
    font: "inherit",
    textAlign: "start",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":active": { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  words: { display: "flex", flexDirection: "column", minWidth: 0, maxWidth: "100%" },
});

interface FindOtherProps {
  user: User;
  onChoose: (other: User) => void;
}

/** Who the other one is: those of the same name at once, anybody else by the list's search. */
export function FindOther({ user, onChoose }: FindOtherProps) {
  const { t } = useTexts();
  const { word } = useEmployeeId();
  const styles = useStyles();
  const [query, setQuery] = useState("");
  const sought = query.trim();
  const others = useOthers(sought, user.id);
  const alike = useMergesOf(user, true).data?.alike ?? [];
  const shown = sought === "" ? alike : (others.data ?? []);
  return (
    <div className={styles.frame}>
      <Field label={t("merge.find.hint", { name: nameOf(user), employeeId: word })}>
        <SearchBox
          className={styles.search}
          aria-label={t("merge.find.label", { employeeId: word })}
          value={query}
          autoFocus
          onChange={(_, { value }) => setQuery(value)}
        />
      </Field>
      {others.error && <ErrorBar title={t("error.people.title")} error={others.error} />}
      {shown.length > 0 && (
        <div>
          <Caption1 className={styles.heading} id="merge-found">
            {t(sought === "" ? "merge.find.alike" : "merge.find.found")}
          </Caption1>
          <ul className={styles.list} aria-labelledby="merge-found">
            {shown.map((other) => (
              <li key={other.id}>
                <button
                  type="button"
                  className={styles.person}
                  aria-label={t("merge.find.choose", { name: nameOf(other), email: other.email })}
                  onClick={() => onChoose(other)}
                >
                  <span className={styles.words}>
                    <bdi>{nameOf(other)}</bdi>
                    <Caption1>
                      <Address email={other.email} quiet />
                    </Caption1>
                  </span>
                  <StandingBadge user={other} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {sought !== "" && others.data?.length === 0 && <Body1 role="status">{t("merge.find.none")}</Body1>}
    </div>
  );
}
