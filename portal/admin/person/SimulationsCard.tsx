import {
  Badge,
  Body1,
  Caption1,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Clock16Regular,
  DismissCircle16Regular,
  Flag16Filled,
  MailClock16Regular,
  Question16Regular,
} from "@fluentui/react-icons";
import type { ComponentProps, JSX } from "react";
import type { Person, PersonSimulation, SimulationResult } from "../../../shared/contracts/user-person.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { usePersonSimulations } from "./use-person.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 12px",
    paddingBlock: "10px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    ":first-child": { paddingTop: 0 },
    ":last-child": { paddingBottom: 0 },
  },
  words: { flexGrow: 1, flexBasis: "180px", minWidth: 0, display: "flex", flexDirection: "column" },
  quiet: { color: tokens.colorNeutralForeground2 },
  badge: { whiteSpace: "nowrap", fontWeight: 400 },
});

type Look = Pick<ComponentProps<typeof Badge>, "appearance" | "color"> & { icon: JSX.Element };
const looks: Record<SimulationResult, Look> = {
  onItsWay: { appearance: "outline", color: "brand", icon: <MailClock16Regular /> },
  open: { appearance: "tint", color: "brand", icon: <Clock16Regular /> },
  reported: { appearance: "tint", color: "success", icon: <Flag16Filled /> },
  inDoubt: { appearance: "tint", color: "warning", icon: <Question16Regular /> },
  refused: { appearance: "tint", color: "warning", icon: <DismissCircle16Regular /> },
  over: { appearance: "outline", color: "informative", icon: <CheckmarkCircle16Filled /> },
};

/** The simulations of one person, the latest on top, and what became of each. */
export function SimulationsCard({ person }: { person: Person }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = usePersonSimulations(person);
  const caught = data?.items.filter(({ result }) => result === "reported").length ?? 0;
  return (
    <Card
      title={t("person.simulations")}
      hint={
        data && data.total > 0
          ? t("person.simulations.reported", { n: number(caught), total: number(data.total) })
          : undefined
      }
    >
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.person.part")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem />
        </Skeleton>
      )}
      {data?.total === 0 && <Body1 className={styles.quiet}>{t("person.simulations.none")}</Body1>}
      {data && data.total > 0 && (
        <ol className={styles.list}>
          {data.items.map((simulation) => (
            <Row key={simulation.id} simulation={simulation} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Row({ simulation: { kind, result, startNumber, ...times } }: { simulation: PersonSimulation }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const [key, at] = times.reportedAt
    ? (["caught", times.reportedAt] as const)
    : times.sentAt
      ? (["sent", times.sentAt] as const)
      : (["made", times.createdAt] as const);
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <Body1>{t(`person.simulation.${kind}`)}</Body1>
        <Caption1 className={styles.quiet}>
          {rich(`person.simulation.${key}`, { at: <Moment at={at} withTime inside /> })}
          {kind === "welcome" && <> · {t("person.simulation.start", { n: startNumber })}</>}
        </Caption1>
      </span>
      <Badge size="large" {...looks[result]} className={styles.badge}>
        {t(`person.result.${result}`)}
      </Badge>
    </li>
  );
}
