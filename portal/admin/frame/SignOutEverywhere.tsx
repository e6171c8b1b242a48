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
import { useMutation } from "@tanstack/react-query";
import { EndSessions } from "../../../shared/contracts/session.ts";
import { api, beginLeaving } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";

/** Ends the reader's sessions in all browsers, this one too. */
export function SignOutEverywhere({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const end = useMutation({
    mutationFn: () => api.call(EndSessions),
    onSuccess: () => {
      beginLeaving();
      window.location.assign("/auth/signed-out");
    },
  });
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{t("everywhere.title")}</DialogTitle>
          <DialogContent>
            <Body1 block>{t("everywhere.text")}</Body1>
            {end.error && <ErrorBar title={t("everywhere.failed")} error={end.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} autoFocus>
              {t("everywhere.stay")}
            </Button>
            <Button
              appearance="primary"
              disabledFocusable={end.isPending || end.isSuccess}
              onClick={() => end.mutate()}
            >
              {t("account.everywhere")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
