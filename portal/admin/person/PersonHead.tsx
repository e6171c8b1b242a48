import {
  Avatar,
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { Person } from "../../../shared/contracts/user-person.ts";
import type { UserAction } from "../../../shared/lifecycle.ts";
import { MergeDialog } from "../merge/MergeDialog.tsx";
import { MergeItem } from "../merge/MergeItem.tsx";
import { ActionDone, type Done } from "../people/ActionDone.tsx";
import { ActionItems } from "../people/ActionItems.tsx";
import { StandingBadge } from "../people/StandingBadge.tsx";
import { UserActionDialog } from "../people/UserActionDialog.tsx";
import { initialsOf, nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";

const shownActions = 2;
const useStyles = makeStyles({
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "12px 16px", marginBottom: "16px" },
  words: { flexGrow: 1, flexBasis: "260px", minWidth: 0 },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "6px 12px" },
  title: { margin: 0, overflowWrap: "anywhere", minWidth: 0 },
  facts: {
    display: "flex",
    flexWrap: "wrap",
    gap: "2px 16px",
    color: tokens.colorNeutralForeground2,
    marginTop: "4px",
    overflowWrap: "anywhere",
  },
  address: { unicodeBidi: "isolate" },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** Who it is and where they stand, and what may be done about it now, as the server says. */
export function PersonHead({ person: { user, actions } }: { person: Person }) {
  const { t, counted } = useTexts();
  const { label } = useEmployeeId();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const [asked, setAsked] = useState<UserAction | null>(null);
  const [merging, setMerging] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const name = nameOf(user);
  const tell = (what: Done) => {
    setDone(what);
    announce(counted(`actions.done.${what.action}`, what.ids.length));
  };
  return (
    <>
      <div className={styles.head}>
        <Avatar size={56} name={name} initials={initialsOf(name)} aria-hidden role="presentation" />
        <div className={styles.words}>
          <div className={styles.line}>
            <Title3 as="h1" className={styles.title}>
              <bdi>{name}</bdi>
            </Title3>
            <StandingBadge user={user} />
          </div>
          <Caption1 className={styles.facts}>
            <span dir="ltr" className={styles.address}>
              {user.email}
            </span>
            {user.employeeId && (
              <span>
                <bdi>{t("person.employeeId", { label, id: user.employeeId })}</bdi>
              </span>
            )}
            {user.role && <span>{t(`role.${user.role}`)}</span>}
          </Caption1>
        </div>
        <Actions
          may={actions.flatMap(({ action, why }) => (why ? [] : [action]))}
          onAct={setAsked}
          onMerge={user.status === "removed" ? undefined : () => setMerging(true)}
        />
      </div>
      {merging && <MergeDialog user={user} onClose={() => setMerging(false)} />}
      {done && <ActionDone done={done} onUndone={tell} onClose={() => setDone(null)} />}
      {asked && (
        <UserActionDialog
          order={{ action: asked, users: { ids: [user.id] } }}
          name={name}
          onClose={() => setAsked(null)}
          onDone={(result, what) => {
            setAsked(null);
            if ("changed" in result) tell({ ...what, ids: result.ids ?? [] });
          }}
        />
      )}
    </>
  );
}

interface ActionsProps {
  may: UserAction[];
  onAct: (action: UserAction) => void;
  onMerge: (() => void) | undefined;
}

function Actions({ may, onAct, onMerge }: ActionsProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const shown = may.slice(0, shownActions);
  const more = may.slice(shownActions);
  if (may.length === 0) return null;
  return (
    <div className={styles.actions}>
      {shown.map((action, index) => (
        <Button
          key={action}
          appearance={index === 0 && action === "start" ? "primary" : "secondary"}
          onClick={() => onAct(action)}
        >
          {t(`actions.${action}`)}
        </Button>
      ))}
      {(more.length > 0 || onMerge) && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button icon={<MoreHorizontalRegular />} aria-label={t("person.more")} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <ActionItems actions={more} onAct={onAct} />
              {onMerge && <MergeItem onClick={onMerge} />}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}
