import { Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { AfterReport } from "../../../shared/contracts/after-report.ts";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { useTexts } from "../text-context.ts";
import { AfterReportFields } from "./AfterReportFields.tsx";
import { EditCard } from "./EditCard.tsx";
import { firstProblem, tidy } from "./move-words.ts";
import { MoveList } from "./MoveList.tsx";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2, display: "block", marginTop: "10px" },
});

/** Where Outlook's own report button puts a mail once its report is in. */
export function AfterReportCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <EditCard<AfterReport>
      title={t("settings.after")}
      hint={t("settings.after.hint")}
      organization={organization}
      pick={({ afterReport }) => tidy(afterReport)}
      change={(afterReport) => ({ afterReport: tidy(afterReport) })}
      problem={(draft) => {
        const problem = firstProblem(draft);
        return problem && t(`settings.after.folder.${problem}`);
      }}
      show={(value) => <MoveList value={value} />}
      fields={(editing) => <AfterReportFields {...editing} />}
      footer={<Caption1 className={styles.quiet}>{t("settings.after.note")}</Caption1>}
    />
  );
}
