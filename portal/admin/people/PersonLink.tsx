import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Link, useLocation } from "react-router";
import type { User } from "../../../shared/contracts/user.ts";
import { nameOf } from "../pieces/Person.tsx";

const useStyles = makeStyles({
  link: {
    minWidth: 0,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
});

/** The way to a person's page, which finds back to this place of the list. */
export function PersonLink({ user, className }: { user: User; className?: string }) {
  const styles = useStyles();
  const name = nameOf(user);
  const list = useLocation().search;
  return (
    <Link
      to={`/people/${user.id}`}
      state={{ list }}
      className={mergeClasses(styles.link, className)}
      title={name}
    >
      <bdi>{name}</bdi>
    </Link>
  );
}
