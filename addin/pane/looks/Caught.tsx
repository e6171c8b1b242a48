import { makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import type { Clues } from "../../../shared/contracts/simulation.ts";
import { caught } from "../../../ui/drawings/later-scenes.tsx";
import { Card, Hint } from "../parts/Card.tsx";
import { BackButton, LinkRow, Links, Primary } from "../parts/actions.tsx";
import { ClueExcerpt, ClueList } from "../parts/ClueExcerpt.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";
import { numberWord } from "../texts.ts";
import { useAnswered } from "./outcomes.tsx";

const useStyles = makeStyles({
  lead: {
    ...typography.body1,
    color: tokens.colorNeutralForeground2,
    margin: 0,
    marginTop: `calc(-1 * ${tokens.spacingVerticalXS})`,
  },
  below: {
    position: "sticky",
    bottom: 0,
    marginTop: "auto",
    marginBottom: `calc(-1 * ${tokens.spacingHorizontalM})`,
    paddingBlock: `${tokens.spacingVerticalS} ${tokens.spacingVerticalM}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

const shownAtFirst = 4;

/** The catch, and what gave it away. The way on stays below while the clues scroll. */
export function Caught() {
  const { pane, t } = usePane();
  const styles = useStyles();
  const report = useAnswered();
  const { clues, outcome, forwarded } = report?.receipt ?? {};
  const count = clues?.items.length ?? 0;
  const what = t(outcome === "welcomeSimulation" ? "caught.welcome" : "caught.training");
  return (
    <>
      <Card drawing={caught} low>
        <Title>{t("caught.title")}</Title>
        <p className={styles.lead}>
          {count > 0 ? `${what} ${t("caught.clues", { count, number: numberWord(t, count, true) })}` : what}
        </p>
        {clues && count > 0 && <ClueBoard clues={clues} />}
        {forwarded && <Hint>{t("caught.copy")}</Hint>}
      </Card>
      <div className={styles.below}>
        <Primary onClick={() => pane.proceed()}>{t("caught.continue")}</Primary>
      </div>
    </>
  );
}

/** The clues once more, without the praise. */
export function CluesAgain() {
  const { t } = usePane();
  const clues = useAnswered()?.receipt?.clues;
  if (!clues) return null;
  const count = clues.items.length;
  return (
    <>
      <Card>
        <Title>{t("clues.title", { count, number: numberWord(t, count) })}</Title>
        <ClueBoard clues={clues} all />
      </Card>
      <BackButton />
    </>
  );
}

function ClueBoard({ clues, all = false }: { clues: Clues; all?: boolean }) {
  const { t } = usePane();
  const [marked, setMarked] = useState<number | null>(null);
  const [more, setMore] = useState(all);
  const items = more ? clues.items : clues.items.slice(0, shownAtFirst);
  return (
    <>
      <ClueExcerpt clues={clues} marked={marked} onMark={setMarked} />
      <ClueList items={items} marked={marked} onMark={setMarked} />
      {items.length < clues.items.length && (
        <Links>
          <LinkRow onClick={() => setMore(true)}>{t("caught.all")}</LinkRow>
        </Links>
      )}
    </>
  );
}
