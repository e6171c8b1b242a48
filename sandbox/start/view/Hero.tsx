import { makeStyles } from "@fluentui/react-components";
import { Beaker16Regular } from "@fluentui/react-icons";
import { Mark } from "../../../ui/Mark.tsx";
import { sea } from "../../../ui/theme.ts";
import { HeroCatch, HeroWaves } from "./HeroDrawing.tsx";

const useStyles = makeStyles({
  hero: {
    position: "relative",
    overflow: "hidden",
    backgroundColor: sea[40],
    color: "#FFFFFF",
  },
  column: {
    position: "relative",
    maxWidth: "1180px",
    boxSizing: "border-box",
    margin: "0 auto",
    padding: "20px 24px 64px",
    "@media (max-width: 640px)": { padding: "16px 16px 56px" },
  },
  bar: { display: "flex", alignItems: "center", gap: "10px", minHeight: "32px" },
  name: { fontSize: "16px", fontWeight: 600 },
  tag: {
    display: "inline-flex",
    alignItems: "center",
    gap: "6px",
    padding: "2px 10px",
    borderRadius: "999px",
    border: `1px solid ${sea[130]}`,
    color: sea[150],
    fontSize: "12px",
    marginLeft: "6px",
  },
  grow: { flexGrow: 1 },
  link: {
    color: "#FFFFFF",
    fontSize: "14px",
    padding: "4px 0",
    textDecorationLine: "none",
    zIndex: 1,
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: "2px solid #FFFFFF", outlineOffset: "2px", borderRadius: "2px" },
  },
  title: {
    margin: "20px 0 6px",
    maxWidth: "760px",
    fontSize: "32px",
    lineHeight: "40px",
    fontWeight: 600,
    textWrap: "balance",
    "@media (max-width: 640px)": { fontSize: "26px", lineHeight: "34px" },
  },
  text: { margin: 0, maxWidth: "600px", fontSize: "16px", lineHeight: "23px", color: sea[150] },
  fish: {
    position: "absolute",
    top: 0,
    right: "90px",
    height: "100%",
    "@media (max-width: 960px)": { display: "none" },
  },
});

/** What this is, in a sentence. */
export function Hero({ apiUrl }: { apiUrl: string }) {
  const styles = useStyles();
  return (
    <header className={styles.hero}>
      <HeroWaves />
      <div className={styles.column}>
        <HeroCatch className={styles.fish} />
        <div className={styles.bar}>
          <Mark size={32} />
          <span className={styles.name}>Firstcatch</span>
          <span className={styles.tag}>
            <Beaker16Regular /> Sandbox
          </span>
          <span className={styles.grow} />
          <a className={styles.link} href={apiUrl}>
            API description
          </a>
        </div>
        <h1 className={styles.title}>From newcomer to first catch, in four steps</h1>
        <p className={styles.text}>
          Everything runs on this machine, with mail that never leaves it. Do the steps yourself in two tabs:
          one as the owner, one as the newcomer.
        </p>
      </div>
    </header>
  );
}
