import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type * as z from "zod/mini";
import { CreateUser, type User } from "../../../shared/contracts/user.ts";
import { api, isSignedOut } from "../api.ts";
import { useOrganization } from "../joining/use-organization.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { BelongingFields } from "./BelongingFields.tsx";
import { type BelongingDraft, belongingChange, changedBelonging, noBelonging } from "./belonging-fields.ts";
import { isAtField } from "./PersonForm.tsx";
import { PersonFields } from "./PersonFields.tsx";
import type { PersonDraft } from "./person-fields.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px", paddingBottom: "8px" },
  more: { marginInlineStart: "-10px" },
  panel: { margin: "4px 0 8px" },
});

const empty: PersonDraft = {
  firstName: "",
  infix: "",
  lastName: "",
  language: "",
  employeeId: "",
  email: "",
};

type NewPerson = z.input<typeof CreateUser.request>;

/** What was chosen of all that a person can belong to. */
const given = (belonging: BelongingDraft) =>
  belongingChange(belonging, changedBelonging(belonging, noBelonging));

/** The request: what is empty is left out. */
function requestFor(
  draft: PersonDraft,
  belonging: BelongingDraft,
  { active, start }: { active: boolean; start: boolean },
): NewPerson {
  const { email, language, ...texts } = draft;
  const named = Object.entries(texts).flatMap(([field, value]) =>
    value.trim() ? [[field, value.trim()] as const] : [],
  );
  return {
    email: email.trim(),
    ...Object.fromEntries(named),
    ...given(belonging),
    ...(language && { language }),
    ...(!active && { active }),
    ...(active && start && { start }),
  };
}

interface AddPersonDialogProps {
  onAdded: (user: User) => void;
  onClose: () => void;
}

/** Adds one person by hand; nothing is mailed unless it is asked for. Who is there already is shown with a way to them. */
export function AddPersonDialog({ onAdded, onClose }: AddPersonDialogProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const client = useQueryClient();
  const [draft, setDraft] = useState(empty);
  const [belonging, setBelonging] = useState(noBelonging);
  const [active, setActive] = useState(true);
  const [start, setStart] = useState(false);
  const add = useMutation({
    mutationFn: (body: NewPerson) => api.call(CreateUser, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["users"] }),
  });
  const required = useOrganization().data?.required;
  const mustBelong = required !== undefined && Object.values(required).some(Boolean);
  const ready = draft.email.trim() !== "" && !add.isPending;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) add.mutate(requestFor(draft, belonging, { active, start }), { onSuccess: onAdded });
          }}
        >
          <DialogBody>
            <DialogTitle>{t("people.add.title")}</DialogTitle>
            <DialogContent className={styles.content}>
              <PersonFields draft={draft} onChange={setDraft} error={add.error} />
              <Accordion collapsible {...(mustBelong && { defaultOpenItems: "belonging" })}>
                <AccordionItem value="belonging">
                  <AccordionHeader className={styles.more}>{t("belonging.more")}</AccordionHeader>
                  <AccordionPanel className={styles.panel}>
                    <BelongingFields draft={belonging} onChange={setBelonging} />
                  </AccordionPanel>
                </AccordionItem>
              </Accordion>
              <Field hint={t("people.add.active.hint")}>
                <Checkbox
                  label={t("people.add.active")}
                  checked={active}
                  onChange={(_, { checked }) => setActive(checked === true)}
                />
              </Field>
              <Field hint={t("people.add.start.hint")}>
                <Checkbox
                  label={t("people.add.start")}
                  checked={active && start}
                  disabled={!active}
                  onChange={(_, { checked }) => setStart(checked === true)}
                />
              </Field>
              {add.error && !isAtField(add.error) && !isSignedOut(add.error) && (
                <ErrorBar title={t("people.add.failed")} error={add.error} />
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t("actions.cancel")}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={!ready}>
                {t(
                  add.isPending
                    ? "people.add.saving"
                    : active && start
                      ? "people.add.saveStart"
                      : "people.add.save",
                )}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
