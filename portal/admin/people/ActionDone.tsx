import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { undoOf } from "./action-words.ts";
import { useUserAction, type UserActionWhat } from "./use-user-action.ts";

const useStyles = makeStyles({ bar: { marginBottom: "8px" } });

export interface Done extends UserActionWhat {
  ids: string[];
}

interface ActionDoneProps {
  done: Done;
  onUndone: (done: Done) => void;
  onClose: () => void;
}

/** What was done, and the way back where there is one. */
export function ActionDone({ done: { action, ids, ...targets }, onUndone, onClose }: ActionDoneProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const back = useUserAction();
  const undo = undoOf[action];
  return (
    <>
      <MessageBar intent="success" className={styles.bar}>
        <MessageBarBody>{counted(`actions.done.${action}`, ids.length)}</MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={t("actions.dismiss")}
              onClick={onClose}
            />
          }
        >
          {undo && ids.length > 0 && (
            <Button
              size="small"
              disabledFocusable={back.isPending}
              onClick={() =>
                back.mutate(
                  { ...targets, action: undo, users: { ids }, key: crypto.randomUUID() },
                  { onSuccess: () => onUndone({ ...targets, action: undo, ids }) },
                )
              }
            >
              {t("actions.undo")}
            </Button>
          )}
        </MessageBarActions>
      </MessageBar>
      {back.error && <ErrorBar title={t("actions.failed")} error={back.error} />}
    </>
  );
}
