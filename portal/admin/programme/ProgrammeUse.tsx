import { Caption1, makeStyles, Spinner, tokens } from "@fluentui/react-components";
import { Fragment } from "react";
import type { Programme } from "../../../shared/contracts/programme.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { unitFilterOf } from "../people/people-filter.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  who: {
    display: "flex",
    flexDirection: "column",
    gap: "2px",
    marginTop: "10px",
    paddingTop: "10px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    overflowWrap: "anywhere",
  },
  moving: { justifyContent: "flex-start" },
});

/** How many people have it, and why: by hand, or by the functions and groups that bring it. */
export function ProgrammeUse({ programme, users }: { programme: Programme; users: number | undefined }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const { byHand, broughtBy, moving } = programme;
  const lists = (["groups", "functions"] as const).flatMap((kind) => {
    const units = broughtBy.filter((unit) => unit.kind === kind);
    return units.length > 0 ? [{ kind, units }] : [];
  });
  return (
    <div className={styles.who}>
      <Caption1>
        {users === undefined
          ? t("programmes.counting")
          : users === 0
            ? t("programmes.nobody")
            : counted("programmes.people", users)}
      </Caption1>
      {lists.map(({ kind, units }) => (
        <Caption1 key={kind}>
          {t(`programmes.broughtBy.${kind}`)}{" "}
          {units.map(({ id, name, archived }, index) => (
            <Fragment key={id}>
              {index > 0 && ", "}
              <PageLink to={`/people?${unitFilterOf(kind)}=${encodeURIComponent(id)}`}>
                <bdi>{archived ? t("programmes.archivedUnit", { name }) : name}</bdi>
              </PageLink>
            </Fragment>
          ))}
        </Caption1>
      ))}
      {moving ? (
        <Spinner
          size="tiny"
          className={styles.moving}
          label={counted("programmes.moving", byHand)}
          labelPosition="after"
        />
      ) : (
        byHand > 0 && <Caption1>{counted("programmes.byHand", byHand)}</Caption1>
      )}
    </div>
  );
}
