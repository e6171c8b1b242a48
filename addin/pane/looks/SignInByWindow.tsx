import { Person20Regular } from "@fluentui/react-icons";
import { MarkGlyph } from "../../../ui/Mark.tsx";
import { join, offline } from "../../../ui/drawings/first-scenes.tsx";
import { Card, Label, Text } from "../parts/Card.tsx";
import { LinkRow, Links, Primary, Secondary } from "../parts/actions.tsx";
import { MailCard } from "../parts/MailCard.tsx";
import { Title } from "../parts/Title.tsx";
import { usePane } from "../pane-context.ts";

/** For an Outlook that signs nobody in: the button that opens our window, and what became of the last one. */
export function SignInByWindow() {
  const { pane, state, t } = usePane();
  const { mail, busy, signInProblem } = state;
  const { reason, address = "", mailbox = "" } = signInProblem ?? { reason: "asked" };
  // No press signs in here, and a report that was kept on this device could never leave it.
  const never = reason === "unavailable";
  const waiting = busy === "check";
  const kept = mail && state.reports[mail.key]?.phase === "kept";
  const picked = reason === "otherAccount";
  return (
    <>
      <Card low drawing={reason === "asked" || reason === "expired" || picked ? join : offline}>
        <Title>{t(`signIn.${reason}.title`)}</Title>
        <Text>{t(`signIn.${reason}.body`, { address, mailbox })}</Text>
        {waiting ? (
          <Text>{t("signIn.waiting")}</Text>
        ) : (
          mail && !picked && !never && <Text>{t("signIn.kept")}</Text>
        )}
        {!never && (
          <Primary
            icon={<Person20Regular />}
            busy={waiting}
            onClick={() => void pane.check(picked || reason === "account" ? "choose" : undefined)}
          >
            {t(picked || reason === "account" ? "signIn.choose" : "noSignIn.signIn")}
          </Primary>
        )}
        {picked && <Secondary onClick={() => void pane.check("keep")}>{t("signIn.keep")}</Secondary>}
      </Card>
      {mail && !never && (
        <>
          <Label>{t(kept ? "mail.reported" : "mail.open")}</Label>
          <MailCard mail={mail} />
          {!kept && (
            <Links>
              <LinkRow icon={<MarkGlyph />} onClick={() => pane.ask("report")}>
                {t("common.reportThisMail")}
              </LinkRow>
            </Links>
          )}
        </>
      )}
    </>
  );
}
