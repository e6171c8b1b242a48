import {
  Body1,
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from "@fluentui/react-components";
import { Checkmark20Regular, Copy20Regular, Globe20Regular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CheckDomain, type Organization } from "../../../shared/contracts/organization.ts";
import { api, isSignedOut } from "../api.ts";
import { DomainBadge } from "../joining/AllowedRow.tsx";
import { useMay } from "../frame/use-may.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { useCopy } from "./use-copy.ts";

const useStyles = makeStyles({
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingBlock: "8px",
    display: "flex",
    flexDirection: "column",
    gap: "10px",
  },
  head: { display: "flex", alignItems: "center", gap: "12px", minHeight: "24px" },
  icon: { display: "flex", color: tokens.colorNeutralForeground2, flexShrink: 0 },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  badge: { flexShrink: 0, whiteSpace: "nowrap" },
  proof: { display: "flex", flexDirection: "column", gap: "10px", paddingInlineStart: "32px" },
  quiet: { color: tokens.colorNeutralForeground2 },
  line: { display: "flex", gap: "4px" },
  input: { flexGrow: 1, minWidth: 0, fontFamily: tokens.fontFamilyMonospace },
  check: { alignSelf: "flex-start" },
});

type Domain = Organization["domains"][number];

/** One domain; while it is not verified, the record that would do it and a way to look for it. */
export function DomainRow({ domain }: { domain: Domain }) {
  const styles = useStyles();
  const mayChange = useMay("settings.change");
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <span className={styles.icon}>
          <Globe20Regular />
        </span>
        <Body1 className={styles.name} dir="ltr">
          {domain.name}
        </Body1>
        <span className={styles.badge}>
          <DomainBadge verified={domain.verified} />
        </span>
      </div>
      {domain.proof && mayChange && <Proof name={domain.name} proof={domain.proof} />}
    </li>
  );
}

function Proof({ name, proof }: { name: string; proof: NonNullable<Domain["proof"]> }) {
  const { t } = useTexts();
  const styles = useStyles();
  const client = useQueryClient();
  const announce = useCalmAnnounce();
  const check = useMutation({
    mutationFn: () => api.call(CheckDomain, { body: { name } }),
    onSuccess: ({ verdict, organization }) => {
      client.setQueryData(["organization"], organization);
      announce(t(`settings.domains.verdict.${verdict}`, { name }));
    },
  });
  const verdict = check.data?.verdict;
  return (
    <div className={styles.proof}>
      <Caption1 className={styles.quiet}>{t("settings.domains.proof")}</Caption1>
      <Copyable label={t("settings.domains.host")} text={proof.host} />
      <Copyable label={t("settings.domains.value")} text={proof.value} />
      {verdict && verdict !== "verified" && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t(`settings.domains.verdict.${verdict}`, { name })}</MessageBarBody>
        </MessageBar>
      )}
      {check.error && !isSignedOut(check.error) && (
        <ErrorBar title={t("settings.domains.failed", { name })} error={check.error} />
      )}
      <Button
        className={styles.check}
        disabledFocusable={check.isPending}
        onClick={() => check.mutate()}
        aria-label={t("settings.domains.check.for", { name })}
      >
        {t(check.isPending ? "settings.domains.checking" : "settings.domains.check")}
      </Button>
    </div>
  );
}

function Copyable({ label, text }: { label: string; text: string }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { copy, copied, field } = useCopy(text);
  return (
    <Field label={label} size="small">
      {(props) => (
        <div className={styles.line}>
          <Input
            {...props}
            ref={field}
            readOnly
            size="small"
            value={text}
            dir="ltr"
            className={styles.input}
            onFocus={(event) => event.target.select()}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={copied ? <Checkmark20Regular /> : <Copy20Regular />}
            aria-label={t(copied ? "copy.done" : "copy.what", { what: label })}
            onClick={copy}
          />
        </div>
      )}
    </Field>
  );
}
