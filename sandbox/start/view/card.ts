import { makeStyles, tokens } from "@fluentui/react-components";

/** The cards of the start page. */
export const useCardStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: "12px",
    boxShadow: tokens.shadow4,
    padding: "18px 20px",
    minWidth: 0,
    boxSizing: "border-box",
    "@media (max-width: 640px)": { padding: "16px" },
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", gap: "4px 12px", marginBottom: "8px" },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  grow: { flexGrow: 1 },
});
