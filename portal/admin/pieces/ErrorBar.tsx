import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import { ApiError } from "../../../ui/api-client.ts";
import { useTexts } from "../text-context.ts";
import { useErrorText } from "./use-error-text.ts";

const useStyles = makeStyles({
  bar: { marginBottom: tokens.spacingVerticalM },
  reference: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
});

/** What failed, what that means, the request's id for support, and a way on. */
export function ErrorBar(props: { title: string; error: unknown; onAgain?: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const errorText = useErrorText();
  const id = props.error instanceof ApiError ? props.error.problem?.requestId : undefined;
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{props.title}</MessageBarTitle>
        {errorText(props.error)}{" "}
        {id && <span className={styles.reference}>{t("error.reference", { id })}</span>}
      </MessageBarBody>
      {props.onAgain && (
        <MessageBarActions>
          <Button size="small" onClick={props.onAgain}>
            {t("tryAgain")}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
