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
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { reasonsOf } from "./action-words.ts";
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
            {plan && plan.skipped.length > 0 && (
              <div className={styles.stay}>
                <Body1 block>{counted("actions.stay", plan.skipped.length)}</Body1>
                <ul className={styles.reasons}>
                  {reasonsOf(action, plan.skipped).map(({ key, n }) => (
                    <li key={key}>{t("actions.reason", { n: number(n), reason: t(key) })}</li>
                  ))}
                </ul>
              </div>
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
                disabledFocusable={!plan || act.isPending}
                onClick={() => act.mutate(order, { onSuccess: onDone })}
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
