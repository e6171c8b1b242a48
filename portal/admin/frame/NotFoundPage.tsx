import { Body1, Button, makeStyles, Title3, tokens } from "@fluentui/react-components";
import { useNavigate } from "react-router";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, alignItems: "flex-start" },
});

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  usePageTitle(t("notFound.title"));
  return (
    <div className={styles.box}>
      <Title3 as="h1">{t("notFound.title")}</Title3>
      <Body1>{t("notFound.text")}</Body1>
      <Button appearance="primary" onClick={() => void go("/people")}>
        {t("notFound.back")}
      </Button>
    </div>
  );
}
