import { closed } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Text } from "../parts/Card.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

/** For a person who is switched off or taken off the list. A mail that is open is offered to be reported instead. */
export function Paused() {
  const { state, t, organization } = usePane();
  const look = state.me?.user?.status === "removed" ? "removed" : "inactive";
  const contact = state.me?.joining.contact;
  return (
    <>
      <Card drawing={closed}>
        <Title>{t(`${look}.title`)}</Title>
        <Text>{t(`${look}.body`, { organization })}</Text>
        <Text>{t("paused.report")}</Text>
        <Text>{contact ? t("whyClosed.contact", { contact }) : t("whyClosed.noContact")}</Text>
      </Card>
      <NoticeLine />
    </>
  );
}
