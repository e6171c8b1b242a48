import { Badge } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Clock16Regular,
  Circle16Regular,
  Warning16Regular,
} from "@fluentui/react-icons";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { dayAndTime } from "../pieces/moment-text.ts";
import { useTexts } from "../text-context.ts";
import { joiningState } from "./joining-state.ts";

/** On or off in a word, with the moment that ends or begins it. */
export function JoiningBadge({ organization }: { organization: Organization }) {
  const { t, language } = useTexts();
  const { joining, timeZone } = organization;
  const moment = (at = "") => dayAndTime(at, language, timeZone);
  switch (joiningState(joining, new Date())) {
    case "off":
      return (
        <Badge size="large" appearance="outline" color="informative" icon={<Circle16Regular />}>
          {t("joining.badge.off")}
        </Badge>
      );
    case "nobody":
      return (
        <Badge size="large" appearance="tint" color="warning" icon={<Warning16Regular />}>
          {t("joining.badge.on")}
        </Badge>
      );
    case "before":
      return (
        <Badge size="large" appearance="tint" color="brand" icon={<Clock16Regular />}>
          {t("joining.badge.opens", { moment: moment(joining.opensAt) })}
        </Badge>
      );
    case "over":
      return (
        <Badge size="large" appearance="tint" color="warning" icon={<Clock16Regular />}>
          {t("joining.badge.over")}
        </Badge>
      );
    case "open":
      return (
        <Badge size="large" appearance="tint" color="success" icon={<CheckmarkCircle16Filled />}>
          {joining.closesAt
            ? t("joining.badge.onUntil", { moment: moment(joining.closesAt) })
            : t("joining.badge.on")}
        </Badge>
      );
  }
}
