import { makeStyles } from "@fluentui/react-components";
import { Fish, Hook } from "../../../ui/drawings/parts.tsx";
import { sea } from "../../../ui/theme.ts";

const useStyles = makeStyles({
  waves: { position: "absolute", left: 0, bottom: 0, width: "100%", height: "44px", display: "block" },
});

const crest = (count: number, depth: number) => `q15 -${depth} 30 0 t30 0 `.repeat(count);

/** Two rows of waves along the lower edge, as wide as the page. */
export function HeroWaves() {
  const styles = useStyles();
  return (
    <svg className={styles.waves} aria-hidden focusable="false">
      <path d={`M-30 14 ${crest(60, 11)} V60 H-30 Z`} fill={sea[60]} />
      <path d={`M-45 30 ${crest(60, 10)} V60 H-45 Z`} fill={sea[80]} />
    </svg>
  );
}

/** The catch on its line. The header is dark in both themes, so it brings its own colours. */
export function HeroCatch({ className }: { className?: string }) {
  const colours: Record<string, string> = {
    "--fc-ink": sea[150],
    "--fc-paper": sea[80],
    "--fc-float": "#FF8F6B",
  };
  return (
    <svg className={className} viewBox="76 -30 120 150" style={colours} aria-hidden focusable="false">
      <Fish transform="translate(132 62) rotate(38) scale(1.02)" fin="var(--fc-float)" />
      <path d="M114 -60V14" stroke="var(--fc-ink)" strokeWidth="1.5" />
      <Hook />
    </svg>
  );
}
