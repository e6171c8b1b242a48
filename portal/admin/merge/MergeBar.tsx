import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { Person } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import { formatDate } from "../../../ui/text.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { MergeDialog } from "./MergeDialog.tsx";
import { UndoMergeDialog } from "./UndoMergeDialog.tsx";
import { useMergesOf } from "./use-merge.ts";

const useStyles = makeStyles({ bar: { marginBottom: "12px" } });

/** That somebody was merged into this person, while it can be undone; else who looks like the same person. */
export function MergeBar({ person: { user, editable } }: { person: Person }) {
  const mayMerge = editable.length > 0;
  const { data } = useMergesOf(user, mayMerge);
  if (!mayMerge || !data) return null;
  if (data.last) return <LastMerge user={user} last={data.last} />;
  const [alike] = data.alike;
  return alike ? <Alike key={alike.id} user={user} alike={alike} /> : null;
}

function LastMerge({ user, last }: { user: User; last: { name: string; at: string; until: string } }) {
  const { rich, t, language } = useTexts();
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  const day = (at: string) => formatDate(at, language);
  return (
    <>
      <MessageBar intent="info" className={styles.bar}>
        <MessageBarBody>
          {rich("merge.last", { name: <bdi>{last.name}</bdi> }, { at: day(last.at), until: day(last.until) })}
        </MessageBarBody>
        <MessageBarActions>
          <Button size="small" onClick={() => setAsked(true)}>
            {t("merge.undo")}
          </Button>
        </MessageBarActions>
      </MessageBar>
      {asked && <UndoMergeDialog user={user} onClose={() => setAsked(false)} />}
    </>
  );
}

function Alike({ user, alike }: { user: User; alike: User }) {
  const { rich, t } = useTexts();
  const styles = useStyles();
  const [hidden, setHidden] = useState(false);
  const [asked, setAsked] = useState(false);
  if (hidden) return null;
  const name = (
    <PageLink to={`/people/${alike.id}`}>
      <bdi>{nameOf(alike)}</bdi>
    </PageLink>
  );
  return (
    <>
      <MessageBar intent="info" className={styles.bar}>
        <MessageBarBody>
          {rich("merge.alike", { name, email: <bdi dir="ltr">{alike.email}</bdi> })}
        </MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={t("actions.dismiss")}
              onClick={() => setHidden(true)}
            />
          }
        >
          <Button size="small" onClick={() => setAsked(true)}>
            {t("merge.alike.look")}
          </Button>
        </MessageBarActions>
      </MessageBar>
      {asked && <MergeDialog user={user} found={alike} onClose={() => setAsked(false)} />}
    </>
  );
}
