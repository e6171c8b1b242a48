import { makeStyles } from "@fluentui/react-components";
import { Open20Regular } from "@fluentui/react-icons";
import { tokens, typography } from "../../../ui/tokens.ts";
import { usePane } from "../pane-context.ts";
import { Links } from "./actions.tsx";

const useStyles = makeStyles({
  link: {
    ...typography.body1,
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "24px",
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    ":hover": { color: tokens.colorBrandForegroundLinkHover, textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
    "@media (pointer: coarse)": { minHeight: "44px" },
  },
});

/** The way to the page that tells what became of a report; it opens beside Outlook, where the person signs in once more. */
export function FollowReport({ receipt }: { receipt: string }) {
  const { state, t } = usePane();
  const styles = useStyles();
  // Whose sign-in it is, where several organizations are served.
  const domain = state.me?.user?.email.split("@").at(-1);
  const query = domain ? `?${new URLSearchParams({ domain }).toString()}` : "";
  return (
    <Links>
      <a className={styles.link} href={`/reported/${receipt}${query}`} target="_blank" rel="noreferrer">
        <Open20Regular aria-hidden="true" />
        <span>{t("thanks.follow")}</span>
      </a>
    </Links>
  );
}
