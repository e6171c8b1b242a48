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
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { mostAtOnce } from "../../../shared/contracts/user-action.ts";
import { reasonWord } from "./action-words.ts";
import { EraseConfirm } from "./EraseConfirm.tsx";
import { LeavingPeople } from "./LeavingPeople.tsx";
import {
  useActionPlan,
  useUserAction,
  type UserActionOrder,
  type UserActionResult,
} from "./use-user-action.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px", minHeight: "64px", paddingBottom: "8px" },
  stay: { color: tokens.colorNeutralForeground2 },
  reasons: { margin: "4px 0 0", paddingInlineStart: "20px" },
});

interface UserActionDialogProps {
  order: UserActionOrder;
  /** The one person that it is about. */
  name?: string | undefined;
  onDone: (result: UserActionResult) => void;
  onClose: () => void;
}

/** Before anybody is changed: how many will, how many will not and why. The focus begins where nothing happens. */
export function UserActionDialog({ order, name, onDone, onClose }: UserActionDialogProps) {
  const { t, counted, number } = useTexts();
  const styles = useStyles();
  const { action } = order;
  const { data: plan, error: unknown } = useActionPlan(order);
  const act = useUserAction();
  const [key] = useState(() => crypto.randomUUID());
  const [sure, setSure] = useState(action !== "purge");
  const staying = plan?.reasons.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>
            {t(`actions.${action}`)}
            {name && (
              <>
                {": "}
                <bdi>{name}</bdi>
              </>
            )}
          </DialogTitle>
          <DialogContent className={styles.content}>
            {!plan && !unknown && <Spinner size="small" label={t("loading")} labelPosition="after" />}
            {plan && (
              <Body1 block>
                {plan.changed === 0
                  ? t("actions.plan.nobody")
                  : counted(`actions.plan.${action}`, plan.changed)}
              </Body1>
            )}
            {plan && plan.reasons.length > 0 && (
              <div className={styles.stay}>
                <Body1 block>{counted("actions.stay", staying)}</Body1>
                <ul className={styles.reasons}>
                  {plan.reasons.map(({ code, count }) => (
                    <li key={code}>
                      {t("actions.reason", { n: number(count), reason: t(reasonWord(action, code)) })}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {plan && plan.changed + staying > mostAtOnce && (
              <Body1 block className={styles.stay}>
                {t("actions.background")}
              </Body1>
            )}
            {plan?.leaving && <LeavingPeople leaving={plan.leaving} />}
            {action === "purge" && plan && plan.changed > 0 && (
              <EraseConfirm users={order.users} count={plan.changed} onSure={setSure} />
            )}
            {unknown && <ErrorBar title={t("actions.planFailed")} error={unknown} />}
            {act.error && <ErrorBar title={t("actions.failed")} error={act.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} autoFocus>
              {t(plan?.changed === 0 ? "actions.close" : "actions.cancel")}
            </Button>
            {plan?.changed !== 0 && (
              <Button
                appearance="primary"
                disabledFocusable={!plan || !sure || act.isPending}
                onClick={() => act.mutate({ ...order, key }, { onSuccess: onDone })}
              >
                {t(`actions.${action}`)}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
