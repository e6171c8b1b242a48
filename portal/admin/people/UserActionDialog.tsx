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
import { mostAtOnce, targetField } from "../../../shared/contracts/user-action.ts";
import type { UserAction } from "../../../shared/lifecycle.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { actionTargets, nothing } from "./action-targets.ts";
import { reasonWord } from "./action-words.ts";
import { ChooseTarget } from "./ChooseTarget.tsx";
import { EraseConfirm } from "./EraseConfirm.tsx";
import { LeavingPeople } from "./LeavingPeople.tsx";
import {
  useActionPlan,
  useUserAction,
  type UserActionOrder,
  type UserActionResult,
  type UserActionWhat,
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
  /** What was done in the end: switching off may take the place of removing. */
  onDone: (result: UserActionResult, what: UserActionWhat) => void;
  onClose: () => void;
}

/**
 * Before anybody is changed: what is given or taken, if the action does that, then how many will change, how many will not
 * and why. The focus begins where nothing happens.
 */
export function UserActionDialog({ order: asked, name, onDone, onClose }: UserActionDialogProps) {
  const { t, counted, number } = useTexts();
  const styles = useStyles();
  const [instead, setInstead] = useState<UserAction>();
  const [chosen, setChosen] = useState<string>();
  const action = instead ?? asked.action;
  const target = actionTargets[action];
  const field = targetField[action];
  const given = chosen === nothing ? undefined : chosen;
  const what: UserActionWhat = { action, ...(field && given !== undefined && { [field]: given }) };
  const order = { ...what, users: asked.users };
  const complete = !target || chosen !== undefined;
  const { data: plan, error: unknown } = useActionPlan(order, complete);
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
            {target && <ChooseTarget key={action} target={target} value={chosen} onChange={setChosen} />}
            {complete && !plan && !unknown && (
              <Spinner size="small" label={t("loading")} labelPosition="after" />
            )}
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
            {plan?.leaving && (
              <LeavingPeople leaving={plan.leaving} onSwitchOff={() => setInstead("deactivate")} />
            )}
            {action === "purge" && plan && plan.changed > 0 && (
              <EraseConfirm users={order.users} count={plan.changed} onSure={setSure} />
            )}
            {unknown && <ErrorBar title={t("actions.planFailed")} error={unknown} />}
            {act.error && <ErrorBar title={t("actions.failed")} error={act.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} autoFocus={!target}>
              {t(plan?.changed === 0 ? "actions.close" : "actions.cancel")}
            </Button>
            {plan?.changed !== 0 && (
              <Button
                appearance="primary"
                disabledFocusable={!plan || !sure || act.isPending}
                onClick={() => act.mutate({ ...order, key }, { onSuccess: (result) => onDone(result, what) })}
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
