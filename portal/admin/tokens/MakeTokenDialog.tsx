import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from "@fluentui/react-components";
import { Checkmark20Regular, Copy20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCopy } from "../settings/use-copy.ts";
import { useTexts } from "../text-context.ts";
import { useMakeToken } from "./use-tokens.ts";

const longest = 120;
const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  token: { fontFamily: tokens.fontFamilyMonospace },
  copy: { alignSelf: "flex-start" },
});

/** Asks for a name, then shows the token: here alone, and once. */
export function MakeTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const [name, setName] = useState("");
  const make = useMakeToken();
  const ready = name.trim() !== "" && !make.isPending;
  const made = make.data;
  return (
    // Once the token is shown, only the button closes: a press of Escape must not lose it.
    <Dialog
      open
      modalType={made ? "alert" : "modal"}
      onOpenChange={(_, { open, type }) => {
        if (!open && !(made && type === "escapeKeyDown")) onClose();
      }}
    >
      <DialogSurface aria-describedby={undefined}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !made) make.mutate(name.trim());
          }}
        >
          <DialogBody>
            <DialogTitle>{t(made ? "tokens.made.title" : "tokens.make")}</DialogTitle>
            <DialogContent className={styles.content}>
              {made ? (
                <MadeToken token={made.token} />
              ) : (
                <Field label={t("tokens.name")} hint={t("tokens.name.hint")}>
                  <Input
                    value={name}
                    maxLength={longest}
                    autoFocus
                    dir="auto"
                    onChange={(_, { value }) => setName(value)}
                  />
                </Field>
              )}
              {make.error && <ErrorBar title={t("tokens.make.failed")} error={make.error} />}
            </DialogContent>
            <DialogActions>
              {made ? (
                <Button appearance="primary" onClick={onClose}>
                  {t("tokens.kept")}
                </Button>
              ) : (
                <>
                  <Button onClick={onClose}>{t("joining.contact.cancel")}</Button>
                  <Button type="submit" appearance="primary" disabledFocusable={!ready}>
                    {t("tokens.make")}
                  </Button>
                </>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function MadeToken({ token }: { token: string }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { copy, copied, field } = useCopy(token);
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t("tokens.once")}</MessageBarBody>
      </MessageBar>
      <Field label={t("tokens.token")}>
        <Input
          ref={field}
          readOnly
          value={token}
          className={styles.token}
          dir="ltr"
          autoFocus
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <Button
        className={styles.copy}
        icon={copied ? <Checkmark20Regular /> : <Copy20Regular />}
        onClick={copy}
      >
        {t(copied ? "copy.done" : "tokens.copy")}
      </Button>
    </>
  );
}
