import type { Organization } from "../../../shared/contracts/organization.ts";
import { useTexts } from "../text-context.ts";
import { DomainRow } from "./DomainRow.tsx";
import { DomainsEditor } from "./DomainsEditor.tsx";
import { EditCard } from "./EditCard.tsx";
import { makeStyles } from "@fluentui/react-components";

const useStyles = makeStyles({ list: { listStyleType: "none", margin: 0, padding: 0 } });

/** The organization's mail domains, and what shows that they are its own. */
export function DomainsCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <EditCard<string[]>
      title={t("settings.domains")}
      hint={t("settings.domains.hint")}
      organization={organization}
      pick={({ domains }) => domains.map(({ name }) => name)}
      change={(names) => ({ domains: names.map((name) => ({ name })) })}
      problem={(names) => (names.length === 0 ? t("settings.domains.last") : undefined)}
      read={({ domains }) => (
        <ul className={styles.list}>
          {domains.map((domain) => (
            <DomainRow key={domain.name} domain={domain} />
          ))}
        </ul>
      )}
      show={(names) => (
        <ul className={styles.list}>
          {names.map((name) => (
            <li key={name} dir="ltr">
              {name}
            </li>
          ))}
        </ul>
      )}
      fields={(editing) => <DomainsEditor {...editing} />}
    />
  );
}
