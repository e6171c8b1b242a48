import {
  Button,
  Field,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { GetJobResult, targetField, type UserJob } from "../../../shared/contracts/user-action.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { type ActionTarget, actionTargets } from "./action-targets.ts";
import { reasonWord } from "./action-words.ts";
import { isRunning, useCancelJob, useJobs } from "./use-user-action.ts";

const useStyles = makeStyles({
  running: {
    display: "flex",
    alignItems: "center",
    gap: "16px",
    padding: "10px 12px",
    marginBottom: "8px",
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: { flexGrow: 1, fontVariantNumeric: "tabular-nums" },
  done: { marginBottom: "8px" },
});

/** What goes on with many people at once, also after a reload; and the end of what was begun or seen to run here. */
export function Jobs({ begun }: { begun: string | null }) {
  const { data: jobs = [] } = useJobs();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const running = jobs.filter(isRunning);
  if (running.some(({ id }) => !seen.has(id))) setSeen(new Set([...seen, ...running.map(({ id }) => id)]));
  return (
    <>
      {running.map((job) => (
        <Running key={job.id} job={job} />
      ))}
      {jobs
        .filter((job) => !isRunning(job) && (seen.has(job.id) || job.id === begun))
        .map((job) => (
          <Over key={job.id} job={job} />
        ))}
    </>
  );
}

function Running({ job }: { job: UserJob }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const cancel = useCancelJob();
  return (
    <>
      <div className={styles.running}>
        <Field
          className={styles.bar}
          label={{ children: <Title job={job} /> }}
          hint={t("actions.progress", { done: number(job.done), total: number(job.total) })}
        >
          <ProgressBar value={job.done} max={job.total} thickness="large" />
        </Field>
        <Button size="small" disabledFocusable={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          {t("actions.stop")}
        </Button>
      </div>
      {cancel.error && <ErrorBar title={t("actions.stopFailed")} error={cancel.error} />}
    </>
  );
}

/** What is done, and which group or whatever else it gives or takes. */
function Title({ job }: { job: UserJob }) {
  const { t } = useTexts();
  const target = actionTargets[job.action];
  const field = targetField[job.action];
  const id = field && job[field];
  return (
    <>
      {t(`actions.${job.action}`)}
      {target && id !== undefined && <TargetName target={target} id={id} />}
    </>
  );
}

function TargetName({ target, id }: { target: ActionTarget; id: string }) {
  const name = target.useChoices().choices?.find((choice) => choice.id === id)?.name;
  return name === undefined ? null : (
    <>
      {": "}
      <bdi>{name}</bdi>
    </>
  );
}

function Over({ job }: { job: UserJob }) {
  const { t, counted, number } = useTexts();
  const styles = useStyles();
  return (
    <MessageBar
      intent={job.state === "done" ? "success" : "warning"}
      layout="multiline"
      className={styles.done}
      role="status"
    >
      <MessageBarBody>
        {job.state === "cancelled" &&
          `${t("actions.stopped", { done: number(job.done), total: number(job.total) })} `}
        {counted(`actions.done.${job.action}`, job.changed)}{" "}
        {job.reasons
          .map(({ code, count }) =>
            t("actions.reason", { n: number(count), reason: t(reasonWord(job.action, code)) }),
          )
          .join(" · ")}{" "}
        <Link href={GetJobResult.path.replace(":id", job.id)} download>
          {t("actions.download")}
        </Link>
      </MessageBarBody>
    </MessageBar>
  );
}
