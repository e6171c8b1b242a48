import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { type Role, roles } from "../../../shared/lifecycle.ts";
import { isSignedOut } from "../api.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { useChangePerson } from "./use-person.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px", paddingBottom: "8px" },
  quiet: { color: tokens.colorNeutralForeground2, display: "block" },
});

type Choice = Role | "none";
/** Least rights first. */
const choices: readonly Choice[] = ["none", ...[...roles].reverse()];

/** Which role the person has from now on; says what each may do, and what ends with the old one. */
export function RoleDialog({ person: { user }, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const now: Choice = user.role ?? "none";
  const [choice, setChoice] = useState<Choice>(now);
  const change = useChangePerson((current, seen) => current.role === seen.role);
  const name = nameOf(user);
  const word = (one: Choice) => t(one === "none" ? "person.role.none" : `role.${one}`);
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>
            {t("person.role.title")} <bdi>{name}</bdi>
          </DialogTitle>
          <DialogContent className={styles.content}>
            <RadioGroup
              value={choice}
              aria-label={t("person.field.role")}
              onChange={(_, { value }) => setChoice(value as Choice)}
            >
              {choices.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={
                    <>
                      {word(one)}
                      <span className={styles.quiet}>{t(`person.role.hint.${one}`)}</span>
                    </>
                  }
                />
              ))}
            </RadioGroup>
            <Body1>
              <PageLink to="/roles">{t("roles.see")}</PageLink>
            </Body1>
            {choice !== now && now !== "none" && (
              <Body1>{t(choice === "none" ? "person.role.endsTokens" : "person.role.ends")}</Body1>
            )}
            {choice !== now && (choice === "owner" || choice === "admin") && (
              <Body1>{t("person.role.exempt")}</Body1>
            )}
            {change.error && !isSignedOut(change.error) && (
              <ErrorBar title={t("person.role.failed")} error={change.error} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t("actions.cancel")}</Button>
            <Button
              appearance="primary"
              disabledFocusable={choice === now || change.isPending}
              onClick={() => {
                if (choice === now || change.isPending) return;
                change.mutate(
                  { change: { role: choice === "none" ? null : choice }, seen: user },
                  {
                    onSuccess: () => {
                      announce(t("person.role.saved"));
                      onClose();
                    },
                  },
                );
              }}
            >
              {choice === "none"
                ? t("person.role.take")
                : t("person.role.give", { role: t(`role.${choice}`) })}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
