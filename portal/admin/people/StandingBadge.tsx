import { Badge, makeStyles, mergeClasses } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  Clock16Regular,
  Delete16Regular,
  Mail16Regular,
  PauseCircle16Regular,
} from "@fluentui/react-icons";
import { type JSX, useState } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import type { ShownStanding } from "../../../shared/lifecycle.ts";
import { fadeIn } from "../look.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  badge: { whiteSpace: "nowrap", maxWidth: "100%", fontWeight: 400 },
  fading: fadeIn,
});

type Look = Pick<React.ComponentProps<typeof Badge>, "appearance" | "color"> & { icon: JSX.Element };
const looks: Record<ShownStanding, Look> = {
  notStarted: { appearance: "outline", color: "informative", icon: <Circle16Regular /> },
  invited: { appearance: "outline", color: "brand", icon: <Mail16Regular /> },
  waiting: { appearance: "tint", color: "brand", icon: <Clock16Regular /> },
  onboarded: { appearance: "tint", color: "success", icon: <CheckmarkCircle16Filled /> },
  inactive: { appearance: "tint", color: "informative", icon: <PauseCircle16Regular /> },
  removed: { appearance: "tint", color: "danger", icon: <Delete16Regular /> },
};

/** Where a person stands, as icon and word; a standing that changes while it is shown fades in. */
export function StandingBadge({ user }: { user: User }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const [first] = useState(user.shown);
  const days = user.shown === "removed" && user.purgeAt ? daysUntil(user.purgeAt) : null;
  return (
    <Badge
      key={user.shown}
      size="large"
      {...looks[user.shown]}
      className={mergeClasses(styles.badge, user.shown !== first && styles.fading)}
    >
      {days === null ? t(`standing.${user.shown}`) : counted("standing.removedDays", days)}
    </Badge>
  );
}

const daysUntil = (instant: string) =>
  Math.max(0, Math.ceil((new Date(instant).getTime() - Date.now()) / 86_400_000));
