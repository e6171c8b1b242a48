import { Badge, makeStyles } from "@fluentui/react-components";
import {
  CheckmarkCircle16Regular,
  Circle16Regular,
  ErrorCircle16Regular,
  MailProhibited16Regular,
} from "@fluentui/react-icons";
import type { ComponentProps, JSX } from "react";
import type { MailReview } from "../../../shared/lifecycle.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  badge: { whiteSpace: "nowrap", maxWidth: "100%", flexShrink: 0, fontWeight: 400 },
});

type Look = Pick<ComponentProps<typeof Badge>, "appearance" | "color"> & { icon: JSX.Element };
const looks: Record<MailReview, Look> = {
  open: { appearance: "outline", color: "informative", icon: <Circle16Regular /> },
  phish: { appearance: "tint", color: "danger", icon: <ErrorCircle16Regular /> },
  unwanted: { appearance: "tint", color: "informative", icon: <MailProhibited16Regular /> },
  harmless: { appearance: "tint", color: "success", icon: <CheckmarkCircle16Regular /> },
};

/** What people say a reported mail is, or that nobody has said it yet. */
export function ReviewBadge({ review }: { review: MailReview }) {
  const { t } = useTexts();
  return (
    <Badge size="large" {...looks[review]} className={useStyles().badge}>
      {t(`reports.review.${review}`)}
    </Badge>
  );
}
