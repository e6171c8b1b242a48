import {
  Body1,
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { stuckStates, type StuckState } from "../../../shared/contracts/mail.ts";
import { Drawing } from "../../../ui/Drawing.tsx";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { FilterChip } from "../pieces/FilterChip.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { ActDialog } from "./ActDialog.tsx";
import { reasonsOf, wordFor } from "./mail-words.ts";
import { MailFacts } from "./MailFacts.tsx";
import { MailRows, MailRowsSkeleton } from "./MailRows.tsx";
import { type MailAct, useMailStatus, useStuckMails } from "./use-mail.ts";

const useStyles = makeStyles({
  title: { margin: "0 0 4px" },
  lead: { display: "block", color: tokens.colorNeutralForeground2, marginBottom: "16px" },
  tools: { display: "flex", alignItems: "center", gap: "8px", flexWrap: "wrap", marginBottom: "12px" },
  all: { marginInlineStart: "auto", display: "flex", gap: "8px", flexWrap: "wrap" },
  done: { marginBottom: "12px" },
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    textAlign: "center",
    gap: "8px",
    paddingBlock: "min(6vh, 56px) 24px",
  },
  picture: { width: "300px", maxWidth: "100%", height: "150px", borderRadius: "12px", overflow: "hidden" },
  emptyText: { maxWidth: "52ch", textAlign: "inherit", color: tokens.colorNeutralForeground2 },
  more: { marginTop: "12px", display: "flex", justifyContent: "center" },
});

/** Mails that go no further until a person decides, and how sending goes as a whole. */
export function MailPage() {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const [params, setParams] = useSearchParams();
  const state = stuckStates.find((one) => one === params.get("state"));
  const cursor = params.get("cursor") ?? undefined;
  const status = useMailStatus();
  const list = useStuckMails(state, cursor);
  const [asked, setAsked] = useState<{ act: MailAct; state: StuckState } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = list;
  usePageTitle(t("mail.title"));

  const show = (next: { state?: StuckState | undefined; cursor?: string | undefined }) =>
    setParams({ ...(next.state && { state: next.state }), ...(next.cursor && { cursor: next.cursor }) });
  const tell = (words: string) => {
    setDone(words);
    announce(words);
  };

  return (
    <>
      <Title3 as="h1" className={styles.title} block>
        {t("mail.title")}
      </Title3>
      <Body1 className={styles.lead}>{t("mail.lead")}</Body1>
      {status.data && <MailFacts status={status.data} />}
      {done && (
        <MessageBar intent="success" className={styles.done}>
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.mail.title")} error={error} onAgain={() => void list.refetch()} />
      )}
      {data && (data.total > 0 || state) && (
        <Tools
          state={state}
          total={data.total}
          onState={(next) => show({ state: next })}
          onAct={(act, of) => setAsked({ act, state: of })}
        />
      )}
      {!data && !error && <Loading />}
      {data && data.total === 0 && <NothingWaits filtered={state !== undefined} />}
      {data && data.total > 0 && (
        <>
          <MailRows
            mails={data.items}
            onAct={(act, mail) => setAsked({ act, state: mail.state as StuckState })}
          />
          {(data.next ?? cursor) && (
            <div className={styles.more}>
              {cursor && <Button onClick={() => show({ state })}>{t("people.first")}</Button>}
              {data.next && (
                <Button onClick={() => show({ state, cursor: data.next })}>{t("people.next")}</Button>
              )}
            </div>
          )}
        </>
      )}
      {asked && (
        <ActDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={({ changed, left, skipped }) => {
            setAsked(null);
            const key = asked.act.action === "cancel" ? "mail.done.cancel" : "mail.done.resend";
            tell(
              [
                counted(key, changed),
                ...reasonsOf(skipped).map((reason) => counted(reason.key, reason.n)),
                ...(left > 0 ? [counted("mail.done.left", left)] : []),
              ].join(" "),
            );
          }}
        />
      )}
    </>
  );
}

interface ToolsProps {
  state: StuckState | undefined;
  total: number;
  onState: (state: StuckState | undefined) => void;
  onAct: (act: MailAct, state: StuckState) => void;
}

function Tools({ state, total, onState, onAct }: ToolsProps) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const mayAct = useMay("mail.act");
  const actions = state === "held" ? (["resend", "cancel"] as const) : (["resend"] as const);
  return (
    <div className={styles.tools} role="group" aria-label={t("people.filters")}>
      <FilterChip
        label={t("mail.filter.state")}
        options={stuckStates}
        textOf={(one) => t(`mail.state.${one}`)}
        value={state}
        onChange={onState}
      />
      {mayAct && state && total > 1 && (
        <div className={styles.all}>
          {actions.map((action) => (
            <Button key={action} onClick={() => onAct({ action, mails: { state } }, state)}>
              {t("mail.act.all", { act: t(wordFor(action, state)), n: number(total) })}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function Loading() {
  return useDelayed(true) ? <MailRowsSkeleton /> : null;
}

function NothingWaits({ filtered }: { filtered: boolean }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      {!filtered && (
        <div className={styles.picture}>
          <Drawing name="onItsWay" />
        </div>
      )}
      <Subtitle1 as="h2" style={{ margin: 0 }}>
        {t(filtered ? "mail.none.title" : "mail.empty.title")}
      </Subtitle1>
      {!filtered && <Body1 className={styles.emptyText}>{t("mail.empty.text")}</Body1>}
    </div>
  );
}
