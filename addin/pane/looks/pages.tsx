import { makeStyles } from "@fluentui/react-components";
import { tokens, typography } from "../../../ui/tokens.ts";
import { Card, Heading, Text } from "../parts/Card.tsx";
import { BackButton } from "../parts/actions.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  part: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  list: {
    ...typography.body1,
    color: tokens.colorNeutralForeground2,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    "& li + li": { marginTop: tokens.spacingVerticalS },
  },
});

const parts = ["join", "report", "keep", "device", "never"] as const;

/** What happens to a person's data, in the pane. */
export function DataPage() {
  const { t, organization } = usePane();
  const styles = useStyles();
  return (
    <>
      <Card>
        <Title>{t("data.title")}</Title>
        {parts.map((part) => (
          <div key={part} className={styles.part}>
            <Heading>{t(`data.${part}Title`)}</Heading>
            <Text>{t(`data.${part}`, { organization })}</Text>
          </div>
        ))}
      </Card>
      <BackButton />
    </>
  );
}

const reasons = ["sender", "rush", "ask", "link"] as const;

export function WhenToReport() {
  const { t } = usePane();
  const styles = useStyles();
  return (
    <>
      <Card>
        <Title>{t("whenToReport.title")}</Title>
        <Text>{t("whenToReport.lead")}</Text>
        <ul className={styles.list}>
          {reasons.map((reason) => (
            <li key={reason}>{t(`whenToReport.${reason}`)}</li>
          ))}
        </ul>
        <Text>{t("whenToReport.clicked")}</Text>
      </Card>
      <BackButton />
    </>
  );
}

export function WhyClosed() {
  const { state, t, organization } = usePane();
  const { reason, contact } = state.me?.joining ?? {};
  const address = reason === "address_not_allowed" || reason === "address_unusable";
  return (
    <>
      <Card>
        <Title>{t("whyClosed.title")}</Title>
        <Text>{t(address ? "whyClosed.address" : "whyClosed.gate", { organization })}</Text>
        <Text>{t("whyClosed.invite")}</Text>
        <Text>{contact ? t("whyClosed.contact", { contact }) : t("whyClosed.noContact")}</Text>
      </Card>
      <BackButton />
    </>
  );
}
