import { Body1, Button, makeStyles, tokens } from "@fluentui/react-components";
import { ChatHelp20Regular } from "@fluentui/react-icons";
import { useEffect, useRef, useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { useTexts } from "../text-context.ts";
import { ContactForm } from "./ContactForm.tsx";
import { useMay } from "../frame/use-may.ts";

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    padding: "12px 20px",
    backgroundColor: tokens.colorNeutralBackground1,
  },
  row: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px", minHeight: "32px" },
  icon: { display: "flex", color: tokens.colorNeutralForeground2 },
  edit: {
    minWidth: "auto",
    paddingInline: "4px",
    marginInline: "-4px",
    color: tokens.colorBrandForegroundLink,
  },
  words: { flex: "1 1 240px", minWidth: 0, overflowWrap: "anywhere" },
});

/** Whom the button names when joining is off; the text can be changed in place. */
export function ContactCard({ organization }: { organization: Organization }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("settings.change");
  const [seen, setSeen] = useState<Organization | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const contact = organization.joining.contact;

  useEffect(() => {
    if (seen ?? !back.current) return;
    back.current = false;
    edit.current?.focus();
  }, [seen]);

  function close() {
    back.current = true;
    setSeen(null);
  }

  return (
    <div className={styles.card}>
      {seen ? (
        <ContactForm seen={seen} onClose={close} />
      ) : (
        <div className={styles.row}>
          <span className={styles.icon}>
            <ChatHelp20Regular />
          </span>
          <Body1 className={styles.words}>
            {contact
              ? rich("joining.contact.sentence", {
                  contact: (
                    <b>
                      <bdi>{contact}</bdi>
                    </b>
                  ),
                })
              : t("joining.contact.none")}
          </Body1>
          {mayChange && (
            <Button
              ref={edit}
              appearance="transparent"
              className={styles.edit}
              onClick={() => setSeen(organization)}
            >
              {t(contact ? "joining.contact.edit" : "joining.contact.add")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
