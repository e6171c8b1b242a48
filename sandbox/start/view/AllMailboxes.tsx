import {
  Button,
  CounterBadge,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Link,
  Spinner,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { call, failureText } from "../../page/calls.ts";
import { mailbox } from "./People.tsx";

interface Mailbox {
  email: string;
  name: string;
  unread: number;
}

const useStyles = makeStyles({
  list: { listStyle: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    gap: "12px",
    alignItems: "center",
    padding: "8px 0",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  link: { flexGrow: 1, overflowWrap: "anywhere" },
});

/** Every mailbox that the sandbox's mail server knows. */
export function AllMailboxes({ httpsUrl }: { httpsUrl: string }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const [mailboxes, setMailboxes] = useState<Mailbox[] | null>(null);
  const [problem, setProblem] = useState("");
  const show = async () => {
    setOpen(true);
    setMailboxes(null);
    setProblem("");
    try {
      setMailboxes(await call<Mailbox[]>("/sandbox/mailboxes"));
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <>
      <Link as="button" onClick={() => void show()}>
        All mailboxes
      </Link>
      <Dialog open={open} onOpenChange={(_event, data) => setOpen(data.open)}>
        <DialogSurface style={{ maxWidth: "480px" }}>
          <DialogBody>
            <DialogTitle
              action={
                <DialogTrigger action="close">
                  <Button appearance="subtle" aria-label="Close" icon={<Dismiss20Regular />} />
                </DialogTrigger>
              }
            >
              All mailboxes
            </DialogTitle>
            <DialogContent>
              {problem}
              {!problem && !mailboxes && <Spinner label="Asking the mail server" />}
              {mailboxes?.length === 0 && "No mail has come yet, so there is no mailbox."}
              <ul className={styles.list}>
                {mailboxes?.map(({ email, unread }) => (
                  <li key={email} className={styles.row}>
                    <Link className={styles.link} href={mailbox(httpsUrl, email)} target={`mailbox-${email}`}>
                      {email}
                    </Link>
                    {unread > 0 && (
                      <CounterBadge count={unread} color="brand" aria-label={`${unread} unread`} />
                    )}
                  </li>
                ))}
              </ul>
            </DialogContent>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </>
  );
}
