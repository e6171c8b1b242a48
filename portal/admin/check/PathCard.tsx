import { Body1, makeStyles, MessageBar, MessageBarBody, Subtitle2, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { Check } from "../../../shared/contracts/check.ts";
import { Drawing } from "../../../ui/Drawing.tsx";
import { Card } from "../pieces/Card.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { hopNow, summaryOf } from "./check-words.ts";
import { Hops } from "./Hops.tsx";

const useStyles = makeStyles({
  bar: { marginBottom: "18px" },
  none: { display: "flex", flexDirection: "column", alignItems: "center", textAlign: "center", gap: "8px" },
  picture: { width: "300px", maxWidth: "100%", height: "150px", borderRadius: "12px", overflow: "hidden" },
  text: { maxWidth: "56ch", textAlign: "inherit", color: tokens.colorNeutralForeground2 },
});

const intents = {
  running: "info",
  stuck: "warning",
  waiting: "info",
  passed: "success",
  failed: "error",
} as const;

/** The latest check, hop by hop. */
export function PathCard({ check, asked }: { check: Check; asked: { server: string; here: number } }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { mailbox, receipt } = check;
  const summary = summaryOf(check);
  const now = hopNow(check);
  const words = t(`check.summary.${summary}`, { hop: now ? t(`check.hop.${now.hop}`) : "" });
  useTold(check, words);
  return (
    <Card
      title={t("check.path")}
      hint={[
        mailbox ? t("check.path.hint", { mailbox }) : t("check.path.noMailbox"),
        ...(receipt ? [t("check.receipt", { receipt })] : []),
      ].join(" · ")}
    >
      <MessageBar intent={intents[summary]} layout="multiline" className={styles.bar}>
        <MessageBarBody>{words}</MessageBarBody>
      </MessageBar>
      <Hops hops={check.hops} mailbox={mailbox} asked={asked} />
    </Card>
  );
}

/** Nothing was checked yet. */
export function NothingChecked() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Card title={t("check.path")}>
      <div className={styles.none}>
        <div className={styles.picture}>
          <Drawing name="onItsWay" />
        </div>
        <Subtitle2 as="h3" style={{ margin: 0 }}>
          {t("check.none.title")}
        </Subtitle2>
        <Body1 className={styles.text}>{t("check.none.text")}</Body1>
      </div>
    </Card>
  );
}

/** Tells screen readers when the check comes to another hop or to its end; what was there on arrival they read themselves. */
function useTold(check: Check, words: string): void {
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const now = hopNow(check);
  const where = `${check.id} ${now?.hop ?? ""} ${now?.state ?? ""} ${now?.reason ?? ""}`;
  const told = useRef(where);
  const said =
    now?.state === "running"
      ? t("check.announce.hop", { hop: t(`check.hop.${now.hop}`), state: t("check.state.running") })
      : words;
  useEffect(() => {
    if (told.current === where) return;
    told.current = where;
    announce(said);
  }, [announce, said, where]);
}
