import { Body1, Button, makeStyles, Title3, tokens } from "@fluentui/react-components";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  box: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
    alignItems: "flex-start",
    padding: tokens.spacingHorizontalXXL,
  },
});

/** A fault of ours while drawing a page: says so instead of a blank sheet. */
export function BrokenPage() {
  const { t } = useTexts();
  const styles = useStyles();
  usePageTitle(t("error.page.title"));
  return (
    <div className={styles.box} role="alert">
      <Title3 as="h1">{t("error.page.title")}</Title3>
      <Body1>{t("error.page.text")}</Body1>
      <Button appearance="primary" onClick={() => window.location.reload()}>
        {t("error.page.reload")}
      </Button>
    </div>
  );
}
