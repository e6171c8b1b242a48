import {
  Body1Strong,
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Skeleton,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import { Key20Regular } from "@fluentui/react-icons";
import type { ApiToken } from "../../../shared/contracts/api-token.ts";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px 12px",
    padding: "12px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { display: "flex", color: tokens.colorNeutralForeground2 },
  words: { flex: "1 1 200px", minWidth: 0, display: "flex", flexDirection: "column", gap: "2px" },
  name: { overflowWrap: "anywhere" },
  over: { color: tokens.colorNeutralForeground2 },
  quiet: { color: tokens.colorNeutralForeground2 },
  hint: { fontFamily: tokens.fontFamilyMonospace },
});

interface TokenRowsProps {
  list: readonly ApiToken[];
  label: string;
  onRevoke?: (token: ApiToken) => void;
}

/** Tokens by name and first characters, with when they were made and used. */
export function TokenRows({ list, label, onRevoke }: TokenRowsProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={label}>
      {list.map((token) => (
        <li key={token.id} className={styles.row}>
          <span className={styles.icon}>
            <Key20Regular />
          </span>
          <div className={styles.words}>
            <Body1Strong className={mergeClasses(styles.name, token.revokedAt && styles.over)}>
              <bdi>{token.name}</bdi>
            </Body1Strong>
            <Caption1 className={styles.quiet}>
              <span dir="ltr" className={styles.hint}>
                {token.hint}…
              </span>{" "}
              · {t("tokens.made")} <Moment at={token.createdAt} withTime inside /> ·{" "}
              {token.lastUsedAt ? (
                <>
                  {t("tokens.used")} <Moment at={token.lastUsedAt} withTime inside />
                </>
              ) : (
                t("tokens.neverUsed")
              )}
              {token.revokedAt && (
                <>
                  {" "}
                  · {t("tokens.revokedAt")} <Moment at={token.revokedAt} withTime inside />
                </>
              )}
            </Caption1>
          </div>
          {onRevoke && (
            <Button aria-label={t("tokens.revoke.for", { name: token.name })} onClick={() => onRevoke(token)}>
              {t("tokens.revoke")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function TokenRowsSkeleton() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")}>
      {[0, 1, 2].map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem style={{ height: 36, borderRadius: 4 }} />
        </div>
      ))}
    </Skeleton>
  );
}
