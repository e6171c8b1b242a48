import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { tokens, typography } from "../../../ui/tokens.ts";
import type { Clue, Clues, Segment } from "../../../shared/contracts/simulation.ts";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    overflow: "hidden",
    ...typography.caption1,
    color: tokens.colorNeutralForeground1,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: "anywhere",
  },
  sender: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalMNudge}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { ...typography.caption1Strong, display: "block" },
  lines: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalMNudge}`,
  },
  pill: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalSNudge} 0 2px`,
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorPaletteMarigoldBorderActive}`,
    backgroundColor: tokens.colorPaletteMarigoldBackground2,
    verticalAlign: "baseline",
    animationName: { from: { opacity: 0, transform: "scale(0.9)" }, to: { opacity: 1, transform: "none" } },
    animationDuration: tokens.durationNormal,
    animationTimingFunction: tokens.curveDecelerateMid,
    animationFillMode: "backwards",
    "@media (prefers-reduced-motion: reduce)": { animationName: "none" },
  },
  number: {
    display: "inline-grid",
    placeItems: "center",
    flexShrink: 0,
    width: "16px",
    height: "16px",
    borderRadius: "50%",
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase100,
    lineHeight: 1,
    fontWeight: tokens.fontWeightSemibold,
    "@media (forced-colors: active)": { border: "1px solid CanvasText" },
  },
  big: { width: "18px", height: "18px" },
  button: {
    display: "inline-block",
    padding: `1px ${tokens.spacingHorizontalMNudge}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "#7A4A1E",
    color: "#FFFFFF",
    fontWeight: tokens.fontWeightSemibold,
    marginInlineEnd: tokens.spacingHorizontalS,
    "@media (forced-colors: active)": { border: "1px solid CanvasText" },
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "2px",
  },
  item: {
    display: "grid",
    gridTemplateColumns: "18px minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalS,
    alignItems: "start",
    padding: "3px",
    borderRadius: tokens.borderRadiusMedium,
    ...typography.body1,
    color: tokens.colorNeutralForeground2,
    "& strong": { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  },
  marked: { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: "1px" },
  unseen: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
});

interface Marking {
  /** The clue that is pointed at, here or in the list. */
  marked: number | null;
  onMark: (clue: number | null) => void;
}

const marks = (clue: number, onMark: Marking["onMark"]) => ({
  onMouseEnter: () => onMark(clue),
  onMouseLeave: () => onMark(null),
  onFocus: () => onMark(clue),
  onBlur: () => onMark(null),
});

/** What the mail looked like, with the places that gave it away. */
export function ClueExcerpt({ clues, ...marking }: { clues: Clues } & Marking) {
  const styles = useStyles();
  const hasPlaces = [...clues.senderAddress, ...clues.lines.flat()].some(({ clue }) => clue !== undefined);
  if (!hasPlaces) return null;
  return (
    <div className={styles.box}>
      <div className={styles.sender}>
        <bdi className={styles.name}>{clues.senderName}</bdi>
        <bdi dir="ltr">
          <Segments segments={clues.senderAddress} {...marking} />
        </bdi>
      </div>
      <div className={styles.lines}>
        {clues.lines.map((line, index) => (
          <div key={index} dir="auto">
            <Segments segments={line} {...marking} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Segments({ segments, marked, onMark }: { segments: Segment[] } & Marking) {
  const { t } = usePane();
  const styles = useStyles();
  return segments.map(({ text, clue, button }, index) => {
    const shown = button ? <span className={styles.button}>{text}</span> : text;
    if (clue === undefined) return <span key={index}>{shown}</span>;
    return (
      <span
        key={index}
        className={mergeClasses(styles.pill, marked === clue && styles.marked)}
        style={{ animationDelay: `${clue * 60}ms` }}
        {...marks(clue, onMark)}
      >
        <span className={styles.number} aria-hidden="true">
          {clue}
        </span>
        <span className={styles.unseen}>{t("caught.clue", { number: clue })} </span>
        <span>{shown}</span>
      </span>
    );
  });
}

/** The clues in words, under the same numbers. */
export function ClueList({ items, marked, onMark }: { items: Clue[] } & Marking) {
  const { t } = usePane();
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {items.map(({ number, title, text }) => (
        <li
          key={number}
          className={mergeClasses(styles.item, marked === number && styles.marked)}
          {...marks(number, onMark)}
        >
          <span className={mergeClasses(styles.number, styles.big)} aria-hidden="true">
            {number}
          </span>
          <span>
            <span className={styles.unseen}>{t("caught.clue", { number })} </span>
            <strong>{title}</strong> {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
