import { Caption1, Field, makeStyles, Select, tokens } from "@fluentui/react-components";
import type { Person } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import { isSignedOut } from "../api.ts";
import { EditFrame } from "../pieces/EditFrame.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useProgrammes } from "../programme/use-programme.ts";
import { useTexts } from "../text-context.ts";
import { EditableCard } from "./EditableCard.tsx";
import { Facts } from "./Facts.tsx";
import { usePersonDraft } from "./use-person-draft.ts";

const useStyles = makeStyles({
  why: { color: tokens.colorNeutralForeground2 },
  none: { color: tokens.colorNeutralForeground3 },
});

/** Which programme is the person's and why, and when the next practice mail comes; set by hand by those who may. */
export function ProgrammeCard({ person }: { person: Person }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { programme, nextSimulationAt, user } = person;
  const inTraining = user.status === "active" && user.stage !== "notStarted";
  return (
    <EditableCard
      title={t("person.programme.title")}
      mayEdit={person.editable.includes("programme")}
      form={(onClose) => <ProgrammeByHand user={user} onClose={onClose} />}
    >
      <Facts
        facts={[
          {
            name: t("person.field.programme"),
            value: (
              <>
                <bdi>{programme.name}</bdi>
                <Caption1 block className={styles.why}>
                  {t(`person.programme.by.${programme.by}`, { unit: programme.unit?.name ?? "" })}
                </Caption1>
              </>
            ),
          },
          {
            name: t("person.programme.next"),
            value: nextSimulationAt ? (
              <Moment at={nextSimulationAt} />
            ) : (
              <span className={styles.none}>
                {t(inTraining ? "person.programme.planning" : "person.programme.never")}
              </span>
            ),
          },
        ]}
      />
    </EditableCard>
  );
}

interface Draft {
  programme: string | undefined;
}
const rules = {
  draftOf: ({ programme }: User): Draft => ({ programme }),
  changed: (one: Draft, other: Draft) => (one.programme === other.programme ? [] : ["programme" as const]),
  changeFor: ({ programme }: Draft) => ({ programme: programme ?? null }),
};

function ProgrammeByHand({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTexts();
  const { data, error: unknown } = useProgrammes();
  const { draft, setDraft, saving, error, save, conflict } = usePersonDraft(user, rules, onClose);
  const programmes = data?.items.filter(({ archived, id }) => !archived || id === user.programme) ?? [];
  const nameOf = ({ programme }: Draft) =>
    programme === undefined
      ? t("actions.target.noProgramme")
      : (programmes.find(({ id }) => id === programme)?.name ?? programme);
  return (
    <EditFrame
      saving={saving}
      why={undefined}
      conflict={
        conflict && {
          question: t("person.conflict"),
          theirs: <bdi>{nameOf(conflict.theirs)}</bdi>,
          onTheirs: conflict.keepTheirs,
          mine: <bdi>{nameOf(draft)}</bdi>,
          onMine: conflict.saveMine,
        }
      }
      onSave={save}
      onClose={onClose}
    >
      <Field label={t("person.programme.byHand")} hint={t("person.programme.byHand.hint")}>
        <Select
          value={draft.programme ?? ""}
          autoFocus
          disabled={!data}
          onChange={(_, { value }) => setDraft({ programme: value || undefined })}
        >
          <option value="">{nameOf({ programme: undefined })}</option>
          {programmes.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {unknown && <ErrorBar title={t("actions.target.failed")} error={unknown} />}
      {error && !isSignedOut(error) && <ErrorBar title={t("person.edit.failed")} error={error} />}
    </EditFrame>
  );
}
