import { makeStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import { MarkGlyph } from "../../../ui/Mark.tsx";
import { closed, join, offline, onItsWay } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Hint, Label, Text } from "../parts/Card.tsx";
import { LinkRow, Links, Primary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { NoticeLine } from "../parts/NoticeLine.tsx";
import { Spinner } from "../parts/Spinner.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  title: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalM },
  waiting: { ...typography.body1, color: tokens.colorNeutralForeground2, margin: 0 },
});

/** Signing in takes a moment, or longer; reporting need not wait for it. */
export function Starting() {
  const { state, t } = usePane();
  const styles = useStyles();
  return (
    <>
      <Card drawing={join}>
        <div className={styles.title}>
          <Title>{t("starting.title")}</Title>
          <Spinner />
        </div>
        <Text>{t(state.mail ? "starting.body" : "starting.bodyNoMail")}</Text>
      </Card>
      <OpenMailBelow />
    </>
  );
}

export function Sending() {
  const { state, t } = usePane();
  const styles = useStyles();
  return (
    <>
      <Card drawing={onItsWay}>
        <div className={styles.title}>
          <Title>{t("sending.title")}</Title>
          <Spinner />
        </div>
        <Text>{t("sending.body")}</Text>
        {state.mail && <MailCard mail={state.mail} />}
      </Card>
    </>
  );
}

export function NoMail() {
  const { t } = usePane();
  return (
    <>
      <Card drawing={join}>
        <Title>{t("noMail.title")}</Title>
        <Text>{t("noMail.body")}</Text>
        {/* With the right to read one mail, Outlook tells of several selected ones what it tells of none. */}
        <Hint>{t("noMail.several")}</Hint>
      </Card>
      <NoticeLine />
    </>
  );
}

export type TroubleLook = "outside" | "silent" | "noSignIn" | "unreachable" | "serverError" | "notRegistered";

/** Something around the pane is missing. What can still be done, above all reporting, stays on offer. */
export function Trouble({ look }: { look: TroubleLook }) {
  const { pane, state, t } = usePane();
  const checking = state.busy === "check";
  return (
    <>
      <Card
        low={state.mail !== null}
        drawing={look === "outside" || look === "notRegistered" ? closed : offline}
      >
        <Title>{t(`${look}.title`)}</Title>
        <TroubleText look={look} />
        {look === "silent" && <Primary onClick={() => location.reload()}>{t("silent.reload")}</Primary>}
        {look === "noSignIn" && (
          <Primary busy={checking} onClick={() => void pane.check()}>
            {t("noSignIn.signIn")}
          </Primary>
        )}
        {(look === "unreachable" || look === "serverError" || look === "notRegistered") && (
          <Primary busy={checking} onClick={() => void pane.check()}>
            {t("common.tryAgain")}
          </Primary>
        )}
      </Card>
      <NoticeLine />
      {look !== "outside" && look !== "silent" && <OpenMailBelow />}
    </>
  );
}

function TroubleText({ look }: { look: TroubleLook }): ReactNode {
  const { state, t } = usePane();
  const mailOpen = state.mail !== null;
  if (look === "noSignIn" || look === "unreachable" || look === "serverError")
    return <Text>{t(mailOpen ? `${look}.body` : `${look}.bodyNoMail`)}</Text>;
  return <Text>{t(`${look}.body`)}</Text>;
}

/** The open mail and the way to report it, for looks that are about something else. */
function OpenMailBelow() {
  const { pane, state, t } = usePane();
  if (!state.mail) return null;
  return (
    <>
      <Label>{t("mail.open")}</Label>
      <MailCard mail={state.mail} />
      <Links>
        <LinkRow icon={<MarkGlyph />} onClick={() => pane.ask("report")}>
          {t("common.reportThisMail")}
        </LinkRow>
      </Links>
    </>
  );
}
