import { Body1, makeStyles, tokens } from "@fluentui/react-components";
import type * as z from "zod/mini";
import type { Leaving } from "../../../shared/contracts/user-action.ts";
import { formatDate } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** What a removal would end, whether switching off is the better way, and until when it can be taken back. */
export function LeavingPeople({ leaving }: { leaving: z.output<typeof Leaving> }) {
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
      {leaving.proposal === "deactivate" && <Body1 block>{t("actions.leaving.switchOff")}</Body1>}
      <Body1 block className={styles.quiet}>
        {t("actions.leaving.until", { date: formatDate(leaving.purgeAt, language) })}
      </Body1>
    </>
  );
}
