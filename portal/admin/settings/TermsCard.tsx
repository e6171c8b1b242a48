import { Body1, Field, Input, Link, makeStyles, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { useTexts } from "../text-context.ts";
import { EditCard } from "./EditCard.tsx";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  link: { overflowWrap: "anywhere" },
});
const isPage = (text: string) => URL.canParse(text) && new URL(text).protocol === "https:";

/** What people accept where they join by themselves. */
export function TermsCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <EditCard
      title={t("settings.terms")}
      organization={organization}
      pick={({ terms }) => terms?.url ?? ""}
      change={(url) => ({ terms: url.trim() ? { url: url.trim() } : null })}
      problem={(url) => (url.trim() === "" || isPage(url.trim()) ? undefined : t("settings.terms.bad"))}
      show={(url) =>
        url ? (
          <Link href={url} target="_blank" rel="noreferrer" className={styles.link}>
            <bdi dir="ltr">{url}</bdi>
          </Link>
        ) : (
          <Body1 className={styles.quiet}>{t("settings.terms.none")}</Body1>
        )
      }
      fields={({ draft, setDraft }) => (
        <Field label={t("settings.terms.label")} hint={t("settings.terms.hint")}>
          <Input
            value={draft}
            type="url"
            dir="ltr"
            autoFocus
            autoComplete="off"
            placeholder="https://"
            onChange={(_, { value }) => setDraft(value)}
          />
        </Field>
      )}
    />
  );
}
