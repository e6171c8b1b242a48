import { Field, makeStyles, Radio, RadioGroup, Spinner } from "@fluentui/react-components";
import type { MergePlan } from "../../../shared/contracts/user-merge.ts";
import type { User } from "../../../shared/contracts/user.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Address, nameOf } from "../pieces/Person.tsx";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { MergeTable } from "./MergeTable.tsx";
import { MergeNotes, MergeThen } from "./MergeThen.tsx";

const useStyles = makeStyles({
  frame: { display: "flex", flexDirection: "column", gap: "16px" },
  person: { display: "flex", flexWrap: "wrap", gap: "0 8px", minWidth: 0 },
});

interface MergePreviewProps {
  /** Both, in an order that does not change with who stays. */
  people: readonly [User, User];
  plan: MergePlan | undefined;
  error: unknown;
  stays: string | undefined;
  onStays: (id: string) => void;
  /** Whose employee ID is chosen. */
  employeeId: string | undefined;
  onEmployeeId: (id: string) => void;
}

/** Both beside each other, who stays, and what happens then. */
export function MergePreview({ people, plan, error, stays, onStays, ...chosen }: MergePreviewProps) {
  const { t } = useTexts();
  const { word } = useEmployeeId();
  const styles = useStyles();
  const ids = people.map((user) => user.employeeId).filter(Boolean);
  const asks = ids.length === 2 && ids[0] !== ids[1];
  return (
    <div className={styles.frame}>
      {error !== null && error !== undefined && <ErrorBar title={t("merge.planFailed")} error={error} />}
      {!plan && !error && <Spinner size="small" label={t("loading")} labelPosition="after" />}
      {plan && (
        <>
          <Field label={t("merge.who")}>
            <RadioGroup value={stays ?? ""} onChange={(_, { value }) => onStays(value)}>
              {people.map((user) => (
                <Radio
                  key={user.id}
                  value={user.id}
                  label={
                    <span className={styles.person}>
                      <bdi>{nameOf(user)}</bdi>
                      <Address email={user.email} quiet />
                      {plan.proposed === user.id && <span>({t("merge.proposed")})</span>}
                    </span>
                  }
                />
              ))}
            </RadioGroup>
          </Field>
          {asks && (
            <Field label={t("merge.employeeId", { word })} required>
              <RadioGroup
                value={chosen.employeeId ?? ""}
                onChange={(_, { value }) => chosen.onEmployeeId(value)}
              >
                {people.map((user) => (
                  <Radio key={user.id} value={user.id} label={<bdi>{user.employeeId}</bdi>} />
                ))}
              </RadioGroup>
            </Field>
          )}
          <MergeNotes plan={plan} />
          <MergeTable plan={plan} />
          <MergeThen plan={plan} />
        </>
      )}
    </div>
  );
}
