import { join } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Hint, Label, Text } from "../parts/Card.tsx";
import { Primary, Secondary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

/** Joining and reporting the open mail are two things, plainly two. */
export function Join() {
  const { pane, state, t } = usePane();
  const { mail, busy } = state;
  return (
    <>
      <Card drawing={join}>
        <Title>{t("join.title")}</Title>
        <Text>{t("join.body")}</Text>
        <Primary busy={busy === "join"} onClick={() => void pane.join()}>
          {busy === "join" ? t("join.busy") : t("join.join")}
        </Primary>
      </Card>
      <NoticeLine />
      {mail && (
        <>
          <Label>{t("mail.open")}</Label>
          <MailCard mail={mail} />
          <Secondary onClick={() => void pane.joinAndReport()} busy={busy === "join"}>
            {t("join.joinAndReport")}
          </Secondary>
          <Hint outside>{t("join.hint")}</Hint>
        </>
      )}
    </>
  );
}
