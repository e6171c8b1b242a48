import { Body1, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { Hop } from "../../../shared/contracts/check.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { pageFor } from "./check-words.ts";
import { useSpan } from "./use-span.ts";

const useStyles = makeStyles({
  why: {
    display: "block",
    color: tokens.colorNeutralForeground2,
    overflowWrap: "anywhere",
    maxWidth: "76ch",
  },
  reply: {
    display: "block",
    marginTop: "6px",
    padding: "6px 10px",
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
    whiteSpace: "pre-wrap",
  },
});

interface HopWhyProps {
  hop: Hop;
  mailbox: string | undefined;
  /** The server's time when the answer came, and this browser's then. */
  asked: { server: string; here: number };
}

/** What a hop waits for or failed of, what to do about it, and the mail server's words. */
export function HopWhy({ hop, mailbox, asked }: HopWhyProps) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const { reason, reply, nextTryAt } = hop;
  const way = reason && pageFor[reason];
  return (
    <>
      {reason && (
        <Body1 className={styles.why}>
          {rich(`check.why.${reason}`, {
            waited: <Waited since={hop.since ?? asked.server} asked={asked} />,
            mailbox: <bdi dir="ltr">{mailbox}</bdi>,
          })}{" "}
          {nextTryAt && rich("check.nextTry", { moment: <Moment at={nextTryAt} withTime inside /> })}
        </Body1>
      )}
      {way && (
        <Body1 className={styles.why}>
          <PageLink to={way.to}>{t(way.key)}</PageLink>
        </Body1>
      )}
      {reply && (
        <>
          <Caption1 className={styles.why}>{t("check.reply")}</Caption1>
          <span className={styles.reply} dir="ltr">
            {reply}
          </span>
        </>
      )}
    </>
  );
}

/** How long it has waited, by the server's clock, going on here between two answers. */
function Waited({ since, asked }: { since: string; asked: HopWhyProps["asked"] }) {
  const span = useSpan();
  const [here, tick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const waited = Date.parse(asked.server) - Date.parse(since) + Math.max(0, here - asked.here);
  return <>{span(Math.floor(waited / 1000) * 1000)}</>;
}
