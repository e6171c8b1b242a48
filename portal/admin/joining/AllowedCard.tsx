import { Body1, makeStyles, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { EditCard } from "../settings/EditCard.tsx";
import { useTexts } from "../text-context.ts";
import { AllowedEditor } from "./AllowedEditor.tsx";
import { AllowedRow } from "./AllowedRow.tsx";

const shownAddresses = 20;
const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  more: { paddingBlock: "10px", borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export interface Allowed {
  domains: string[];
  addresses: string[];
}

/** Which addresses may join: whole domains, then single addresses. */
export function AllowedCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  return (
    <EditCard<Allowed>
      title={t("joining.allowed")}
      hint={t("joining.allowed.hint")}
      organization={organization}
      pick={({ joining }) => ({ domains: joining.allowedDomains, addresses: joining.allowedAddresses })}
      change={({ domains, addresses }) => ({
        joining: { allowedDomains: domains, allowedAddresses: addresses },
      })}
      show={(value, shownFor) => <Shown value={value} organization={shownFor} />}
      fields={(editing) => <AllowedEditor {...editing} />}
    />
  );
}

function Shown({ value, organization }: { value: Allowed; organization: Organization }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const { domains, addresses } = value;
  const more = addresses.length - shownAddresses;
  if (domains.length + addresses.length === 0)
    return <Body1 className={styles.quiet}>{t("joining.allowed.none")}</Body1>;
  return (
    <ul className={styles.list}>
      {domains.map((entry) => (
        <AllowedRow key={entry} entry={entry} kind="domain" organization={organization} />
      ))}
      {addresses.slice(0, shownAddresses).map((entry) => (
        <AllowedRow key={entry} entry={entry} kind="address" organization={organization} />
      ))}
      {more > 0 && (
        <li className={styles.more}>
          <Body1 className={styles.quiet}>{counted("joining.allowed.more", more)}</Body1>
        </li>
      )}
    </ul>
  );
}
