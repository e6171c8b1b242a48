import {
  Avatar,
  Button,
  Field,
  Input,
  Link,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { MailInbox20Regular, PeopleSettings20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { SandboxState } from "../../page/state.ts";
import { standingWords } from "../words.ts";
import { useCardStyles } from "./card.ts";

const useStyles = makeStyles({
  list: { listStyle: "none", margin: 0, padding: 0 },
  person: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1.1fr) minmax(0, 1fr) auto",
    gap: "4px 14px",
    alignItems: "center",
    padding: "10px 0",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    "@media (max-width: 640px)": { gridTemplateColumns: "auto minmax(0, 1fr)" },
  },
  name: { fontWeight: tokens.fontWeightSemibold, display: "block" },
  small: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    display: "block",
    overflowWrap: "anywhere",
  },
  second: { "@media (max-width: 640px)": { gridColumn: "2" } },
  buttons: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px 14px",
    alignItems: "center",
    justifyContent: "flex-end",
    "@media (max-width: 640px)": { gridColumn: "2", justifyContent: "flex-start" },
  },
  other: {
    display: "flex",
    gap: "8px",
    alignItems: "flex-end",
    marginTop: "12px",
    flexWrap: "wrap",
  },
  field: { flexGrow: 1, minWidth: "200px" },
});

/** Whoever you can be; each opens in a tab of its own. */
export function People({ state }: { state: SandboxState }) {
  const styles = useStyles();
  const card = useCardStyles();
  const { https } = state.urls;
  return (
    <section className={card.card} aria-labelledby="people">
      <div className={card.head}>
        <h2 id="people" className={mergeClasses(card.title, card.grow)}>
          Who you can be
        </h2>
        <span className={card.hint}>Each opens in a tab of its own</span>
      </div>
      <ul className={styles.list}>
        {state.people.map(({ email, name, what, shown, portal }) => (
          <li key={email} className={styles.person} data-person={email}>
            <Avatar name={name} color="colorful" size={40} aria-hidden />
            <span>
              <span className={styles.name}>{name}</span>
              <span className={styles.small}>{email}</span>
            </span>
            <span className={styles.second}>
              {portal ? what : shown ? standingWords[shown] : ""}
              {!portal && <span className={styles.small}>{what}</span>}
            </span>
            <span className={styles.buttons}>
              {portal && (
                <Link
                  href={mailbox(https, email)}
                  target={`mailbox-${email}`}
                  aria-label={`Mailbox of ${name}`}
                >
                  Mailbox
                </Link>
              )}
              {portal ? (
                <Button
                  as="a"
                  icon={<PeopleSettings20Regular />}
                  href={`${https}/portal`}
                  target="firstcatch-portal"
                >
                  Admin portal
                </Button>
              ) : (
                <Button
                  as="a"
                  icon={<MailInbox20Regular />}
                  href={mailbox(https, email)}
                  target={`mailbox-${email}`}
                  aria-label={`Mailbox with the add-in of ${name}`}
                >
                  Mailbox with the add-in
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <OtherMailbox https={https} domain={state.organization.domain} />
    </section>
  );
}

export const mailbox = (https: string, email: string) =>
  `${https}/outlook/${encodeURIComponent(email).replace("%40", "@")}`;

function OtherMailbox({ https, domain }: { https: string; domain: string }) {
  const styles = useStyles();
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<string | undefined>();
  const open = () => {
    const email = address.trim();
    if (!/^[^@\s/]+@[^@\s/]+$/.test(email)) {
      setProblem("That is no mail address yet.");
      return;
    }
    window.open(mailbox(https, email), `mailbox-${email}`);
  };
  return (
    <form
      className={styles.other}
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <Field
        className={styles.field}
        label="Or anybody else"
        validationState={problem ? "error" : "none"}
        validationMessage={problem}
      >
        <Input
          value={address}
          placeholder={`second.newcomer@${domain}`}
          inputMode="email"
          autoComplete="off"
          onChange={(_event, { value }) => {
            setAddress(value);
            setProblem(undefined);
          }}
        />
      </Field>
      <Button type="submit" style={{ marginBottom: problem ? "20px" : 0 }}>
        Open this mailbox
      </Button>
    </form>
  );
}
