import { makeStyles } from "@fluentui/react-components";
import { Checkmark20Regular, Copy20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import { usePane } from "../pane-context.ts";
import { ActionButton } from "./ActionButton.tsx";

const useStyles = makeStyles({
  box: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    "@media (forced-colors: active)": { outline: "1px solid CanvasText" },
  },
  label: { ...typography.caption1, color: tokens.colorNeutralForeground3, display: "block" },
  number: {
    ...typography.body1Strong,
    color: tokens.colorNeutralForeground1,
    fontVariantNumeric: "tabular-nums",
    userSelect: "all",
  },
});

/** The number under which a report is kept, to be copied. */
export function ReceiptBox({ receipt }: { receipt: string }) {
  const { t, announce } = usePane();
  const styles = useStyles();
  const [told, setTold] = useState<"receipt.copied" | "receipt.notCopied" | null>(null);
  const tell = (key: "receipt.copied" | "receipt.notCopied") => {
    setTold(key);
    announce(t(key));
  };
  return (
    <div className={styles.box}>
      <span>
        <span className={styles.label}>{told ? t(told) : t("receipt.label")}</span>
        <bdi className={styles.number} dir="ltr" data-testid="receipt">
          {receipt}
        </bdi>
      </span>
      <ActionButton
        look="subtle"
        icon={told === "receipt.copied" ? <Checkmark20Regular /> : <Copy20Regular />}
        aria-label={t("receipt.copy")}
        onClick={() =>
          void copyText(receipt).then((copied) => tell(copied ? "receipt.copied" : "receipt.notCopied"))
        }
      />
    </div>
  );
}

/** A frame in Outlook often may not use the clipboard; the old way then still works. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.cssText = "position:fixed;inset-block-start:-100px";
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies where the clipboard is closed
    const copied = document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return copied;
  }
}
