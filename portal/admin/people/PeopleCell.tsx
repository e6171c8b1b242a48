import { Avatar, makeStyles, tokens } from "@fluentui/react-components";
import type { User } from "../../../shared/contracts/user.ts";
import type { StructureKind } from "../../../shared/structure.ts";
import { Moment } from "../pieces/Moment.tsx";
import { Address, initialsOf, nameOf } from "../pieces/Person.tsx";
import { useUnits } from "../structure/use-structure.ts";
import { useTexts } from "../text-context.ts";
import type { PeopleColumn } from "./people-columns.ts";
import { PersonLink } from "./PersonLink.tsx";
import { StandingBadge } from "./StandingBadge.tsx";

const useStyles = makeStyles({
  person: { display: "flex", alignItems: "center", gap: "10px", minWidth: 0 },
  name: { overflow: "hidden", textOverflow: "ellipsis" },
  none: { color: tokens.colorNeutralForeground3 },
});

/** What one column says of a person. */
export function PeopleCell({ column, user }: { column: PeopleColumn | "name"; user: User }) {
  const { t } = useTexts();
  switch (column) {
    case "name":
      return <Person user={user} />;
    case "email":
      return <Address email={user.email} quiet />;
    case "employeeId":
      return user.employeeId ? <bdi title={user.employeeId}>{user.employeeId}</bdi> : <None />;
    case "company":
      return <Units kind="companies" ids={user.company ? [user.company] : []} />;
    case "department":
      return <Units kind="departments" ids={user.department ? [user.department] : []} />;
    case "functions":
      return <Units kind="functions" ids={user.functions} />;
    case "groups":
      return <Units kind="groups" ids={user.groups} />;
    case "language":
      return t(`language.${user.language}`);
    case "standing":
      return <StandingBadge user={user} />;
    case "startMethod":
      return user.startMethod ? t(`startMethod.${user.startMethod}`) : <None />;
    case "startedAt":
    case "onboardedAt":
    case "lastReportAt":
      return user[column] ? <Moment at={user[column]} /> : <None />;
    case "added":
      return <Moment at={user.createdAt} />;
  }
}

function None() {
  const { t } = useTexts();
  return <span className={useStyles().none}>{t("people.none")}</span>;
}

/** The names of what a person belongs to; cut off where there is no room, and told in full beside the pointer. */
function Units({ kind, ids }: { kind: StructureKind; ids: readonly string[] }) {
  const { data } = useUnits(kind);
  if (ids.length === 0) return <None />;
  const names = ids.flatMap((id) => data?.items.find((unit) => unit.id === id)?.name ?? []).join(", ");
  return <bdi title={names}>{names}</bdi>;
}

function Person({ user }: { user: User }) {
  const styles = useStyles();
  const name = nameOf(user);
  return (
    <span className={styles.person}>
      <Avatar size={24} name={name} initials={initialsOf(name)} aria-hidden role="presentation" />
      <PersonLink user={user} className={styles.name} />
    </span>
  );
}
