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
  Spinner,
} from "@fluentui/react-components";
import type { UndoPlan } from "../../../shared/contracts/user-merge.ts";
import type { User } from "../../../shared/contracts/user.ts";
import { isSignedOut } from "../api.ts";
import { isField } from "../person/person-fields.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { useUndoMerge, useUndoPlan } from "./use-merge.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "8px", minHeight: "96px", paddingBottom: "8px" },
});

/** What comes back, and what stays, before the merge is undone. */
export function UndoMergeDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const { data: plan, error } = useUndoPlan(user.id);
  const undo = useUndoMerge();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>
            {t("merge.undo.title")}
            {": "}
            <bdi>{nameOf(user)}</bdi>
          </DialogTitle>
          <DialogContent className={styles.content}>
            {!plan && !error && <Spinner size="small" label={t("loading")} labelPosition="after" />}
            {plan && <WhatReturns plan={plan} />}
            {error && <ErrorBar title={t("merge.planFailed")} error={error} />}
            {undo.error && !isSignedOut(undo.error) && (
              <ErrorBar title={t("merge.undo.failed")} error={undo.error} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} autoFocus>
              {t("actions.cancel")}
            </Button>
            <Button
              appearance="primary"
              disabledFocusable={!plan || undo.isPending}
              onClick={() => {
                if (!plan || undo.isPending) return;
                undo.mutate(user, {
                  onSuccess: ({ stays, back }) => {
                    announce(t("merge.undo.done", { name: nameOf(stays.user), other: nameOf(back.user) }));
                    onClose();
                  },
                });
              }}
            >
              {t("merge.undo")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function WhatReturns({ plan: { back, stays, ...plan } }: { plan: UndoPlan }) {
  const { t, counted } = useTexts();
  const fields = useFieldList();
  const lines = [
    t("merge.undo.back", { name: nameOf(back.user), addresses: back.addresses.join(", ") }),
    ...(plan.simulations + plan.reports > 0
      ? [
          t("merge.undo.moves", {
            simulations: counted("merge.simulations", plan.simulations),
            reports: counted("merge.reports", plan.reports),
          }),
        ]
      : []),
    t("merge.undo.since", { name: nameOf(stays.user) }),
    ...(plan.remains.length > 0 ? [t("merge.undo.remains", { fields: fields(plan.remains) })] : []),
    ...(plan.lost.length > 0 ? [t("merge.undo.lost", { fields: fields(plan.lost) })] : []),
    t("merge.undo.mail"),
  ];
  return lines.map((line) => (
    <Body1 key={line} block>
      {line}
    </Body1>
  ));
}

/** Fields by the names that people know; what has none is left to "later changes". */
function useFieldList(): (fields: readonly string[]) => string {
  const { t } = useTexts();
  const { label } = useEmployeeId();
  const wordOf = (field: string) => {
    if (field === "employeeId") return label;
    if (field === "stage") return t("merge.row.training");
    if (field === "directory") return t("merge.row.account");
    if (field === "company" || field === "department" || field === "costCentre" || field === "manager")
      return t(`belonging.${field}`);
    return isField(field) ? t(`person.field.${field}`) : undefined;
  };
  return (fields) => [...new Set(fields.flatMap((field) => wordOf(field) ?? []))].join(", ");
}
