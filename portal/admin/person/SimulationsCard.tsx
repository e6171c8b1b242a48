import { Badge, Body1, Caption1, makeStyles, tokens } from "@fluentui/react-components";
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
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { PartCard, RowWords } from "./PartCard.tsx";
import { usePersonSimulations } from "./use-person.ts";

const useStyles = makeStyles({
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
  const query = usePersonSimulations(person);
  const { data } = query;
  const caught = data?.items.filter(({ result }) => result === "reported").length ?? 0;
  return (
    <PartCard
      title={t("person.simulations")}
      hint={
        data && data.total > 0
          ? t("person.simulations.reported", { n: number(caught), total: number(data.total) })
          : undefined
      }
      none={t("person.simulations.none")}
      query={query}
      row={(simulation) => <Row simulation={simulation} />}
    />
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
    <>
      <RowWords>
        <Body1>{t(`person.simulation.${kind}`)}</Body1>
        <Caption1 className={styles.quiet}>
          {rich(`person.simulation.${key}`, { at: <Moment at={at} withTime inside /> })}
          {kind === "welcome" && <> · {t("person.simulation.start", { n: startNumber })}</>}
        </Caption1>
      </RowWords>
      <Badge size="large" {...looks[result]} className={styles.badge}>
        {t(`person.result.${result}`)}
      </Badge>
    </>
  );
}
