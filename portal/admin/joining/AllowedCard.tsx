import { Badge, Body1, makeStyles, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Globe20Regular,
  Person16Regular,
  Person20Regular,
  Warning16Regular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { Card } from "../pieces/Card.tsx";
import { Address } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";

const shownAddresses = 20;
const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    minHeight: "40px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { display: "flex", color: tokens.colorNeutralForeground2, flexShrink: 0 },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  card: { paddingBottom: "8px" },
  badge: { flexShrink: 0, whiteSpace: "nowrap" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Which addresses may join: whole domains, then single addresses. To be read, not yet to be changed here. */
export function AllowedCard({ organization }: { organization: Organization }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const { allowedDomains, allowedAddresses } = organization.joining;
  const verified = new Set(organization.domains.filter((domain) => domain.verified).map(({ name }) => name));
  const more = allowedAddresses.length - shownAddresses;
  const anybody = allowedDomains.length + allowedAddresses.length > 0;
  return (
    <Card title={t("joining.allowed")} hint={t("joining.allowed.hint")} className={styles.card}>
      {!anybody && <Body1 className={styles.quiet}>{t("joining.allowed.none")}</Body1>}
      <ul className={styles.list}>
        {allowedDomains.map((name) => (
          <Row key={name} icon={<Globe20Regular />} badge={<DomainBadge verified={verified.has(name)} />}>
            <span dir="ltr">{name}</span>
          </Row>
        ))}
        {allowedAddresses.slice(0, shownAddresses).map((email) => (
          <Row
            key={email}
            icon={<Person20Regular />}
            badge={
              <Badge appearance="outline" color="informative" icon={<Person16Regular />}>
                {t("joining.allowed.single")}
              </Badge>
            }
          >
            <Address email={email} />
          </Row>
        ))}
        {more > 0 && (
          <li className={styles.row}>
            <Body1 className={styles.quiet}>{counted("joining.allowed.more", more)}</Body1>
          </li>
        )}
      </ul>
    </Card>
  );
}

function Row({ icon, badge, children }: { icon: ReactNode; badge: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.row}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.name}>{children}</span>
      <span className={styles.badge}>{badge}</span>
    </li>
  );
}

function DomainBadge({ verified }: { verified: boolean }) {
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
