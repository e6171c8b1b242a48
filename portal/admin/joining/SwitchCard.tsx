import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Subtitle1,
  Switch,
  tokens,
} from "@fluentui/react-components";
import { useId, useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { JoiningBadge } from "./JoiningBadge.tsx";
import { JoiningSentence } from "./JoiningSentence.tsx";
import { joiningState, sameDoor } from "./joining-state.ts";
import { useMay } from "../frame/use-may.ts";
import { currentOf, useUpdateOrganization } from "./use-organization.ts";

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    padding: "20px",
    backgroundColor: tokens.colorNeutralBackground1,
  },
  open: { border: `1px solid ${tokens.colorBrandStroke2}`, backgroundColor: tokens.colorBrandBackground2 },
  row: { display: "flex", gap: tokens.spacingHorizontalS, alignItems: "flex-start", marginBottom: "8px" },
  title: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px 12px",
    flexGrow: 1,
    minWidth: 0,
    minHeight: "36px",
  },
  heading: { margin: 0 },
  sentence: {
    display: "block",
    maxWidth: "72ch",
    color: tokens.colorNeutralForeground1,
    overflowWrap: "anywhere",
  },
  hint: { display: "block", marginTop: "8px", color: tokens.colorNeutralForeground2 },
  control: { flexShrink: 0, marginInlineEnd: "-8px" },
  bar: { marginTop: tokens.spacingVerticalM },
});

/** The switch, with what it means now. It shows what the server says, never what is only hoped for. */
export function SwitchCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const mayChange = useMay("settings.change");
  const [heading, sentence] = [useId(), useId()];
  const update = useUpdateOrganization((now, seen) => sameDoor(now.joining, seen.joining));
  const [wanted, setWanted] = useState(false);
  const { joining } = organization;
  const conflict = currentOf(update.error);

  function request(on: boolean) {
    if (update.isPending || !mayChange) return;
    setWanted(on);
    update.mutate(
      { change: { joining: { anyoneCanJoin: on } }, seen: organization },
      { onSuccess: () => announce(t(on ? "joining.announce.on" : "joining.announce.off")) },
    );
  }

  return (
    <section
      className={mergeClasses(styles.card, joiningState(joining, new Date()) === "open" && styles.open)}
      aria-labelledby={heading}
    >
      <div className={styles.row}>
        <div className={styles.title}>
          <Subtitle1 as="h2" id={heading} className={styles.heading}>
            {t("joining.switch")}
          </Subtitle1>
          <JoiningBadge organization={organization} />
        </div>
        {update.isPending && <Spinner size="tiny" label={t("joining.saving")} />}
        <Switch
          className={styles.control}
          checked={joining.anyoneCanJoin}
          aria-labelledby={heading}
          aria-describedby={sentence}
          aria-busy={update.isPending}
          disabled={!mayChange}
          onChange={(_, data) => request(data.checked)}
        />
      </div>
      <Body1 id={sentence} className={styles.sentence}>
        <JoiningSentence organization={organization} />
      </Body1>
      {(joining.opensAt ?? joining.closesAt) && (
        <Caption1 className={styles.hint}>{t("joining.zone", { zone: zoneName(organization) })}</Caption1>
      )}
      {!mayChange && <Caption1 className={styles.hint}>{t("joining.readOnly")}</Caption1>}
      {conflict && conflict.joining.anyoneCanJoin !== wanted && (
        <Conflict
          now={conflict.joining.anyoneCanJoin}
          wanted={wanted}
          again={() => request(wanted)}
          leave={() => update.reset()}
        />
      )}
      {update.error && !conflict && !isSignedOut(update.error) && (
        <div className={styles.bar}>
          <ErrorBar title={t("joining.failed")} error={update.error} onAgain={() => request(wanted)} />
        </div>
      )}
    </section>
  );
}

function Conflict(props: { now: boolean; wanted: boolean; again: () => void; leave: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const word = (on: boolean) => t(on ? "joining.word.on" : "joining.word.off");
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.bar} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t("joining.conflict.title")}</MessageBarTitle>{" "}
        {t("joining.conflict.text", { now: word(props.now), wanted: word(props.wanted) })}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={props.leave}>
          {t("joining.conflict.leave")}
        </Button>
        <Button size="small" onClick={props.again}>
          {t(props.wanted ? "joining.conflict.again.on" : "joining.conflict.again.off")}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** `Europe/Amsterdam` as people write it. */
const zoneName = ({ timeZone }: Organization) => timeZone.replaceAll("_", " ");
