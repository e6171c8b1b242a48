import { Body1, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { Programme, ScenarioOffered } from "../../../shared/contracts/programme.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  turn: { marginTop: "10px", color: tokens.colorNeutralForeground2 },
  list: { margin: "2px 0 0", paddingInlineStart: "20px" },
});

interface WordsProps {
  programme: Pick<Programme, "scenarios" | "everyWeeks">;
  scenarios: readonly ScenarioOffered[];
}

/** What will happen, in a sentence. */
export function ProgrammeWords({ programme, scenarios }: WordsProps) {
  const { t, counted, language } = useTexts();
  const styles = useStyles();
  const chosen = programme.scenarios.flatMap((key) => scenarios.find((one) => one.key === key) ?? []);
  return (
    <>
      <Body1 block>{counted("programme.sentence", programme.everyWeeks)}</Body1>
      <Caption1 block className={styles.turn}>
        {t(chosen.length > 1 ? "programme.turn" : "programme.only")}
      </Caption1>
      <ul className={styles.list}>
        {chosen.map((scenario) => (
          <li key={scenario.key}>
            <Body1>{subjectOf(scenario, language)}</Body1>
          </li>
        ))}
      </ul>
    </>
  );
}

const subjectOf = ({ contents, key }: ScenarioOffered, language: string) =>
  contents.find((content) => content.language === language)?.subject ?? key;
