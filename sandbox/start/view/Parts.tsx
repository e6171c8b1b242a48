import { Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  Certificate20Regular,
  Database20Regular,
  Mail20Regular,
  PersonKey20Regular,
  Send20Regular,
  Server20Regular,
} from "@fluentui/react-icons";
import type { ReactElement } from "react";
import type { PartKey, SandboxState } from "../../page/state.ts";
import { counted } from "../words.ts";
import { useCardStyles } from "./card.ts";

type Part = SandboxState["parts"][number];

const useStyles = makeStyles({
  list: {
    listStyle: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gap: "10px",
    gridTemplateColumns: "repeat(auto-fit, minmax(160px, 1fr))",
  },
  part: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    padding: "12px",
    display: "grid",
    gap: "4px",
    alignContent: "start",
    minWidth: 0,
  },
  down: { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  name: { display: "flex", gap: "8px", alignItems: "center", fontWeight: tokens.fontWeightSemibold },
  state: { display: "flex", gap: "8px", alignItems: "center" },
  dot: { width: "9px", height: "9px", borderRadius: "50%", flexShrink: 0 },
  small: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
  log: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorPaletteRedForeground1,
    overflowWrap: "anywhere",
  },
});

const icons: Record<PartKey, ReactElement> = {
  web: <Server20Regular />,
  worker: <Send20Regular />,
  database: <Database20Regular />,
  mail: <Mail20Regular />,
  identity: <PersonKey20Regular />,
  certificate: <Certificate20Regular />,
};
const colours: Record<Part["state"], string> = {
  running: tokens.colorPaletteGreenBackground3,
  attention: tokens.colorPaletteMarigoldBackground3,
  down: tokens.colorPaletteRedBackground3,
};

function summary(parts: Part[]): string {
  const down = parts.filter(({ state }) => state === "down").length;
  if (down > 0) return `${counted(down, "part does", "parts do")} not run`;
  const attention = parts.filter(({ state }) => state === "attention").length;
  return attention > 0 ? `All running, ${counted(attention, "thing")} for you to do` : "All running";
}

/** What runs where, and how it is. */
export function Parts({ parts, httpsUrl }: { parts: Part[]; httpsUrl: string }) {
  const styles = useStyles();
  const card = useCardStyles();
  return (
    <section className={card.card} aria-labelledby="parts">
      <div className={card.head}>
        <h2 id="parts" className={card.title}>
          The parts, right now
        </h2>
        <span className={card.hint} role="status">
          {summary(parts)}
        </span>
      </div>
      <ul className={styles.list}>
        {parts.map((part) => (
          <li
            key={part.key}
            className={mergeClasses(styles.part, part.state === "down" && styles.down)}
            data-part={part.key}
            data-state={part.state}
          >
            <span className={styles.name}>
              {icons[part.key]} {part.name}
            </span>
            <span className={styles.state}>
              <span className={styles.dot} style={{ backgroundColor: colours[part.state] }} />
              <PartState part={part} httpsUrl={httpsUrl} />
            </span>
            <span className={styles.small}>{part.detail}</span>
            {part.log && <span className={styles.log}>{part.log}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PartState({ part, httpsUrl }: { part: Part; httpsUrl: string }) {
  if (part.state === "running") return "Running";
  if (part.state === "down") return <strong>Not running</strong>;
  // A self-made certificate: the browser asks once, best here and not in the middle of the story.
  if (part.key === "certificate") return <Link href={httpsUrl}>Accept once</Link>;
  return "Needs a look";
}
