import { MailClock20Regular } from "@fluentui/react-icons";
import { usePane } from "../pane-context.ts";
import { LinkRow, Links } from "./actions.tsx";

/** Reports of other mails that still wait on this device: offered again, in whichever look. */
export function WaitingReports() {
  const { pane, state, look, t } = usePane();
  const waiting = Object.values(state.reports).filter(
    (report) => report.phase === "kept" && report.mail.key !== state.mail?.key,
  );
  if (waiting.length === 0 || look === "caught") return null;
  return (
    <Links>
      <LinkRow
        icon={<MailClock20Regular />}
        end={t("kept.waiting", { count: waiting.length })}
        onClick={() => void pane.sendKept()}
      >
        {t("kept.sendNow")}
      </LinkRow>
    </Links>
  );
}
