import { makeStyles, Tooltip } from "@fluentui/react-components";
import { formatDate, formatTime } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { fullMoment, nearness } from "./moment-text.ts";

const useStyles = makeStyles({ time: { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" } });

interface MomentProps {
  at: string;
  withTime?: boolean;
  /** It stands within a sentence. */
  inside?: boolean;
}

/** An instant as a day, today and yesterday with the time; the full moment and its zone in a tooltip. */
export function Moment({ at, withTime = false, inside = false }: MomentProps) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const near = nearness(at, new Date());
  const time = formatTime(at, language);
  const day = formatDate(at, language);
  const words = near === "other" ? (withTime ? `${day}, ${time}` : day) : t(`moment.${near}`, { time });
  const text = inside ? words.charAt(0).toLocaleLowerCase(language) + words.slice(1) : words;
  return (
    <Tooltip content={fullMoment(at, language)} relationship="inaccessible" withArrow>
      <time dateTime={at} className={styles.time}>
        {text}
      </time>
    </Tooltip>
  );
}
