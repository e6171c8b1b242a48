import { Badge, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Globe20Regular,
  Person16Regular,
  Person20Regular,
  Warning16Regular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { Address } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  row: {
    display: "flex",
    alignItems: "center",
    gap: "4px 12px",
    minHeight: "40px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { display: "flex", color: tokens.colorNeutralForeground2, flexShrink: 0 },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  gone: { textDecorationLine: "line-through", color: tokens.colorNeutralForeground3 },
  badge: { flexShrink: 0, whiteSpace: "nowrap" },
  wideOnly: { "@media (max-width: 639.98px)": { display: "none" } },
});

interface AllowedRowProps {
  entry: string;
  kind: "domain" | "address";
  organization: Organization;
  /** Taken out, and not yet saved. */
  gone?: boolean;
  action?: ReactNode;
}

/** One domain or address that may join. */
export function AllowedRow({ entry, kind, organization, gone = false, action }: AllowedRowProps) {
  const styles = useStyles();
  const verified = organization.domains.some((domain) => domain.verified && domain.name === entry);
  const Struck = gone ? "del" : "span";
  return (
    <li className={styles.row}>
      <span className={styles.icon}>{kind === "domain" ? <Globe20Regular /> : <Person20Regular />}</span>
      <Struck className={mergeClasses(styles.name, gone && styles.gone)}>
        {kind === "domain" || action ? <span dir="ltr">{entry}</span> : <Address email={entry} />}
      </Struck>
      {!gone && (
        <span className={mergeClasses(styles.badge, action !== undefined && styles.wideOnly)}>
          {kind === "domain" ? <DomainBadge verified={verified} /> : <SingleBadge />}
        </span>
      )}
      {action}
    </li>
  );
}

function SingleBadge() {
  const { t } = useTexts();
  return (
    <Badge appearance="outline" color="informative" icon={<Person16Regular />}>
      {t("joining.allowed.single")}
    </Badge>
  );
}

/** Whether a domain is shown to be the organization's. */
export function DomainBadge({ verified }: { verified: boolean }) {
  const { t } = useTexts();
  return verified ? (
    <Badge appearance="tint" color="success" icon={<CheckmarkCircle16Filled />}>
      {t("joining.allowed.verified")}
    </Badge>
  ) : (
    <Badge appearance="tint" color="warning" icon={<Warning16Regular />}>
      {t("joining.allowed.unverified")}
    </Badge>
  );
}
