import { Badge, makeStyles } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Mail16Regular,
  People16Regular,
  ShieldError16Regular,
} from "@fluentui/react-icons";
import type { ComponentProps, JSX } from "react";
import type { ReportOutcome } from "../../../shared/lifecycle.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  badge: { whiteSpace: "nowrap", maxWidth: "100%", flexShrink: 0, fontWeight: 400 },
});

type Look = Pick<ComponentProps<typeof Badge>, "appearance" | "color"> & { icon: JSX.Element };
const looks: Record<ReportOutcome, Look> = {
  welcomeSimulation: { appearance: "tint", color: "success", icon: <CheckmarkCircle16Filled /> },
  simulation: { appearance: "tint", color: "success", icon: <CheckmarkCircle16Filled /> },
  colleaguesSimulation: { appearance: "tint", color: "brand", icon: <People16Regular /> },
  ourOwnMail: { appearance: "outline", color: "informative", icon: <Mail16Regular /> },
  threat: { appearance: "tint", color: "danger", icon: <ShieldError16Regular /> },
};

/** What the reported mail is, as icon and word. */
export function OutcomeBadge({ outcome }: { outcome: ReportOutcome }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Badge size="large" {...looks[outcome]} className={styles.badge}>
      {t(`reports.outcome.${outcome}`)}
    </Badge>
  );
}
