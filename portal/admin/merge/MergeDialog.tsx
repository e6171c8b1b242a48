import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
} from "@fluentui/react-components";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { User } from "../../../shared/contracts/user.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { FindOther } from "./FindOther.tsx";
import { MergePreview } from "./MergePreview.tsx";
import { type MergeOrder, useMerge, useMergePlan } from "./use-merge.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "min(760px, calc(100vw - 16px))" },
  content: { display: "flex", flexDirection: "column", gap: "12px", paddingBottom: "8px" },
});

interface MergeDialogProps {
  user: User;
  /** Who the other is, where that is known already. */
  found?: User | undefined;
  onClose: () => void;
}

/** Two people who turn out to be one: who the other is, what becomes of both, and only then the merge. */
export function MergeDialog({ user, found, onClose }: MergeDialogProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const go = useNavigate();
  const [other, setOther] = useState(found);
  const [chosen, setChosen] = useState<{ stays?: string; employeeId?: string }>({});
  const first = useMergePlan(other ? { stays: user.id, goes: other.id } : null);
  const order = other ? orderOf(user, other, chosen.stays ?? first.data?.proposed, chosen.employeeId) : null;
  const { data: plan, error, isPlaceholderData } = useMergePlan(order);
  const merge = useMerge(({ stays, goes, after }) => {
    announce(t("merge.done", { name: nameOf(after.user), other: nameOf(goes.user) }));
    onClose();
    if (stays.user.id !== user.id) void go(`/people/${stays.user.id}`, { replace: true });
  });
  const ready =
    order !== null &&
    plan &&
    !isPlaceholderData &&
    !plan.refused &&
    plan.ask.length === 0 &&
    !merge.isPending;

  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined} className={styles.surface}>
        <DialogBody>
          <DialogTitle>
            {t("merge.title")}
            {": "}
            <bdi>{nameOf(user)}</bdi>
          </DialogTitle>
          <DialogContent className={styles.content}>
            {other && order ? (
              <MergePreview
                people={[user, other]}
                plan={plan ?? first.data}
                error={first.error ?? error}
                stays={order.stays}
                onStays={(stays) => setChosen({ ...chosen, stays })}
                employeeId={chosen.employeeId}
                onEmployeeId={(employeeId) => setChosen({ ...chosen, employeeId })}
              />
            ) : (
              <FindOther user={user} onChoose={setOther} />
            )}
            {merge.error && !isSignedOut(merge.error) && <Failed error={merge.error} />}
          </DialogContent>
          <DialogActions fluid>
            {other && !found && <Button onClick={() => setOther(undefined)}>{t("merge.back")}</Button>}
            <Button onClick={onClose}>{t("actions.cancel")}</Button>
            {other && (
              <Button
                appearance="primary"
                disabledFocusable={!ready}
                onClick={() => ready && merge.mutate({ order, seen: plan })}
              >
                {t("merge.do")}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Failed({ error }: { error: unknown }) {
  const { t } = useTexts();
  if (!(error instanceof ApiError) || error.code !== "version_conflict")
    return <ErrorBar title={t("merge.failed")} error={error} />;
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{t("merge.changed")}</MessageBarBody>
    </MessageBar>
  );
}

/** The order that the choices make; the employee ID is that of one of the two, whoever stays. */
function orderOf(user: User, other: User, stays = user.id, employeeId?: string): MergeOrder {
  return {
    stays,
    goes: stays === user.id ? other.id : user.id,
    ...(employeeId && { employeeId: employeeId === stays ? ("stays" as const) : ("goes" as const) }),
  };
}
