import {
  Badge,
  Body1,
  Body1Strong,
  Caption1,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import type { SenderDns } from "../../../shared/contracts/check.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { type PortalTextKey, useTexts } from "../text-context.ts";
import { useSenderDns } from "./use-check.ts";

const useStyles = makeStyles({
  quiet: { display: "block", color: tokens.colorNeutralForeground2, maxWidth: "76ch" },
  domain: { display: "block", marginBlock: "14px 6px", overflowWrap: "anywhere" },
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "10px" },
  row: { display: "grid", gridTemplateColumns: "64px minmax(0, 1fr)", columnGap: "12px" },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 10px" },
  record: {
    display: "block",
    marginTop: "4px",
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

type Found = SenderDns["domains"][number]["found"][number];
const colours = {
  ok: "success",
  weak: "warning",
  missing: "danger",
  wrong: "danger",
  unreachable: "informative",
} as const;

/** SPF, DKIM and DMARC of the domains that mails come from, and what to publish where something is missing. */
export function SenderCard() {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = useSenderDns();
  return (
    <Card title={t("check.sender")} hint={data?.asked ? t("check.sender.hint") : undefined}>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("check.sender.error")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem style={{ height: 120 }} />
        </Skeleton>
      )}
      {data && !data.asked && <Body1 className={styles.quiet}>{t("check.sender.notAsked")}</Body1>}
      {data?.domains.map(({ domain, found }) => (
        <section key={domain}>
          <Body1Strong className={styles.domain}>
            <bdi dir="ltr">{domain}</bdi>
          </Body1Strong>
          <ul className={styles.list}>
            {found.map((one) => (
              <Line key={one.what} found={one} />
            ))}
          </ul>
        </section>
      ))}
      {data?.asked && !data.signed && (
        <Caption1 className={styles.quiet} style={{ marginTop: 12 }}>
          {t("check.sender.unsigned")}
        </Caption1>
      )}
    </Card>
  );
}

function Line({ found: { what, state, code, record, publish } }: { found: Found }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const words: PortalTextKey = code === "missing" ? `check.dns.${what}.missing` : `check.dns.${code}`;
  return (
    <li className={styles.row}>
      <Body1Strong>{what}</Body1Strong>
      <div>
        <span className={styles.head}>
          <Badge appearance="tint" color={colours[state]}>
            {t(`check.dns.state.${state}`)}
          </Badge>
          <Body1>{t(words)}</Body1>
        </span>
        {record && (
          <span className={styles.record} dir="ltr">
            {record}
          </span>
        )}
        {publish && (
          <>
            <Caption1 className={styles.quiet}>
              {rich("check.sender.publish", { host: <bdi dir="ltr">{publish.host}</bdi> })}
            </Caption1>
            <span className={styles.record} dir="ltr">
              {publish.value}
            </span>
          </>
        )}
      </div>
    </li>
  );
}
