import { ArrowClockwise20Regular, QuestionCircle20Regular } from "@fluentui/react-icons";
import { closed } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Text } from "../parts/Card.tsx";
import { LinkRow, Links, Primary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

export function Closed() {
  const { pane, state, t, organization } = usePane();
  const { mail } = state;
  return (
    <>
      <Card drawing={closed}>
        <Title>{t("closed.title")}</Title>
        <Text>{t("closed.body", { organization })}</Text>
        <Text>{t("closed.report")}</Text>
        {mail && <Primary onClick={() => pane.ask("report")}>{t("common.reportThisMail")}</Primary>}
      </Card>
      {mail && <MailCard mail={mail} />}
      <NoticeLine />
      <Links>
        <LinkRow
          icon={<ArrowClockwise20Regular />}
          disabled={state.busy !== null}
          onClick={() => void pane.check()}
        >
          {t("closed.check")}
        </LinkRow>
        <LinkRow icon={<QuestionCircle20Regular />} onClick={() => pane.ask("whyClosed")}>
          {t("closed.why")}
        </LinkRow>
      </Links>
    </>
  );
}
