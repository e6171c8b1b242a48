import { makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { useClientState } from "./use-client.ts";

const shownFor = 4_000;

const useStyles = makeStyles({
  toast: {
    position: "fixed",
    bottom: "20px",
    left: "50%",
    transform: "translateX(-50%)",
    maxWidth: "min(560px, calc(100vw - 48px))",
    padding: "8px 16px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    boxShadow: tokens.shadow16,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    zIndex: 10,
    ":empty": { display: "none" },
  },
});

/** Says what happened: new mail, mail moved, what failed. */
export function Announcer() {
  const styles = useStyles();
  const { said } = useClientState();
  const [over, setOver] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setOver(said), shownFor);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div role="status" className={styles.toast}>
      {said === over ? "" : said}
    </div>
  );
}
