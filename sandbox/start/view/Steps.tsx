import { Badge, Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowRight20Regular, CheckmarkCircle16Filled } from "@fluentui/react-icons";
import { Drawing } from "../../../ui/Drawing.tsx";
import type { SandboxState, StepKey } from "../../page/state.ts";
import { dayAndTime, stepWords } from "../words.ts";
import { useCardStyles } from "./card.ts";

const useStyles = makeStyles({
  list: {
    listStyle: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gap: "16px",
    gridTemplateColumns: "repeat(4, minmax(0, 1fr))",
    "@media (max-width: 1080px)": { gridTemplateColumns: "repeat(2, minmax(0, 1fr))" },
    "@media (max-width: 640px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  step: {
    display: "flex",
    flexDirection: "column",
    padding: 0,
    overflow: "hidden",
    position: "relative",
    "@media (max-width: 640px)": { padding: 0 },
  },
  current: {
    boxShadow: tokens.shadow16,
    "::after": {
      content: '""',
      position: "absolute",
      inset: 0,
      borderRadius: "12px",
      border: `2px solid ${tokens.colorCompoundBrandStroke}`,
      pointerEvents: "none",
    },
  },
  picture: { height: "124px", flexShrink: 0 },
  words: { display: "flex", flexDirection: "column", flexGrow: 1, padding: "14px 16px 16px", gap: "6px" },
  line: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: "8px",
    minHeight: "22px",
  },
  who: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: "nowrap" },
  done: {
    display: "inline-flex",
    alignItems: "center",
    gap: "4px",
    color: tokens.colorBrandForeground1,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: "nowrap",
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: 600,
  },
  text: { margin: "0 0 10px", color: tokens.colorNeutralForeground2, lineHeight: "20px", flexGrow: 1 },
  button: { alignSelf: "flex-start" },
});

const pictures: Record<StepKey, "join" | "onItsWay" | "caught" | "onboarded"> = {
  join: "join",
  press: "onItsWay",
  catch: "caught",
  see: "onboarded",
};

/** The story; each step with its state and the one button that takes you there. */
export function Steps({ state }: { state: SandboxState }) {
  const styles = useStyles();
  const card = useCardStyles();
  const goals = {
    portal: { label: "Open the portal", url: `${state.urls.https}/portal` },
    mailbox: {
      label: "Open the mailbox",
      url: `${state.urls.https}/outlook/newcomer@${state.organization.domain}`,
    },
  };
  return (
    <ol className={styles.list} aria-label="The story in four steps">
      {state.steps.map((step, index) => {
        const { who, title, text, goal } = stepWords[step.key];
        const current = step.state === "current";
        return (
          <li
            key={step.key}
            className={mergeClasses(card.card, styles.step, current && styles.current)}
            aria-current={current ? "step" : undefined}
            data-step={step.key}
            data-state={step.state}
          >
            <div className={styles.picture}>
              <Drawing name={pictures[step.key]} />
            </div>
            <div className={styles.words}>
              <div className={styles.line}>
                <span className={styles.who}>
                  Step {index + 1} · {who}
                </span>
                <StepState step={step} />
              </div>
              <h2 className={styles.title}>{title}</h2>
              <p className={styles.text}>{emphasised(text)}</p>
              <Button
                as="a"
                className={styles.button}
                appearance={current ? "primary" : "outline"}
                href={goals[goal].url}
                target={`firstcatch-${goal}`}
                icon={current ? <ArrowRight20Regular /> : undefined}
                iconPosition="after"
              >
                {goals[goal].label}
              </Button>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function StepState({ step }: { step: SandboxState["steps"][number] }) {
  const styles = useStyles();
  if (step.state === "done")
    return (
      <span className={styles.done}>
        <CheckmarkCircle16Filled />
        Done{step.doneAt && ` ${dayAndTime(step.doneAt)}`}
      </span>
    );
  return step.state === "current" ? (
    <Badge appearance="filled" color="brand">
      Your turn
    </Badge>
  ) : (
    <Badge appearance="outline" color="subtle" style={{ color: tokens.colorNeutralForeground3 }}>
      Next
    </Badge>
  );
}

const emphasised = (text: string) =>
  text.split("*").map((piece, index) => (index % 2 === 1 ? <strong key={index}>{piece}</strong> : piece));
