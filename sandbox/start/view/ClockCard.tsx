import {
  Badge,
  Button,
  MessageBar,
  MessageBarBody,
  Spinner,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ArrowCounterclockwise20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { call, failureText } from "../../page/calls.ts";
import { useProductTime } from "../../page/use-product-time.ts";
import type { SandboxState } from "../../page/state.ts";
import { aheadWords, counted, longDate, timeOfDay } from "../words.ts";
import { PickMoment } from "./PickMoment.tsx";
import { useCardStyles } from "./card.ts";

const useStyles = makeStyles({
  time: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: 600,
    display: "block",
  },
  date: { color: tokens.colorNeutralForeground2 },
  steps: {
    display: "grid",
    gridTemplateColumns: "repeat(4, minmax(0, 1fr))",
    gap: "8px",
    margin: "12px 0 6px",
  },
  step: { minWidth: 0, padding: "5px 4px", whiteSpace: "nowrap" },
  more: { display: "flex", flexWrap: "wrap", gap: "4px" },
  status: {
    minHeight: "36px",
    marginTop: "8px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

const steps = [
  ["+1 hour", "PT1H"],
  ["+1 day", "P1D"],
  ["+1 week", "P1W"],
  ["+90 days", "P90D"],
] as const;
type Move = { advance: string } | { now: string } | { reset: true };

/** The product's clock, to be moved by hand. */
export function ClockCard({
  clock,
  onMoved,
}: {
  clock: SandboxState["clock"];
  onMoved: () => Promise<void>;
}) {
  const styles = useStyles();
  const card = useCardStyles();
  const time = useProductTime(clock);
  const [moving, setMoving] = useState(false);
  const [outcome, setOutcome] = useState<{ text: string; failed: boolean } | null>(null);
  const ahead = aheadWords(clock.offsetMs);

  const move = async (how: Move) => {
    setMoving(true);
    setOutcome(null);
    try {
      const { ran } = await call<{ ran: number }>("/sandbox/clock", { method: "POST", body: how });
      setOutcome({
        text: ran === 0 ? "Nothing fell due." : `Done on the way: ${counted(ran, "thing")}.`,
        failed: false,
      });
    } catch (error) {
      setOutcome({ text: failureText(error), failed: true });
    }
    await onMoved();
    setMoving(false);
  };
  return (
    <section className={card.card} aria-labelledby="clock">
      <div className={card.head}>
        <h2 id="clock" className={mergeClasses(card.title, card.grow)}>
          The product’s clock
        </h2>
        <Badge
          appearance={ahead ? "tint" : "outline"}
          color={ahead ? "brand" : "informative"}
          data-testid="ahead"
        >
          {ahead ?? "Real time"}
        </Badge>
      </div>
      <time dateTime={time.toISOString()}>
        <span className={styles.time}>{timeOfDay(time)}</span>
        <span className={styles.date}>{longDate(time)}</span>
      </time>
      <div className={styles.steps} role="group" aria-label="Move the clock forward">
        {steps.map(([label, advance]) => (
          <Button
            key={advance}
            size="small"
            className={styles.step}
            disabledFocusable={moving}
            onClick={() => void move({ advance })}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className={styles.more}>
        <PickMoment time={time} disabled={moving} onPick={(moment) => void move({ now: moment })} />
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowCounterclockwise20Regular />}
          disabledFocusable={moving || !ahead}
          onClick={() => void move({ reset: true })}
        >
          Back to now
        </Button>
      </div>
      <div className={styles.status} role="status">
        {moving ? (
          <Spinner size="tiny" labelPosition="after" label="Time passes, and what falls due is done …" />
        ) : outcome?.failed ? (
          <MessageBar intent="error">
            <MessageBarBody>{outcome.text}</MessageBarBody>
          </MessageBar>
        ) : (
          <>
            {outcome && `${outcome.text} `}
            Moves schedules, due mails and purge dates. Sign-in stays on real time.
          </>
        )}
      </div>
    </section>
  );
}
