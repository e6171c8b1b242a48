import { Body1, Field, Input, Link, makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ExportUser } from "../../../shared/contracts/user-export.ts";
import { GetUser } from "../../../shared/contracts/user.ts";
import { api } from "../api.ts";
import { useTexts } from "../text-context.ts";
import type { UserActionOrder } from "./use-user-action.ts";

const useStyles = makeStyles({
  export: { color: tokens.colorNeutralForeground2, display: "flex", flexWrap: "wrap", gap: "2px 12px" },
  address: { unicodeBidi: "isolate", overflowWrap: "anywhere" },
});

interface EraseConfirmProps {
  users: UserActionOrder["users"];
  /** How many people are erased. */
  count: number;
  onSure: (sure: boolean) => void;
}

/** What cannot be taken back is typed first: the address of the one person, or how many they are. */
export function EraseConfirm({ users, count, onSure }: EraseConfirmProps) {
  const only = "ids" in users && users.ids.length === 1 ? users.ids[0] : undefined;
  return only === undefined ? (
    <Typed wanted={String(count)} many onSure={onSure} />
  ) : (
    <OfOne id={only} onSure={onSure} />
  );
}

function OfOne({ id, onSure }: { id: string; onSure: (sure: boolean) => void }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const { data } = useQuery({
    queryKey: ["users", "one", id],
    queryFn: ({ signal }) => api.call(GetUser, { params: { id }, signal }),
  });
  if (!data) return null;
  const file = (format: string) =>
    `${ExportUser.path.replace(":id", id)}?format=${format}&language=${language}`;
  return (
    <>
      <Body1 block className={styles.export}>
        <span>{t("actions.export")}</span>
        <Link href={file("html")} download inline>
          {t("actions.export.page")}
        </Link>
        <Link href={file("json")} download inline>
          {t("actions.export.json")}
        </Link>
      </Body1>
      <Typed wanted={data.email} onSure={onSure} />
    </>
  );
}

function Typed({
  wanted,
  many = false,
  onSure,
}: {
  wanted: string;
  many?: boolean;
  onSure: (sure: boolean) => void;
}) {
  const { t } = useTexts();
  const styles = useStyles();
  const [typed, setTyped] = useState("");
  return (
    <Field
      label={{
        className: styles.address,
        children: t(many ? "actions.confirm.many" : "actions.confirm.one", { wanted }),
      }}
    >
      <Input
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, { value }) => {
          setTyped(value);
          onSure(value.trim().toLowerCase() === wanted.toLowerCase());
        }}
      />
    </Field>
  );
}
