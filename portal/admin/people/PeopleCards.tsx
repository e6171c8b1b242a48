import {
  Avatar,
  Caption1,
  Checkbox,
  makeStyles,
  mergeClasses,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import type { User } from "../../../shared/contracts/user.ts";
import { fadeIn } from "../look.ts";
import { Moment } from "../pieces/Moment.tsx";
import { Address, initialsOf, nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import type { Choosing } from "./PeopleRows.tsx";
import { PersonLink } from "./PersonLink.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { StandingBadge } from "./StandingBadge.tsx";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: "0 -16px", padding: 0 },
  item: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    minHeight: "64px",
    padding: "8px 16px",
    boxSizing: "border-box",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  fresh: fadeIn,
  choosable: { paddingInline: "4px 8px", gap: "4px" },
  words: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column" },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "2px 8px", minWidth: 0 },
  name: {
    flexGrow: 1,
    minWidth: "40%",
    flexBasis: 0,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  quiet: { color: tokens.colorNeutralForeground2, minWidth: 0 },
});

interface PeopleCardsProps {
  users: User[];
  fresh: ReadonlySet<string>;
  choosing: Choosing | undefined;
}

/** The list on a phone: who, where they stand, and the latest that happened. */
export function PeopleCards({ users, fresh, choosing }: PeopleCardsProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={t("people.title")}>
      {users.map((user) => {
        const name = nameOf(user);
        return (
          <li
            key={user.id}
            className={mergeClasses(
              styles.item,
              fresh.has(user.id) && styles.fresh,
              choosing && styles.choosable,
            )}
          >
            {choosing ? (
              <Checkbox
                checked={choosing.selection.has(user.id)}
                onChange={(_, { checked }) => choosing.selection.set([user.id], checked === true)}
                aria-label={t("actions.select", { name })}
              />
            ) : (
              <Avatar size={36} name={name} initials={initialsOf(name)} aria-hidden role="presentation" />
            )}
            <div className={styles.words}>
              <div className={styles.line}>
                <PersonLink user={user} className={styles.name} />
                <StandingBadge user={user} />
              </div>
              <Caption1 className={styles.quiet}>
                <Address email={user.email} />
              </Caption1>
              <Caption1 className={styles.quiet}>
                <Latest user={user} />
              </Caption1>
            </div>
            {choosing && <PersonMenu user={user} onAct={(action) => choosing.onAct(action, user)} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Grey cards, while the first page is on its way. */
export function PeopleCardsSkeleton() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div aria-label={t("loading")} aria-busy role="status">
      {Array.from({ length: 6 }, (_, row) => (
        <div key={row} className={styles.item} style={{ paddingInline: 0 }}>
          <SkeletonItem shape="circle" size={36} />
          <div className={styles.words} style={{ gap: 8 }}>
            <SkeletonItem style={{ width: "50%" }} />
            <SkeletonItem size={12} style={{ width: "70%" }} />
          </div>
        </div>
      ))}
    </div>
  );
}

function Latest({ user }: { user: User }) {
  const { t } = useTexts();
  if (user.onboardedAt && user.stage === "onboarded")
    return (
      <>
        {t("people.column.onboardedAt")}: <Moment at={user.onboardedAt} />
      </>
    );
  if (user.startedAt)
    return (
      <>
        {t("people.column.startedAt")}: <Moment at={user.startedAt} />
        {user.startMethod && ` · ${t(`startMethod.${user.startMethod}`)}`}
      </>
    );
  return (
    <>
      {t("people.column.added")}: <Moment at={user.createdAt} />
    </>
  );
}
