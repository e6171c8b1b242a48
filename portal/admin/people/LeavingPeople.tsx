import { Body1, Button, makeStyles, tokens } from "@fluentui/react-components";
import type * as z from "zod/mini";
import type { Leaving } from "../../../shared/contracts/user-action.ts";
import { formatDate } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  better: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "6px 12px" },
  words: { flexGrow: 1, flexBasis: "240px" },
});

interface LeavingPeopleProps {
  leaving: z.output<typeof Leaving>;
  onSwitchOff: () => void;
}

/** What a removal would end, whether switching off is the better way, and until when it can be taken back. */
export function LeavingPeople({ leaving, onSwitchOff }: LeavingPeopleProps) {
  const { t, counted, language } = useTexts();
  const styles = useStyles();
  return (
    <>
      {leaving.simulations > 0 && (
        <Body1 block>
          {counted("actions.leaving.simulations", leaving.simulations)}
          {leaving.mails > 0 && ` ${counted("actions.leaving.mails", leaving.mails)}`}
        </Body1>
      )}
      {leaving.proposal === "deactivate" && (
        <div className={styles.better}>
          <Body1 className={styles.words}>{t("actions.leaving.switchOff")}</Body1>
          <Button size="small" onClick={onSwitchOff}>
            {t("actions.leaving.instead")}
          </Button>
        </div>
      )}
      <Body1 block className={styles.quiet}>
        {t("actions.leaving.until", { date: formatDate(leaving.purgeAt, language) })}
      </Body1>
    </>
  );
}
