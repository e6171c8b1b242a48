import {
  Body1,
  Button,
  makeStyles,
  Subtitle1,
  Subtitle2,
  Tab,
  TabList,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Unit } from "../../../shared/contracts/structure.ts";
import { isMany, type StructureKind, structureKinds } from "../../../shared/structure.ts";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useProgrammes } from "../programme/use-programme.ts";
import { useTexts } from "../text-context.ts";
import { MergeDialog } from "./MergeDialog.tsx";
import { UnitDialog } from "./UnitDialog.tsx";
import { type UnitAct, UnitRows, UnitRowsSkeleton } from "./UnitRows.tsx";
import { useChangeUnit, useUnits } from "./use-structure.ts";

const useStyles = makeStyles({
  page: { maxWidth: "960px" },
  title: { margin: 0 },
  lead: { display: "block", color: tokens.colorNeutralForeground2, margin: "4px 0 12px", maxWidth: "72ch" },
  // On a phone the kinds are moved sideways, rather than cut off.
  kinds: { overflowX: "auto", marginBottom: "16px" },
  bar: { display: "flex", justifyContent: "flex-start", marginBottom: "12px" },
  empty: { paddingBlock: "32px", maxWidth: "56ch" },
  emptyText: { display: "block", marginTop: "4px", color: tokens.colorNeutralForeground2 },
  over: { margin: "28px 0 4px" },
});

/** The kind that the address names, so that a list can be shared. */
function useKind(): [StructureKind, (kind: StructureKind) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("kind");
  const kind = structureKinds.find((one) => one === asked) ?? structureKinds[0];
  return [kind, (chosen) => setSearch({ kind: chosen }, { replace: true })];
}

/** What people belong to: companies, departments, functions, cost centres and groups. */
export function StructurePage() {
  const { t } = useTexts();
  const styles = useStyles();
  const [kind, setKind] = useKind();
  usePageTitle(t("structure.title"));
  return (
    <div className={styles.page}>
      <Title3 as="h1" block className={styles.title}>
        {t("structure.title")}
      </Title3>
      <Body1 className={styles.lead}>{t("structure.lead")}</Body1>
      <div className={styles.kinds}>
        <TabList
          aria-label={t("structure.kinds")}
          selectedValue={kind}
          onTabSelect={(_, { value }) => setKind(value as StructureKind)}
        >
          {structureKinds.map((one) => (
            <Tab key={one} value={one} id={`kind-${one}`} aria-controls="kind-list">
              {t(`structure.${one}`)}
            </Tab>
          ))}
        </TabList>
      </div>
      <div role="tabpanel" id="kind-list" aria-labelledby={`kind-${kind}`}>
        <UnitsOfKind key={kind} kind={kind} />
      </div>
    </div>
  );
}

type Asked = { act: "add" } | { act: "edit" | "merge"; unit: Unit } | null;

function UnitsOfKind({ kind }: { kind: StructureKind }) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const mayChange = useMay("structure.change");
  const { data, error, isPending, refetch } = useUnits(kind);
  const slow = useDelayed(isPending);
  const change = useChangeUnit(kind);
  const [asked, setAsked] = useState<Asked>(null);
  const units = data?.items ?? [];
  const offered = units.filter(({ archived }) => !archived);
  const archived = units.filter((unit) => unit.archived);
  const targets = offered.filter(({ mergingInto }) => mergingInto === undefined);
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? "";

  const programmes = useProgrammes().data?.items ?? [];
  const programmeOf = ({ programme }: Unit) => programmes.find(({ id }) => id === programme)?.name;

  function act(what: UnitAct, unit: Unit) {
    if (what === "edit" || what === "merge") {
      setAsked({ act: what, unit });
      return;
    }
    const said = what === "archive" ? "structure.said.archived" : "structure.said.offered";
    change.mutate(
      { unit, change: { archived: what === "archive" } },
      { onSuccess: () => announce(t(said, { name: unit.name })) },
    );
  }
  const done = (said: string) => {
    setAsked(null);
    announce(said);
  };
  const rows = (list: readonly Unit[], label: string) => (
    <UnitRows
      list={list}
      label={label}
      nameOf={nameOf}
      programmeOf={programmeOf}
      mayMerge={targets.length > (list === archived ? 0 : 1)}
      onAct={mayChange ? act : undefined}
    />
  );
  return (
    <>
      {mayChange && (
        <div className={styles.bar}>
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => setAsked({ act: "add" })}>
            {t(`structure.add.${kind}`)}
          </Button>
        </div>
      )}
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "structure.error.stale" : "structure.error")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {change.error && <ErrorBar title={t("structure.failed")} error={change.error} />}
      {slow && <UnitRowsSkeleton />}
      {data && units.length === 0 && (
        <div className={styles.empty}>
          <Subtitle1 as="h2" className={styles.title}>
            {t(`structure.empty.${kind}`)}
          </Subtitle1>
          <Body1 className={styles.emptyText}>
            {t(isMany(kind) ? "structure.empty.many" : "structure.empty.one")}
          </Body1>
        </div>
      )}
      {offered.length > 0 && rows(offered, t(`structure.${kind}`))}
      {archived.length > 0 && (
        <>
          <Subtitle2 as="h2" block className={styles.over}>
            {t("structure.archived")}
          </Subtitle2>
          {rows(archived, t("structure.archived"))}
        </>
      )}
      {asked?.act === "add" && (
        <UnitDialog
          kind={kind}
          onClose={() => setAsked(null)}
          onSaved={({ name }) => done(t("structure.said.added", { name }))}
        />
      )}
      {asked?.act === "edit" && (
        <UnitDialog
          kind={kind}
          unit={asked.unit}
          onClose={() => setAsked(null)}
          onSaved={({ name }) => done(t("structure.said.saved", { name }))}
        />
      )}
      {asked?.act === "merge" && (
        <MergeDialog
          kind={kind}
          unit={asked.unit}
          others={targets.filter(({ id }) => id !== asked.unit.id)}
          onClose={() => setAsked(null)}
          onMerged={(into) => done(t("structure.said.merged", { name: asked.unit.name, into: into.name }))}
        />
      )}
    </>
  );
}
