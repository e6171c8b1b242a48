import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Spinner,
  Tag,
  Textarea,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Delete20Regular, Mail16Regular, Send20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  form: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    padding: "16px 20px",
    flexGrow: 1,
    minHeight: 0,
  },
  bar: { display: "flex", alignItems: "center", gap: "8px" },
  title: { flexGrow: 1, margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  text: { flexGrow: 1, minHeight: "160px", "& textarea": { height: "100%", maxHeight: "none" } },
  grow: { flexGrow: 1, display: "flex", minHeight: 0 },
});

/** Writing a mail; it goes to mailboxes of the sandbox only. */
export function Compose() {
  const styles = useStyles();
  const client = useClient();
  const { draft } = useClientState();
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  if (!draft) return null;

  const send = async () => {
    setSending(true);
    setProblem(await client.send());
    setSending(false);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void send();
      }}
    >
      <div className={styles.bar}>
        <h2 className={styles.title}>{draft.title}</h2>
        <Button appearance="subtle" icon={<Delete20Regular />} onClick={() => client.discardDraft()}>
          Discard
        </Button>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={sending}
          icon={sending ? <Spinner size="tiny" /> : <Send20Regular />}
        >
          Send
        </Button>
      </div>
      {problem && (
        <MessageBar intent="error">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <Field label="To" orientation="horizontal" style={{ gridTemplateColumns: "72px 1fr" }}>
        <Input
          value={draft.to}
          autoFocus={draft.to === ""}
          autoComplete="off"
          inputMode="email"
          placeholder="Addresses of this sandbox, for example colleague@acme.example"
          onChange={(_event, { value }) => client.editDraft({ to: value })}
        />
      </Field>
      <Field label="Subject" orientation="horizontal" style={{ gridTemplateColumns: "72px 1fr" }}>
        <Input value={draft.subject} onChange={(_event, { value }) => client.editDraft({ subject: value })} />
      </Field>
      {draft.attach && (
        <div>
          <Tag icon={<Mail16Regular />} size="small">
            {draft.attach.name}
          </Tag>
        </div>
      )}
      <Textarea
        className={styles.text}
        aria-label="Text of the mail"
        autoFocus={draft.to !== ""}
        value={draft.text}
        onChange={(_event, { value }) => client.editDraft({ text: value })}
      />
    </form>
  );
}
