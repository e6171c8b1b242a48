import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { ApiToken } from "../../../shared/contracts/api-token.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { useRevokeToken } from "./use-tokens.ts";

interface RevokeDialogProps {
  token: ApiToken;
  onClose: () => void;
  onDone: () => void;
}

/** What revoking means, before it is done; the focus begins where nothing happens. */
export function RevokeDialog({ token, onClose, onDone }: RevokeDialogProps) {
  const { t, rich } = useTexts();
  const revoke = useRevokeToken();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{t("tokens.revoke.title")}</DialogTitle>
          <DialogContent>
            <Body1 block>
              {rich("tokens.revoke.text", {
                name: (
                  <b>
                    <bdi>{token.name}</bdi>
                  </b>
                ),
              })}
            </Body1>
            {revoke.error && <ErrorBar title={t("tokens.revoke.failed")} error={revoke.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} autoFocus>
              {t("tokens.keep")}
            </Button>
            <Button
              appearance="primary"
              disabledFocusable={revoke.isPending}
              onClick={() => revoke.mutate(token.id, { onSuccess: onDone })}
            >
              {t("tokens.revoke")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
