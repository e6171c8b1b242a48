import { Body1, Button, makeStyles, Subtitle1, Subtitle2, Title3, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons";
import { useRef, useState } from "react";
import type { ApiToken } from "../../../shared/contracts/api-token.ts";
import { Drawing } from "../../../ui/Drawing.tsx";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { MakeTokenDialog } from "./MakeTokenDialog.tsx";
import { RevokeDialog } from "./RevokeDialog.tsx";
import { TokenRows, TokenRowsSkeleton } from "./TokenRows.tsx";
import { useTokens } from "./use-tokens.ts";

const useStyles = makeStyles({
  page: { maxWidth: "960px" },
  head: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px 20px",
    alignItems: "flex-start",
    marginBottom: "20px",
  },
  words: { flex: "1 1 300px" },
  title: { margin: 0 },
  lead: { display: "block", color: tokens.colorNeutralForeground2, marginTop: "4px", maxWidth: "72ch" },
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
  over: { margin: "28px 0 4px" },
});

/** The reader's own API tokens: made, told once, revoked. */
export function TokensPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const { data, error, isPending, refetch } = useTokens();
  const slow = useDelayed(isPending);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const make = useRef<HTMLButtonElement>(null);
  usePageTitle(t("tokens.title"));
  const valid = data?.items.filter(({ revokedAt }) => revokedAt === undefined) ?? [];
  const over = data?.items.filter(({ revokedAt }) => revokedAt !== undefined) ?? [];

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Title3 as="h1" block className={styles.title}>
            {t("tokens.title")}
          </Title3>
          <Body1 className={styles.lead}>{t("tokens.lead")}</Body1>
        </div>
        <Button ref={make} appearance="primary" icon={<Add20Regular />} onClick={() => setMaking(true)}>
          {t("tokens.make")}
        </Button>
      </div>
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "tokens.error.stale" : "tokens.error")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {slow && <TokenRowsSkeleton />}
      {data && valid.length === 0 && (
        <div className={styles.empty}>
          <div className={styles.picture}>
            <Drawing name="onItsWay" />
          </div>
          <Subtitle1 as="h2" style={{ margin: 0 }}>
            {t("tokens.empty.title")}
          </Subtitle1>
          <Body1 className={styles.emptyText}>{t("tokens.empty.text")}</Body1>
        </div>
      )}
      {valid.length > 0 && <TokenRows list={valid} label={t("tokens.valid")} onRevoke={setRevoking} />}
      {over.length > 0 && (
        <>
          <Subtitle2 as="h2" block className={styles.over}>
            {t("tokens.over")}
          </Subtitle2>
          <TokenRows list={over} label={t("tokens.over")} />
        </>
      )}
      {making && <MakeTokenDialog onClose={() => setMaking(false)} />}
      {revoking && (
        <RevokeDialog
          token={revoking}
          onClose={() => setRevoking(null)}
          onDone={() => {
            setRevoking(null);
            announce(t("tokens.revoked", { name: revoking.name }));
            // The button that had the focus is gone with its row.
            make.current?.focus();
          }}
        />
      )}
    </div>
  );
}
