import { Avatar, Badge, Body1, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { Card } from "../pieces/Card.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { initialsOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", gap: "10px" },
  words: { display: "flex", flexDirection: "column", flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Who threw the switch last, and when. */
export function LastChangeCard({ organization }: { organization: Organization }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const { anyoneCanJoin, changedBy, changedAt } = organization.joining;
  const who = changedBy ?? t("joining.unknownPerson");
  return (
    <Card title={t("joining.lastChange")}>
      {changedAt ? (
        <div className={styles.row}>
          <Avatar
            size={28}
            color="brand"
            name={who}
            initials={initialsOf(who)}
            aria-hidden
            role="presentation"
          />
          <div className={styles.words}>
            <Body1>
              {rich(anyoneCanJoin ? "joining.switchedOn" : "joining.switchedOff", {
                who: (
                  <b>
                    <bdi>{who}</bdi>
                  </b>
                ),
              })}
            </Body1>
            <Caption1 className={styles.quiet}>
              <Moment at={changedAt} withTime />
            </Caption1>
          </div>
          <Badge
            appearance={anyoneCanJoin ? "tint" : "outline"}
            color={anyoneCanJoin ? "success" : "informative"}
          >
            {t(anyoneCanJoin ? "joining.badge.on" : "joining.badge.off")}
          </Badge>
        </div>
      ) : (
        <Body1 className={styles.quiet}>{t("joining.neverSwitched")}</Body1>
      )}
    </Card>
  );
}
